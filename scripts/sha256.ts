/** The hash function that command-line tools give the core. */
import { createHash } from "node:crypto";
import { type Sha256, slices } from "@/lib/domain/canonical.ts";

export const sha256: Sha256 = (text) => {
	const hash = createHash("sha256");
	for (const slice of slices(text)) hash.update(slice, "utf8");
	return hash.digest("hex");
};
