/** The envelope of every event in the log (contracts section 5). Closed; `data` belongs to its type. */
import { z } from "zod";
import { id, instant } from "./ids.ts";

export const actor = z.strictObject({ id, kind: z.enum(["person", "token", "system"]) });
export type Actor = z.infer<typeof actor>;

export const streamName = z.string().regex(/^(plan\/[A-Za-z0-9_-]{1,64}|estate\/[A-Za-z0-9_-]{1,64}|access)$/);

export const logEvent = z.strictObject({
	v: z.literal(1),
	/** Installation id. */
	log: id,
	stream: streamName,
	sequence: z.int().min(1),
	/** Hash of the event before it in the stream, 64 lower-case hex digits. */
	previous: z.string().regex(/^[0-9a-f]{64}$/),
	type: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
	at: instant,
	actor,
	/** Client command id; further events of the same command carry `#2`, `#3` … behind it. */
	command: z.string().regex(/^[\x21-\x7e]{1,136}$/),
	data: z.record(z.string(), z.unknown()),
});
export type LogEvent = z.infer<typeof logEvent>;
