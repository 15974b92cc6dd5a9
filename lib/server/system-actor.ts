import "server-only";
import type { Actor } from "@/lib/domain/log-event.ts";

/** Whoever works on the machine itself: the command line, and what the server does by itself. */
export const SYSTEM: Actor = { id: "system", kind: "system" };
