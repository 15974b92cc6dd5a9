/**
 * A process of its own that changes estates and signs their heads again and again. One line of JSON on stdout for every
 * signature it was given: origin, size, root; `tries <n>` at the end. Run by the tests of the signer and its bench.
 */
import "server-only";
import { writeSync } from "node:fs";
import { checkAgainstSigned, signHeads } from "../checkpoints.ts";
import { closeDatabase, database } from "../db.ts";
import { estateStream } from "../estate-stream.ts";
import { replaceInventory } from "../estates.ts";
import { smallEstate } from "./inventories.ts";
import { lena } from "./people.ts";

const [name = "", rounds = "1"] = process.argv.slice(2);
const who = { ...lena, id: name };

/** All signers begin in the same moment: each says that it is ready, and goes when its input ends. */
async function startTogether(): Promise<void> {
	writeSync(1, "ready\n");
	for await (const _ of process.stdin);
}

const estates = await database().estate.findMany({ select: { id: true }, orderBy: { id: "asc" } });
/** A stopped stream throws: that is the signer's answer to a fork, and the next one is tried. */
const change = (round: number, id: string): Promise<unknown> =>
	replaceInventory(who, id, smallEstate(`${name} ${round}`), `${name}-${process.pid}-${round}-${id}`).catch(() => undefined);

let tries = 0;
for (const { id } of estates) await change(0, id);
await checkAgainstSigned(); // reads what the signer will need, so that all are equally quick
await startTogether();
for (let round = 1; round <= Number(rounds); round++) {
	for (const { id } of estates) {
		const signed = await Promise.all([signHeads([estateStream(id)]), signHeads([estateStream(id)])]);
		tries += signed.length;
		for (const { origin, size, root } of signed.flat()) writeSync(1, `${JSON.stringify({ origin, size, root })}\n`);
		await change(round, id);
	}
}
writeSync(1, `tries ${tries}\n`);
await closeDatabase();
