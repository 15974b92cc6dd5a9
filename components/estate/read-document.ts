/** Reads pasted or dropped text as JSON and says where it breaks. Pure. */
import { err, ok, type Result } from "@/lib/domain/result.ts";
import { jsonFault } from "./json-fault.ts";

/** What a text field in a browser can still bear; larger documents go through the API. */
export const MOST_CHARACTERS = 5 * 1024 * 1024;

/** Line and column, from 1, of a character offset. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
	const before = text.slice(0, Math.max(0, Math.min(offset, text.length)));
	const lastBreak = before.lastIndexOf("\n");
	return { line: before.split("\n").length, column: before.length - lastBreak };
}

/** The parsed value, or one sentence that names the line. */
export function readDocument(text: string): Result<unknown, string> {
	const body = text.replace(/^\uFEFF/, "");
	if (body.trim() === "") return err("There is no text yet.");
	if (body.length > MOST_CHARACTERS) return err("The document is larger than 5 MB. Send it through the API instead.");
	try {
		return ok(JSON.parse(body) as unknown);
	} catch {
		const offset = jsonFault(body) ?? body.length;
		const { line, column } = placeOf(body, offset);
		return err(
			body.slice(offset).trim() === ""
				? `This is not JSON: the text ends too early, on line ${line}. A bracket or a quote is not closed.`
				: `This is not JSON: line ${line}, column ${column} is not expected there.`,
		);
	}
}
