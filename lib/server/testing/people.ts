/** Principals for tests, one of each role. */
import "server-only";
import type { Principal } from "../principal.ts";

const person = (id: string, role: Principal["role"]): Principal => ({ id, kind: "person", name: id, role, viaToken: false });

export const lena = person("lena", "lead");
export const lars = person("lars", "lead");
export const olga = person("olga", "operator");
export const vera = person("vera", "viewer");
export const adam = person("adam", "admin");
