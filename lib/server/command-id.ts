import "server-only";
import { createHash, randomUUID } from "node:crypto";

/**
 * Command id of a request. A key of up to 120 visible characters without `#` is the id as it stands; a longer one, or
 * one with the `#` that numbers further events of a command, is replaced by its hash; no key makes a new id.
 * Undefined when it is no key at all.
 */
export function commandIdOf(key: string | null): string | undefined {
	if (key === null) return `c_${randomUUID()}`;
	if (!/^[\x21-\x7e]{1,255}$/.test(key)) return undefined;
	return key.length <= 120 && !key.includes("#") ? key : `h_${createHash("sha256").update(key).digest("hex")}`;
}
