/**
 * The signer under everything that could make it sign twice (reliability G7): two processes on one database, two databases
 * that go on from the same history, an old backup put in place, all with one key. Counts tries and roots.
 */
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { backUp, restore } from "@/lib/server/backup.ts";
import { createEstate } from "@/lib/server/estates.ts";
import { recordRestore } from "@/lib/server/record-restore.ts";
import { smallEstate } from "@/lib/server/testing/inventories.ts";
import { lena } from "@/lib/server/testing/people.ts";
import { runSigners, type Signed, type Signer, twoRoots } from "@/lib/server/testing/run-signers.ts";
import type { Bench, Table } from "./bench-table.ts";
import { benchDatabase, endDatabase } from "./run-world.ts";

const ESTATES = 5;
const FORKS = 3;

type Part = { readonly what: string; readonly all: readonly Signed[] };

export const auditSignerBench: Bench = async (): Promise<Table> => {
	const temp = await benchDatabase();
	const key = `${temp.file}.signing-key.pem`; // this process's own, so that it may record restores
	const file = (name: string) => join(temp.directory, name);
	const parts: Part[] = [];
	const run = async (what: string, ...signers: readonly Signer[]) => {
		parts.push({ what, all: await runSigners(signers, key) });
	};
	try {
		for (let n = 0; n < ESTATES; n++) await createEstate(lena, { inventory: smallEstate(`Estate ${n}`) }, `estate-${n}`);
		await backUp(temp.file, file("early.db"));
		await run("two processes, one database", ...[1, 2].map((n) => ({ name: `together-${n}`, database: temp.file, rounds: 40 })));
		for (let fork = 0; fork < FORKS; fork++) {
			await backUp(temp.file, file(`copy-${fork}.db`));
			await run(
				"the database and a copy of it",
				{ name: `real-${fork}`, database: temp.file, rounds: 10 },
				{ name: `copy-${fork}`, database: file(`copy-${fork}.db`), rounds: 10 },
			);
			await recordRestore("The bench lets the real one go on"); // whichever won, the fork ends here
		}
		copyFileSync(file("early.db"), file("old.db"));
		await run("an old backup beside it", { name: "old", database: file("old.db"), rounds: 4 });
		await restore(file("early.db"), temp.file);
		await recordRestore("The bench restored an old backup");
		await run("an old backup, its restore recorded", { name: "restored", database: temp.file, rounds: 10 });
		const remembered = readFileSync(`${temp.file}.signed-heads.jsonl`, "utf8").trimEnd().split("\n");
		const heads = [...parts.flatMap(({ all }) => all.flatMap((one) => one.heads)), ...remembered.filter((line) => line.includes("root"))];
		const double = twoRoots(heads);
		return tableOf(parts, double.length);
	} finally {
		await endDatabase(temp);
	}
};

function tableOf(parts: readonly Part[], double: number): Table {
	const sum = (of: (one: Signed) => number, part?: string) =>
		parts
			.filter(({ what }) => part === undefined || what === part)
			.reduce((all, one) => all + one.all.reduce((n, signed) => n + of(signed), 0), 0);
	const names = [...new Set(parts.map(({ what }) => what))];
	const row = (what: string, part?: string) => [
		what,
		String(sum(({ tries }) => tries, part)),
		String(sum(({ heads }) => heads.length, part)),
	];
	return {
		title: "The signer with one key in several processes",
		columns: ["what", "tries", "heads given"],
		rows: [...names.map((what) => row(what, what)), row("all")],
		notes: [`G7 goal, 1,000 tries and never two roots for one size: ${double === 0 ? "reached" : `missed ${double} times`}`],
	};
}
