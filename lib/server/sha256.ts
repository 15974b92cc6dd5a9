import "server-only";
import { createHash } from "node:crypto";
import { type Sha256, slices } from "@/lib/domain/canonical.ts";

/** SHA-256 of a UTF-8 text, 64 lower-case hex digits: the hash that the core is given. */
export const sha256: Sha256 = (text) => {
	const hash = createHash("sha256");
	for (const slice of slices(text)) hash.update(slice, "utf8");
	return hash.digest("hex");
};
