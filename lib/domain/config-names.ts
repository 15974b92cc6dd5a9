/**
 * Compares configuration files by the names in them (R30, R39, H15). Promises: no value leaves this module; of values
 * it tells only whether two of them are alike, and, for the one rule about them, whether the password holds an ampersand.
 * Refuses what is no well-formed XML of the kind these files are: document types, entities of its own, unclosed elements.
 */
import { err, ok, type Result } from "./result.ts";

type Entry = { readonly name: string; readonly value: string };

const TOKEN =
	/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<\/\s*([\w.:-]+)\s*>|<([\w.:-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+/gy;
/** Begins only where a name begins: tried at each of its letters, a long name would cost the square of its length. */
const ATTRIBUTE = /(?<![\w.:-])([\w.:-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;
const MAX_LENGTH = 4_000_000;

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);
const attributesOf = (text: string): readonly (readonly [string, string])[] =>
	[...text.matchAll(ATTRIBUTE)].map(([, name = "", double, single]) => [name, double ?? single ?? ""] as const);

/** Every element and attribute by its path; list entries are told apart by their `key` or `name`, doubles by a number. */
function entriesOf(xml: string): Result<readonly Entry[], string> {
	if (xml.length > MAX_LENGTH) return err("The file is larger than any configuration file");
	const text = xml.replace(/^\ufeff/, "");
	const entries: Entry[] = [];
	const path: string[] = [];
	const seen = new Map<string, number>();
	let at = 0;
	TOKEN.lastIndex = 0;
	for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
		at = TOKEN.lastIndex;
		const [token, closed, opened, attributes = "", alone] = match;
		if (closed !== undefined) {
			if (
				path
					.pop()
					?.replace(/^.*\//, "")
					.replace(/[[#].*/, "") !== localName(closed)
			)
				return err(`</${closed}> closes nothing`);
		} else if (opened !== undefined) {
			const given = attributesOf(attributes);
			const key = given.find(([name]) => name === "key" || name === "name")?.[1];
			const plain = `${path.at(-1) ?? ""}/${localName(opened)}${key === undefined ? "" : `[${key.replaceAll("/", "|")}]`}`;
			const count = (seen.get(plain) ?? 0) + 1;
			seen.set(plain, count);
			const here = count === 1 ? plain : `${plain}#${count}`;
			entries.push({ name: here, value: "" });
			for (const [name, value] of given)
				if (name !== "xmlns" && !name.startsWith("xmlns:")) entries.push({ name: `${here}@${name}`, value });
			if (alone !== "/") path.push(here);
		} else if (!token.startsWith("<!--") && !token.startsWith("<?")) {
			const content = token.replace(/^<!\[CDATA\[|\]\]>$/g, "").trim();
			if (content !== "" && path.length === 0) return err("Text stands outside of the document");
			if (content !== "") entries.push({ name: `${path.at(-1)}=`, value: content });
		}
	}
	if (at !== text.length || path.length > 0 || entries.length === 0) return err("It is no well-formed XML file");
	return ok(entries);
}

export type NameRow = {
	readonly name: string;
	readonly old: boolean;
	readonly new: boolean;
	/** Only with a proposed file. */
	readonly proposed?: boolean;
	/** Whether the values of the old and the new file are alike; absent where one of them lacks the name. */
	readonly same?: boolean;
	/** Where the proposed file's value comes from. */
	readonly from?: "old" | "new" | "both" | "neither";
};
export type ConfigComparison = {
	readonly rows: readonly NameRow[];
	/** Names only the new file has: then the backup must not be put back over it. */
	readonly added: readonly string[];
	readonly removed: readonly string[];
	readonly mayRestore: boolean;
	/** Names the new file has and the proposed one lost. */
	readonly lost: readonly string[];
	/** The proposed file's SDK password holds an ampersand, which breaks the adapter (H16). */
	readonly ampersand: boolean;
};
export type ConfigFile = "old" | "new" | "proposed";

const withoutValues = (name: string): string => name.replace(/=$/, " (text)");

/** Compares two or three files; the error says which of them cannot be read. */
export function compareConfigs(files: {
	readonly old: string;
	readonly new: string;
	readonly proposed?: string | undefined;
}): Result<ConfigComparison, { readonly file: ConfigFile; readonly problem: string }> {
	const maps = new Map<ConfigFile, ReadonlyMap<string, string>>();
	for (const file of ["old", "new", "proposed"] as const) {
		const text = files[file];
		if (text === undefined) continue;
		const entries = entriesOf(text);
		if (!entries.ok) return err({ file, problem: entries.error });
		maps.set(file, new Map(entries.value.map(({ name, value }) => [name, value])));
	}
	const [before, after, proposed] = [maps.get("old") ?? new Map(), maps.get("new") ?? new Map(), maps.get("proposed")];
	const names = [...new Set([...before.keys(), ...after.keys(), ...(proposed?.keys() ?? [])])].sort();
	const rows = names.map((name): NameRow => {
		const [inOld, inNew, third] = [before.get(name), after.get(name), proposed?.get(name)];
		const both = inOld !== undefined && inNew !== undefined;
		return {
			name: withoutValues(name),
			old: inOld !== undefined,
			new: inNew !== undefined,
			...(proposed && { proposed: third !== undefined }),
			...(both && { same: inOld === inNew }),
			...(third !== undefined && { from: origin(third, inOld, inNew) }),
		};
	});
	const added = rows.filter((row) => row.new && !row.old).map(({ name }) => name);
	const ampersand = [...(proposed ?? after)].some(([name, value]) => /WebServiceSdkPassword/i.test(name) && value.includes("&"));
	return ok({
		rows,
		added,
		removed: rows.filter((row) => row.old && !row.new).map(({ name }) => name),
		mayRestore: added.length === 0,
		lost: proposed ? rows.filter((row) => row.new && !row.proposed).map(({ name }) => name) : [],
		ampersand,
	});
}

function origin(value: string, before: string | undefined, after: string | undefined): NonNullable<NameRow["from"]> {
	if (value === before) return value === after ? "both" : "old";
	return value === after ? "new" : "neither";
}
