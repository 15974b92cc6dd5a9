/**
 * Reads what an operator pastes from a console into file facts: path, size, SHA-256. Understands the forms the
 * printed commands give: PowerShell lists and tables, `Get-FileHash`, CSV, JSON, and `certutil -hashfile`.
 * Promises: never invents a fact; what it cannot read it leaves out. One entry a path, in the order of appearance.
 */
export type PastedFile = { readonly path?: string; readonly sizeBytes?: number; readonly sha256?: string };

type Key = keyof PastedFile;
type Draft = { -readonly [K in Key]?: PastedFile[K] };

const keyNames: ReadonlyMap<string, Key> = new Map([
	["fullname", "path"],
	["path", "path"],
	["file", "path"],
	["name", "path"],
	["length", "sizeBytes"],
	["size", "sizeBytes"],
	["sizebytes", "sizeBytes"],
	["bytes", "sizeBytes"],
	["sha256", "sha256"],
	["hash", "sha256"],
]);

const keyOf = (text: string): Key | undefined =>
	keyNames.get(
		text
			.trim()
			.replace(/^"|"$/g, "")
			.toLowerCase()
			.replace(/[\s_-]/g, ""),
	);

function put(draft: Draft, key: Key, raw: string): void {
	const value = raw.trim();
	if (value === "") return;
	if (key === "path") draft.path = value;
	else if (key === "sha256") {
		const digits = value.replace(/\s/g, "");
		if (/^[0-9a-fA-F]{64}$/.test(digits)) draft.sha256 = digits.toLowerCase();
	} else {
		const digits = value.replace(/[\s.,']/g, "").replace(/bytes?$/i, "");
		if (/^\d{1,15}$/.test(digits)) draft.sizeBytes = Number(digits);
	}
}

const filled = (draft: Draft): boolean => Object.keys(draft).length > 0;

/** `FullName : C:\x` blocks; a value too long for the console goes on in indented lines. */
function fromList(lines: readonly string[]): Draft[] {
	const files: Draft[] = [];
	let current: Draft = {};
	let key: Key | undefined;
	let value = "";
	const store = () => {
		if (key) put(current, key, value);
		key = undefined;
	};
	const finish = () => {
		store();
		if (filled(current)) files.push(current);
		current = {};
	};
	for (const line of lines) {
		const pair = /^\s*([A-Za-z][A-Za-z0-9 _-]{0,30}?)\s*:\s(.*)$/.exec(line);
		if (line.trim() === "") finish();
		else if (pair?.[1] !== undefined && !/^[A-Za-z]$/.test(pair[1])) {
			store();
			const next = keyOf(pair[1]);
			if (next && current[next] !== undefined) finish(); // blocks without an empty line between them
			key = next;
			value = pair[2] ?? "";
		} else if (key && /^\s{4,}\S/.test(line)) value += line.trim();
	}
	finish();
	return files;
}

/** A table with a dashed line under its head; columns start where the dashes start. */
function fromTable(lines: readonly string[]): Draft[] {
	const files: Draft[] = [];
	lines.forEach((line, at) => {
		const head = lines[at - 1];
		if (head === undefined || !/^\s*-{2,}(\s+-{2,})*\s*$/.test(line)) return;
		const starts = [...line.matchAll(/-+/g)].map((match) => match.index);
		const words = [...head.matchAll(/\S+/g)];
		const columns = starts.map((start, i) => {
			const end = starts[i + 1] ?? Number.POSITIVE_INFINITY;
			const word = words.find((candidate) => candidate.index + candidate[0].length > start && candidate.index < end);
			return { start, key: word ? keyOf(word[0]) : undefined };
		});
		if (!columns.some((column) => column.key)) return;
		for (const row of lines.slice(at + 1)) {
			if (row.trim() === "") break;
			const draft: Draft = {};
			// A right-aligned number may reach left of its dashes, and a path may hold spaces: cells are split where two spaces or a column border stand.
			const cells = row.trim().split(/\s{2,}|\s(?=\d+\s+[0-9A-Fa-f]{64}\s*$)|\s(?=[0-9A-Fa-f]{64}\s*$)/);
			columns.forEach((column, i) => {
				const cell = cells.length === columns.length ? cells[i] : row.slice(column.start, columns[i + 1]?.start);
				if (column.key && cell && !cell.includes("...") && !cell.includes("…")) put(draft, column.key, cell);
			});
			if (filled(draft)) files.push(draft);
		}
	});
	return files;
}

function fromCsv(lines: readonly string[]): Draft[] {
	const cells = (line: string) =>
		[...line.matchAll(/("(?:[^"]|"")*"|[^,;\t]*)(?:[,;\t]|$)/g)].map((match) =>
			(match[1] ?? "").replace(/^"|"$/g, "").replaceAll('""', '"'),
		);
	const at = lines.findIndex((line) => /[,;\t]/.test(line) && cells(line).filter((cell) => keyOf(cell)).length >= 2);
	const keys = cells(lines[at] ?? "").map(keyOf);
	if (at < 0) return [];
	return lines
		.slice(at + 1)
		.map((line) => {
			const draft: Draft = {};
			cells(line).forEach((cell, i) => {
				const key = keys[i];
				if (key) put(draft, key, cell);
			});
			return draft;
		})
		.filter(filled);
}

function fromJson(text: string): Draft[] | undefined {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return undefined;
	}
	return [value]
		.flat()
		.map((item) => {
			const draft: Draft = {};
			if (typeof item !== "object" || item === null) return draft;
			for (const [name, cell] of Object.entries(item)) {
				const key = keyOf(name);
				if (key && (typeof cell === "string" || typeof cell === "number")) put(draft, key, String(cell));
			}
			return draft;
		})
		.filter(filled);
}

/** `SHA256 hash of C:\x:` with the digest on the next line, in older Windows with spaces between the bytes. */
function fromCertutil(lines: readonly string[]): Draft[] {
	return lines.flatMap((line, at) => {
		// In pieces, so that a long line costs linear time.
		const algorithm = line.search(/SHA256/i);
		const rest = algorithm < 0 ? "" : line.slice(algorithm + "SHA256".length);
		const before = /(?:of file|of|von|du|de)\s+(?:Datei\s+|fichier\s+)?/i.exec(rest);
		const path = before
			? rest
					.slice(before.index + before[0].length)
					.trim()
					.replace(/:$/, "")
					.trimEnd()
			: "";
		const draft: Draft = {};
		if (path === "") return [];
		put(draft, "sha256", lines[at + 1] ?? "");
		if (draft.sha256 === undefined) return [];
		put(draft, "path", path);
		return [draft];
	});
}

/** Facts about one path that stand in different blocks belong together. */
function merged(drafts: readonly Draft[]): PastedFile[] {
	const byPath = new Map<string, Draft>();
	const loose: Draft[] = [];
	for (const draft of drafts) {
		if (draft.path === undefined) loose.push(draft);
		else byPath.set(draft.path.toLowerCase(), { ...byPath.get(draft.path.toLowerCase()), ...draft });
	}
	const files: Draft[] = [...byPath.values()];
	for (const draft of loose) {
		const only = files.length === 1 ? files[0] : undefined;
		// A size or digest without a path belongs to the only file, unless that already has its own.
		if (only && !Object.keys(draft).some((key) => key in only)) files[0] = { ...draft, ...only };
		else files.push(draft);
	}
	return files;
}

/** Every file named in `text`; an empty list when it holds no fact we know. */
export function parsePasted(text: string): readonly PastedFile[] {
	const json = fromJson(text);
	if (json) return merged(json);
	const lines = text.replaceAll("\r", "").split("\n");
	const csv = fromCsv(lines);
	if (csv.length > 0) return merged(csv);
	const found = [...fromList(lines), ...fromTable(lines), ...fromCertutil(lines)];
	const bare = found.length === 0 ? (/\b[0-9a-fA-F]{64}\b/.exec(text)?.[0] ?? undefined) : undefined;
	return merged(bare === undefined ? found : [{ sha256: bare.toLowerCase() }]);
}
