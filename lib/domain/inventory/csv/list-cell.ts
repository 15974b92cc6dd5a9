/**
 * Several values in one cell: separated by `;` or `|`, white space around them ignored, empty ones dropped.
 * A separator or backslash inside a value is written with a backslash before it; any other backslash stands for
 * itself, so that `themes\blue` may be typed as it is.
 */

export const joinList = (items: readonly string[]): string => items.map((item) => item.replace(/[\\;|]/g, "\\$&")).join("; ");

export function splitList(cell: string): string[] {
	const items: string[] = [];
	let item = "";
	for (let at = 0; at < cell.length; at++) {
		const character = cell[at] ?? "";
		const next = cell[at + 1] ?? "";
		if (character === "\\" && (next === "\\" || next === ";" || next === "|")) {
			item += next;
			at++;
		} else if (character === ";" || character === "|") {
			items.push(item);
			item = "";
		} else item += character;
	}
	return [...items, item].map((value) => value.trim()).filter((value) => value !== "");
}
