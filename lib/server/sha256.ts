import "server-only";
import { createHash } from "node:crypto";
import type { Sha256 } from "@/lib/domain/canonical.ts";

/** SHA-256 of a UTF-8 text, 64 lower-case hex digits: the hash that the core is given. */
export const sha256: Sha256 = (text) => createHash("sha256").update(text, "utf8").digest("hex");
