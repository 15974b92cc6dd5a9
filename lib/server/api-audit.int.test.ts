import { afterAll, beforeAll, expect, it } from "vitest";
import { GET as checkpoint } from "@/app/api/v1/audit/checkpoint/route.ts";
import { GET as audit } from "@/app/api/v1/audit/events/route.ts";
import { openNote, parseCheckpoint, parseKeyLine } from "@/lib/domain/proof/note.ts";
import type { CheckpointAnswer } from "@/lib/wire/api-audit.ts";
import { readCsvText } from "@/lib/wire/csv-text.ts";
import { database } from "./db.ts";
import { hashRaw, verifyEd25519 } from "./signing-key.ts";
import { lineOf } from "./stream-state.ts";
import { apiWorld, endWorld, newEstate, order, runningPlan, type World } from "./testing/api-world.ts";
import { call } from "./testing/http.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";

const temp = adoptTempDatabase();
let world: World;
let plan: Awaited<ReturnType<typeof runningPlan>>;
beforeAll(async () => {
	world = await apiWorld();
	plan = await runningPlan(world);
	await order(plan.id, { type: "add-note", text: '=HYPERLINK("http://evil.example","x")' }, world.operator);
	await newEstate(world);
});
afterAll(() => endWorld(temp));

const get = (query: string, headers: Record<string, string> = {}) =>
	call(audit, { method: "GET", path: `/api/v1/audit/events${query}`, headers: { ...world.operator, ...headers } });
type Page = {
	readonly events: readonly { readonly stream: string; readonly sequence: number; readonly type: string }[];
	readonly next?: string;
};
const page = async (query: string): Promise<Page> => (await (await get(query)).json()) as Page;

it("[CHK20] pages of any size together are every stored event once, in both directions", async () => {
	await page("?limit=1"); // this look is itself an event, the first time
	const stored = (await database().event.findMany()).map(({ stream, sequence }) => `${stream} ${sequence}`).sort();
	for (const direction of ["oldest", "newest"]) {
		const seen: string[] = [];
		for (let after = ""; ; ) {
			const { events, next } = await page(`?limit=3&order=${direction}${after}`);
			seen.push(...events.map(({ stream, sequence }) => `${stream} ${sequence}`));
			if (next === undefined) break;
			after = `&after=${encodeURIComponent(next)}`;
		}
		expect([...seen].sort()).toEqual(stored);
		expect(new Set(seen).size).toBe(seen.length);
	}
});

it("[CHK20] filters by stream, estate, plan, person, kind, time, step and words, several at once", async () => {
	const types = async (query: string) => (await page(query)).events.map(({ type }) => type);
	expect(await types(`?plan=${plan.id}&type=run-started,plan-approved`)).toEqual(["plan-approved", "run-started"]);
	expect(await types(`?stream=plan/${plan.id}&text=hyperlink`)).toEqual(["note-added"]);
	expect(await types(`?stream=plan/${plan.id}&text=hyperlink&type=run-started`)).toEqual([]);
	const row = await database().plan.findUniqueOrThrow({ where: { id: plan.id } });
	const estate = await page(`?estate=${row.estateId}`);
	expect(new Set(estate.events.map(({ stream }) => stream))).toEqual(new Set([`estate/${row.estateId}`, `plan/${plan.id}`]));
	expect(await types(`?plan=${plan.id}&actor=${row.authorId}&type=plan-drafted`)).toEqual(["plan-drafted"]);
	expect(await types(`?plan=${plan.id}&from=2999-01-01T00:00:00.000Z`)).toEqual([]);
	expect((await get("?limit=0")).status).toBe(422);
	expect((await get("?colour=red")).status).toBe(422);
});

it("[CHK20] lines are the exact stored bytes", async () => {
	const text = await (await get(`?plan=${plan.id}&limit=1000`, { accept: "application/jsonl" })).text();
	const rows = await database().event.findMany({ where: { stream: `plan/${plan.id}` }, orderBy: { sequence: "asc" } });
	expect(text).toBe(rows.map(({ bytes }) => `${lineOf(bytes)}\n`).join(""));
});

it("[CHK20] the table for spreadsheets holds no formula, and reads back", async () => {
	const text = await (await get(`?plan=${plan.id}&type=note-added&format=csv`)).text();
	expect(text).toContain(`'=HYPERLINK`);
	const { rows } = readCsvText(text);
	const reason = rows[0]?.indexOf("reason") ?? -1;
	expect(rows[1]?.[reason]).toBe('=HYPERLINK("http://evil.example","x")');
});

it("[CHK20] signed heads cover everything that is stored, and open with the key that is told beside them", async () => {
	const response = await call(checkpoint, { method: "GET", path: "/api/v1/audit/checkpoint", headers: world.operator });
	const answer = (await response.json()) as CheckpointAnswer;
	const keys = answer.keys.map((line) => parseKeyLine(line, hashRaw)).filter((key) => key !== undefined);
	expect(keys).toHaveLength(1);
	for (const head of [...answer.streams, answer.head]) {
		const opened = head && openNote(head.note, keys, { hash: hashRaw, verify: verifyEd25519 });
		expect(opened && parseCheckpoint(opened.text)).toMatchObject({ origin: head?.origin, size: head?.size });
		expect(head?.size).toBe(head?.saved);
	}
	const stored = await database().event.groupBy({ by: ["stream"] });
	expect(answer.streams.map(({ stream }) => stream).sort()).toEqual(stored.map(({ stream }) => stream).sort());
	const notes = await call(checkpoint, {
		method: "GET",
		path: "/api/v1/audit/checkpoint",
		headers: { ...world.operator, accept: "text/plain" },
	});
	expect(await notes.text()).toContain(answer.head?.note);
	expect(await database().checkpointCopy.count({ where: { place: "download" } })).toBe(answer.streams.length + 1);
});
