/**
 * Versions: 2 to 4 numeric parts, compared part by part, missing parts count as 0 (contracts, "Words").
 * A component is *at* a target when its version, cut to as many parts as the target has, equals it.
 */
import { z } from "zod";

export const versionPattern = /^\d{1,9}(\.\d{1,9}){1,3}$/;

/** `7.3.0.3`; refuses one part, five parts, letters, spaces. */
export const version = z.string().regex(versionPattern, "A version has 2 to 4 numeric parts, like 8.1 or 7.3.0.3");
export type Version = z.infer<typeof version>;

const parts = (v: Version): number[] => v.split(".").map(Number);

/** Negative, 0 or positive, part by part; `7.3` equals `7.3.0.0`. */
export function compareVersions(a: Version, b: Version): number {
	const left = parts(a);
	const right = parts(b);
	for (let i = 0; i < 4; i++) {
		const difference = (left[i] ?? 0) - (right[i] ?? 0);
		if (difference !== 0) return difference;
	}
	return 0;
}

export type VersionRelation = "below" | "at" | "above";

/** Where `v` stands to `target`: 8.1.4.2 is *at* 8.1, 8.0.2 *below*, 8.2 *above*. */
export function relationToTarget(v: Version, target: Version): VersionRelation {
	const cut = target.split(".").length;
	const difference = compareVersions(parts(v).slice(0, cut).join("."), target);
	return difference < 0 ? "below" : difference > 0 ? "above" : "at";
}

/** True when an upgrade goes from below `threshold` to it or above, as the guide's "from v6.x to v7.x". */
export const crosses = (from: Version, to: Version, threshold: Version): boolean =>
	compareVersions(from, threshold) < 0 && compareVersions(to, threshold) >= 0;
