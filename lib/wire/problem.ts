/**
 * Errors of every HTTP answer: RFC 9457 problem documents (contracts section 4). `code` is stable and is what
 * clients switch on; the further keys are the facts needed to act, named like in the refusal that caused them.
 */
import { z } from "zod";
import type { RefusalCode } from "@/lib/domain/run/refusals.ts";

/** Codes that no rule of the domain gives: they belong to HTTP, sign-in and storage. */
export const transportCode = z.enum([
	"unauthenticated",
	"origin-refused",
	"host-not-served",
	"unsupported-media-type",
	"body-too-large",
	"rate-limited",
	"sign-in-failed",
	"link-not-valid",
	"provider-unreachable",
	"set-up-done",
	"set-up-code-wrong",
	"email-taken",
	"last-admin",
	"command-reused",
	"busy",
	"shutting-down",
	"storage-full",
	"log-stopped",
	"internal",
]);
export type TransportCode = z.infer<typeof transportCode>;

export type ProblemCode = RefusalCode | TransportCode;

/** Loose: facts stand beside the fixed keys. */
export const problemDocument = z.looseObject({
	type: z.string(),
	title: z.string(),
	status: z.int(),
	code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
	detail: z.string().optional(),
});
export type ProblemDocument = z.infer<typeof problemDocument>;
