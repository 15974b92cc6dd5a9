/** Identities and instants that travel through commands and events. Made outside the core, checked here. */
import { z } from "zod";

/** Any id we hand out: lower-case letters, digits and dashes, so it is safe in URLs, logs and streams. */
export const id = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, "Not an id");

/** `2026-11-24T02:14:05.120Z`: the one spelling of instants in events. */
export const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, "An instant is written YYYY-MM-DDTHH:mm:ss.sssZ");
export type Instant = z.infer<typeof instant>;

/** A command id chosen by the client; the same id again is the same command. */
export const commandId = z.string().regex(/^[\x21-\x7e]{1,128}$/, "A command id is 1 to 128 visible ASCII characters");
