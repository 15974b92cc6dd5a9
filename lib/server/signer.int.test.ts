import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { backUp } from "./backup.ts";
import { closeDatabase } from "./db.ts";
import { createEstate } from "./estates.ts";
import { ensureInstallation } from "./installation.ts";
import { smallEstate } from "./testing/inventories.ts";
import { lena } from "./testing/people.ts";
import { runSigners, type Signed, twoRoots } from "./testing/run-signers.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";

const temp = adoptTempDatabase();
const key = join(temp.directory, "key", "lockstep.signing-key.pem");
process.env.LOCKSTEP_SIGNING_KEY = key;

beforeAll(async () => {
	mkdirSync(join(temp.directory, "key"));
	await ensureInstallation();
	for (let n = 0; n < 3; n++) await createEstate(lena, { inventory: smallEstate(`Estate ${n}`) }, `estate-${n}`);
	await backUp(temp.file, join(temp.directory, "early.db"));
});
afterAll(async () => {
	await closeDatabase();
	temp.remove();
});

const given = (all: readonly Signed[]): string[] => all.flatMap(({ heads }) => heads);
const tries = (all: readonly Signed[]): number => all.reduce((sum, one) => sum + one.tries, 0);

it("[CHK17, G7] two processes with one key, on one database, on a copy of it and on an old backup: no size has two roots", async () => {
	const [copy, early] = [join(temp.directory, "copy.db"), join(temp.directory, "early.db")];
	const together = await runSigners(
		[1, 2].map((n) => ({ name: `one-${n}`, database: temp.file, rounds: 8 })),
		key,
	);
	expect(given(together).length).toBeGreaterThan(40);

	// The same history goes on in two databases at once: at most one of them may be signed from here on.
	await backUp(temp.file, copy);
	const forked = await runSigners(
		[
			{ name: "real", database: temp.file, rounds: 4 },
			{ name: "copy", database: copy, rounds: 4 },
		],
		key,
	);
	// And one that began before anything was signed, beside both.
	copyFileSync(early, join(temp.directory, "late.db"));
	const late = await runSigners([{ name: "late", database: join(temp.directory, "late.db"), rounds: 2 }], key);
	expect(given(late)).toEqual([]);

	const remembered = readFileSync(join(temp.directory, "key", "lockstep.signed-heads.jsonl"), "utf8")
		.trimEnd()
		.split("\n");
	expect(twoRoots([...given([...together, ...forked]), ...remembered])).toEqual([]);
	expect(tries([...together, ...forked, ...late])).toBeGreaterThan(150);
}, 240_000);
