import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as live } from "@/app/api/live/route.ts";
import { GET as planEvents } from "@/app/api/v1/plans/[id]/events/route.ts";
import { database } from "./db.ts";
import { sha256 } from "./sha256.ts";
import { openStreams } from "./sse.ts";
import { apiWorld, endWorld, newPlan, order, runningPlan, type World } from "./testing/api-world.ts";
import { call } from "./testing/http.ts";
import { adoptTempDatabase as ownDatabase } from "./testing/temp-database.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // real database, whole calls: slow on a busy machine

const temp = ownDatabase();
let world: World;
beforeAll(async () => {
	world = await apiWorld();
});
afterAll(() => endWorld(temp));

/** Frames of a stream until `enough` says so. */
async function frames(response: Response, enough: (text: string) => boolean): Promise<string> {
	const reader = (response.body as ReadableStream<Uint8Array>).getReader();
	let text = "";
	while (!enough(text)) {
		const { done, value } = await reader.read();
		if (done) break;
		text += new TextDecoder().decode(value);
	}
	await reader.cancel();
	return text;
}

describe("events", () => {
	const get = (id: string, query: string, headers: Record<string, string> = {}) =>
		call(planEvents, { method: "GET", path: `/api/v1/plans/${id}/events${query}`, headers: { ...world.operator, ...headers } }, { id });

	it("[API5] JSON, file and stream carry exactly the stored bytes, whose hashes chain", async () => {
		const { id } = await runningPlan(world);
		const rows = await database().event.findMany({ where: { stream: `plan/${id}` }, orderBy: { sequence: "asc" } });
		const lines = rows.map(({ bytes }) => Buffer.from(bytes).toString("utf8"));
		expect(rows.map(({ hash }) => hash)).toEqual(lines.map((line) => sha256(`\0${line}`)));
		expect(await (await get(id, "?after=0")).text()).toBe(`{"events":[${lines.join(",")}],"sequence":${lines.length}}`);
		expect(await (await get(id, "?after=3")).text()).toBe(`{"events":[${lines.slice(3).join(",")}],"sequence":${lines.length}}`);
		const file = await get(id, "", { accept: "application/jsonl" });
		expect(file.headers.get("content-disposition")).toBe(`attachment; filename="plan-${id}.events.jsonl"`);
		expect(await file.text()).toBe(lines.map((line) => `${line}\n`).join(""));
		const stream = await get(id, "", { accept: "text/event-stream", "last-event-id": "2" });
		const text = await frames(stream, (so) => so.includes(`id: ${lines.length}\n`) && so.endsWith("\n\n"));
		expect(text.split("\n\n").filter((frame) => frame.startsWith("id:"))).toEqual(
			lines.slice(2).map((line, i) => `id: ${i + 3}\ndata: ${line}`),
		);
	});

	it("[API5] a new event reaches an open stream; presence comes without an id; a cursor that is none is 422", async () => {
		const { id } = await newPlan(world);
		const stream = await get(id, "?after=1", { accept: "text/event-stream" });
		const heard = frames(stream, (text) => text.includes("note-added") && text.includes("event: presence"));
		await order(id, { type: "add-note", text: "hello" }, world.lead);
		const text = await heard;
		expect(text).toContain("id: 2\ndata: {");
		for (const frame of text.split("\n\n").filter((part) => part.includes("event: presence"))) expect(frame).not.toContain("id: ");
		expect((await get(id, "", { accept: "text/event-stream", "last-event-id": "x" })).status).toBe(422);
		expect((await get(id, "?after=-1")).status).toBe(422);
		expect(openStreams()).toBe(0);
	});

	it("[C1] the browser's stream carries several plans with a cursor to come back with", async () => {
		const [one, two] = [await newPlan(world), await newPlan(world)];
		const open = (query: string, headers: Record<string, string> = {}) =>
			call(live, { method: "GET", path: `/api/live?${query}`, headers: { ...world.operator, ...headers } });
		const query = `plan=${one.id}:1&plan=${two.id}:1&step=${one.id}:mfa-server.install:MFA01`;
		const heard = frames(await open(query), (text) => text.split("event: log").length === 3 && text.endsWith("\n\n"));
		await order(one.id, { type: "add-note", text: "first" }, world.lead);
		await order(two.id, { type: "add-note", text: "second" }, world.lead);
		const text = await heard;
		expect(text).toContain('"stepId":"mfa-server.install:MFA01"');
		const cursor = [...text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1] ?? "";
		expect(cursor).toBe(`${one.id}:2,${two.id}:2`);
		await order(two.id, { type: "add-note", text: "third" }, world.lead);
		const rest = await frames(await open(query, { "last-event-id": cursor }), (so) => so.includes("event: log") && so.endsWith("\n\n"));
		expect(rest).toContain("third");
		expect(rest).not.toContain("second");
		expect((await open(`plan=${one.id}:1&plan=p-nowhere:1`)).status).toBe(404);
		expect((await open("plan=")).status).toBe(422);
	});
});
