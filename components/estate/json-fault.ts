/**
 * Where JSON text breaks. Engines word their errors differently and leave the place out of short texts, so the text is
 * read once more by the grammar (RFC 8259), only to find the first character that cannot stand there. Pure.
 */

const blank = /[ \t\n\r]*/y;
const scalar =
	/"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;
const key = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;

type Open = { readonly close: "}" | "]"; readonly object: boolean };

/** The offset of the first wrong character; the text's length when it ends too early; undefined when all is well. */
export function jsonFault(text: string): number | undefined {
	let at = 0;
	const open: Open[] = [];
	const take = (pattern: RegExp): boolean => {
		pattern.lastIndex = at;
		const found = pattern.exec(text);
		if (found === null) return false;
		at += found[0].length;
		return true;
	};
	const skip = (): void => void take(blank);
	const takeChar = (char: string): boolean => {
		if (text[at] !== char) return false;
		at++;
		return true;
	};
	/** The name of a member and its colon. */
	const member = (): boolean => {
		skip();
		if (!take(key)) return false;
		skip();
		return takeChar(":");
	};
	for (;;) {
		skip();
		const object = text[at] === "{";
		if (object || text[at] === "[") {
			at++;
			const close = object ? "}" : "]";
			skip();
			if (!takeChar(close)) {
				open.push({ close, object });
				if (object && !member()) return at;
				continue;
			}
		} else if (!take(scalar)) return at;
		// A value is complete: close what it closes, or go on behind a comma.
		for (;;) {
			skip();
			const inside = open.at(-1);
			if (inside === undefined) return at === text.length ? undefined : at;
			if (takeChar(inside.close)) {
				open.pop();
				continue;
			}
			if (!takeChar(",")) return at;
			if (inside.object && !member()) return at;
			break;
		}
	}
}
