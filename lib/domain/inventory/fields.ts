/** Field types of the inventory document: what a single value may be (domain rules 4.1 to 4.8). */
import { z } from "zod";
import { version } from "../version.ts";

// Control characters, bidi overrides and lone surrogates never belong in a name: refused alike on every database.
const unprintable = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/** Printable text of `min` to `max` characters, outer white space cut off (pasted cells bring it). */
export const text = (max: number, min = 1) =>
	z
		.string()
		.trim()
		.min(min, min === 1 ? "Must not be empty" : undefined)
		.max(max, `At most ${max} characters`)
		.refine((value) => !unprintable.test(value), "Holds characters that cannot be shown");

export const name = text(80);

/** A DNS label or fully qualified name. */
export const hostName = z
	.string()
	.trim()
	.regex(
		/^(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*$/,
		"A host is a DNS name such as MFA01 or mfa01.contoso.com",
	);

export const triState = z.enum(["yes", "no", "unknown"]);

export const versionOrUnknown = z.union([version, z.literal("unknown")], {
	error: "A version has 2 to 4 numeric parts, like 8.1 or 7.3.0.3, or is unknown",
});
export type VersionOrUnknown = z.infer<typeof versionOrUnknown>;

export const redistributable = z.union([version, z.enum(["missing", "unknown"])], {
	error: 'A version with 2 to 4 numeric parts, "missing" or "unknown"',
});

/** `C:\folder` or `\\server\share`; trailing white space would make another folder. */
export const absolutePath = text(260).refine(
	(value) => /^([A-Za-z]:\\|\\\\[^\\]+\\[^\\]+)/.test(value),
	"An absolute path such as C:\\Program Files\\… or \\\\server\\share",
);

export const httpsUrl = text(2048).refine(
	(value) => /^https:\/\/[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_])?(:\d{1,5})?([/?#]\S*)?$/.test(value),
	"An address that starts with https://",
);

/** An IIS virtual directory name, one segment or a short path. */
export const virtualDirectory = z
	.string()
	.trim()
	.regex(/^[A-Za-z0-9_][A-Za-z0-9_.~-]*(\/[A-Za-z0-9_][A-Za-z0-9_.~-]*){0,4}$/, "An IIS virtual directory name, like MultiFactorAuth")
	.max(240);

/** A whole number in a range; JSON's 1.0 counts, 1.5 does not. */
export const whole = (min: number, max: number) => z.int("A whole number").min(min, `At least ${min}`).max(max, `At most ${max}`);
