/**
 * Keeps lib/domain/README.md honest: every rule of the guide has code that cites it and a test that carries its id,
 * every hazard that code cites has a test, and the table says where; every rule of our own has a test as well. A gap fails, exit 1; `--write` renews the columns.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const readme = join(root, "lib/domain/README.md");
const files = readdirSync(join(root, "lib/domain"), { recursive: true, encoding: "utf8" })
	.filter((path) => path.endsWith(".ts"))
	.map((path) => `lib/domain/${path}`)
	.filter((path) => !path.includes("/testing/") && !path.includes("/check"))
	.sort()
	.map((path) => ({ path, test: path.endsWith(".test.ts"), text: readFileSync(join(root, path), "utf8") }));

/** Ids in the brackets that lead a test's name: `[R27, R31, H1] …`. */
const idsOfTests = (text: string): Set<string> =>
	new Set([...text.matchAll(/["'`]\[([^\]]+)\]/g)].flatMap(([, ids = ""]) => ids.split(/[\s,]+/)));
const places = files.map(({ path, test, text }) => ({
	name: basename(path),
	test,
	ids: test ? idsOfTests(text) : new Set([...text.matchAll(/"([RH]\d+b?)"/g)].map(([, id = ""]) => id)),
}));
const where = (id: string, test: boolean): string => {
	const names = places.filter((place) => place.test === test && place.ids.has(id)).map((place) => `\`${place.name}\``);
	return names.slice(0, 3).join(", ") + (names.length > 3 ? " …" : "");
};

const gaps: string[] = [];
const before = readFileSync(readme, "utf8");
const after = before.replace(/^\| ([RH]\d+b?) \| ([^|]+) \|[^\n]*$/gm, (_line, id: string, words: string) => {
	const [code, test] = [where(id, false), where(id, true)];
	if (test === "" && (id.startsWith("R") || code !== "")) gaps.push(`${id} has no test`);
	if (code === "" && id.startsWith("R")) gaps.push(`${id} is cited by no code`);
	return `| ${id} | ${words.trim()} | ${code} | ${test} |`;
});
/** Rules of our own, `RUN12` or `EST3`: a row in a README of lib/domain, and a test anywhere that carries the id. */
const ownIds = [readme, join(root, "lib/domain/run/README.md")].flatMap((path) =>
	[...readFileSync(path, "utf8").matchAll(/^\| ((?!R\d|H\d)[A-Z]{2,6}\d+[a-z]?) +\|/gm)].map(([, id = ""]) => id),
);
const carried = new Set(
	["lib", "components", "app", "scripts", "e2e"].flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
			.filter((path) => /\.(test|spec)\.ts$/.test(path))
			.flatMap((path) => [...idsOfTests(readFileSync(join(root, folder, path), "utf8"))]),
	),
);
for (const id of ownIds) if (!carried.has(id)) gaps.push(`${id} has no test`);
if (ownIds.length < 100) gaps.push("The tables of our own rules were not found");

if (process.argv.includes("--write")) writeFileSync(readme, after);
else if (before !== after) console.log("The columns of lib/domain/README.md can be renewed: run this with --write");
for (const gap of gaps) console.error(gap);
if (gaps.length > 0) process.exit(1);
