/** Queries and answers of `/api/v1/audit/…` (contracts section 4). */
import { z } from "zod";
import { id, instant } from "@/lib/domain/ids.ts";
import { streamName } from "@/lib/domain/log-event.ts";

const kebab = z.string().regex(/^[a-z][a-z0-9-]{0,63}(,[a-z][a-z0-9-]{0,63}){0,49}$/, "Event types, separated by commas");

/** Where a page ended: instant, stream and sequence of its last event. */
const cursor = z
	.string()
	.regex(/^\d{4}-\d{2}-\d{2}T[\d:.]{12}Z~[A-Za-z0-9_/-]{1,80}~\d{1,15}$/, "The `next` of the page before")
	.transform((text) => {
		const [at = "", stream = "", sequence = ""] = text.split("~");
		return { at, stream, sequence: Number(sequence) };
	});

const MAX_PAGE = 1_000;

/** All optional; what is given must hold together. Oldest first unless `order=newest`. */
export const auditQuery = z.strictObject({
	stream: streamName.optional(),
	estate: id.optional(),
	plan: id.optional(),
	actor: id.optional(),
	step: z.string().min(1).max(400).optional(),
	type: kebab.transform((text) => text.split(",")).optional(),
	from: instant.optional(),
	to: instant.optional(),
	text: z.string().trim().min(1).max(200).optional(),
	order: z.enum(["oldest", "newest"]).default("oldest"),
	after: cursor.optional(),
	limit: z
		.string()
		.regex(/^\d{1,4}$/)
		.transform(Number)
		.pipe(z.int().min(1).max(MAX_PAGE))
		.default(200),
	format: z.enum(["json", "jsonl", "csv"]).optional(),
});
export type AuditQuery = z.infer<typeof auditQuery>;

/** A signed head as the API tells it. `saved`: events stored by now; `copies`: where this or an older head lies outside. */
export type CheckpointView = {
	readonly stream: string;
	readonly origin: string;
	readonly size: number;
	readonly root: string;
	readonly at: string;
	readonly note: string;
	readonly saved: number;
	readonly copies: readonly { readonly place: string; readonly size: number; readonly at: string }[];
};
export type CheckpointAnswer = {
	readonly log: string;
	/** Lines of `keys.txt`, oldest first. */
	readonly keys: readonly string[];
	/** Head of the log of all heads; its leaves are the signed texts of the streams' heads. */
	readonly head?: CheckpointView;
	readonly streams: readonly CheckpointView[];
};
