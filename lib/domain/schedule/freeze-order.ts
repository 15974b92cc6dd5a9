/** A change freeze as it is ordered: checked where it enters, so that the log holds none that ends before it begins. */
import { text } from "../inventory/fields.ts";
import type { InputIssue } from "../inventory/parse-inventory.ts";
import { freezeFacts, type Span } from "./freeze.ts";
import { isTimeZone } from "./zones.ts";

export const freezeOrder = { ...freezeFacts, reason: text(500) };

/** What is wrong with a freeze; empty: nothing. */
export function freezeIssues({
	start,
	end,
	timeZone,
	reason,
}: Span & { readonly timeZone: string; readonly reason: string }): InputIssue[] {
	return [
		...(start < end ? [] : [{ path: "end", message: "The end must be after the start" }]),
		...(isTimeZone(timeZone) ? [] : [{ path: "timeZone", message: "Not an IANA time zone, such as Europe/Berlin" }]),
		...(reason === "" ? [{ path: "reason", message: "Say why, for those who are held up by it" }] : []),
	];
}
