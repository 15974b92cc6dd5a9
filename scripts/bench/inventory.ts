/**
 * An estate of 500 and of 5,000 hosts on its way in and under change: read from CSV and JSON, compared, stored with all
 * its events and tables in a database file of its own, one cell edited, and taken back. Medians of interleaved rounds;
 * the growth between the sizes says what is linear.
 */
import { canonicalText } from "@/lib/domain/canonical.ts";
import { tempDatabase } from "@/lib/server/testing/temp-database.ts";
import { type Bench, growthExponent, median, type Table } from "./bench-table.ts";
import { sampleEstate } from "./sample-estate.ts";

const SITES = [50, 500] as const;
const HOSTS_PER_SITE = 10;
const ROUNDS = 5;

async function clocked<T>(times: number[], work: () => T | Promise<T>): Promise<T> {
	const start = process.hrtime.bigint();
	const value = await work();
	times.push(Number(process.hrtime.bigint() - start) / 1e6);
	return value;
}

const steps = [
	"read nine CSV files",
	"read JSON",
	"compare with what is there",
	"look for findings (lint)",
	"store as a new estate",
	"import again, one host changed",
	"edit one cell",
	"take it back",
	"write nine CSV files",
] as const;
type Step = (typeof steps)[number];

export const inventoryBench: Bench = async (): Promise<Table> => {
	const temp = tempDatabase();
	process.env.DATABASE_URL = `file:${temp.file}`;
	process.env.LOCKSTEP_SECRET ??= "only-for-benches-0123456789abcdefghij";
	// After the environment is set: these read it when they are loaded.
	const { createEstate, replaceInventory, estateInventory } = await import("@/lib/server/estates.ts");
	const { orderEstate } = await import("@/lib/server/estate-orders.ts");
	const { ensureInstallation } = await import("@/lib/server/installation.ts");
	const { closeDatabase, database } = await import("@/lib/server/db.ts");
	const { diffInventories } = await import("@/lib/domain/inventory/diff.ts");
	const { lintInventory } = await import("@/lib/domain/inventory/lint.ts");
	const { parseInventory } = await import("@/lib/domain/inventory/parse-inventory.ts");
	const { parseCsv, toCsv } = await import("@/lib/wire/inventory-csv.ts");
	const lead = { id: "bench", kind: "person", name: "Bench", role: "lead", viaToken: false } as const;
	await ensureInstallation();

	const times = new Map<string, number[]>();
	const of = (sites: number, step: Step): number[] => {
		const key = `${sites} ${step}`;
		const list = times.get(key) ?? [];
		times.set(key, list);
		return list;
	};
	const estates = SITES.map((sites) => {
		const inventory = sampleEstate(sites);
		return { sites, inventory, json: JSON.stringify(inventory), canonical: canonicalText(inventory), csv: toCsv(inventory) };
	});
	let events = 0;
	for (let round = 0; round < ROUNDS; round++)
		for (const { sites, inventory, json, canonical, csv } of estates) {
			const read = await clocked(of(sites, "read nine CSV files"), () => parseCsv(csv));
			if (!read.ok || canonicalText(read.value) !== canonical) throw new Error("CSV did not bring the same estate back");
			await clocked(of(sites, "read JSON"), () => parseInventory(JSON.parse(json)));
			await clocked(of(sites, "write nine CSV files"), () => toCsv(inventory));
			const [first, ...rest] = inventory.hosts;
			if (!first) throw new Error("No host");
			const changed = { ...inventory, hosts: [{ ...first, os: "2022" as const }, ...rest] };
			const diff = await clocked(of(sites, "compare with what is there"), () => diffInventories(inventory, changed));
			if (diff.length !== 1) throw new Error("One change was made");
			await clocked(of(sites, "look for findings (lint)"), () => lintInventory(inventory));
			const id = `${sites}-${round}`;
			const made = await clocked(of(sites, "store as a new estate"), () => createEstate(lead, { inventory }, `create-${id}`));
			if (!made.ok) throw new Error(JSON.stringify(made.error));
			const { id: estate } = made.value;
			events = await database().event.count({ where: { stream: `estate/${estate}` } });
			const again = await clocked(of(sites, "import again, one host changed"), () =>
				replaceInventory(lead, estate, changed, `import-${id}`),
			);
			const edit = { do: "change", component: "host", name: first.name, set: { os: "2025" } } as const;
			const edited = await clocked(of(sites, "edit one cell"), () =>
				orderEstate(lead, estate, { type: "edit-components", edits: [edit] }, `edit-${id}`),
			);
			if (!again.ok || !edited.ok) throw new Error("Refused");
			const back = await clocked(of(sites, "take it back"), () =>
				orderEstate(lead, estate, { type: "undo-change", sequence: edited.value.sequence }, `undo-${id}`),
			);
			const after = await estateInventory(lead, estate);
			if (!back.ok || !after.ok || canonicalText(after.value) !== canonicalText(changed)) throw new Error("Undo did not undo");
		}
	await closeDatabase();
	temp.remove();
	const ms = (value: number): string => (value < 10 ? value.toFixed(1) : String(Math.round(value)));
	return {
		title: "Inventory, milliseconds",
		columns: ["step", ...SITES.map((sites) => `${(sites * HOSTS_PER_SITE).toLocaleString("en-GB")} hosts`), "growth"],
		rows: steps.map((step) => {
			const medians = SITES.map((sites) => median(of(sites, step)));
			return [step, ...medians.map(ms), growthExponent(SITES.map((sites, i) => [sites, medians[i] ?? 1])).toFixed(2)];
		}),
		notes: [`${events.toLocaleString("en-GB")} events in the larger estate's stream; growth 1 is linear`],
	};
};
