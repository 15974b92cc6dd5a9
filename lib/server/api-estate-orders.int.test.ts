import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { POST as orders } from "@/app/api/v1/estates/[id]/commands/route.ts";
import { GET as exportInventory, PUT as putInventory } from "@/app/api/v1/estates/[id]/inventory/route.ts";
import { POST as createPlan } from "@/app/api/v1/estates/[id]/plans/route.ts";
import { POST as createEstate, GET as estates } from "@/app/api/v1/estates/route.ts";
import type { LogEvent } from "@/lib/domain/log-event.ts";
import { rebuildProjections } from "./projections.ts";
import {
	type Answer,
	apiWorld,
	endWorld,
	eventCount,
	newEstate,
	newPlan,
	order,
	read,
	runningPlan,
	type World,
} from "./testing/api-world.ts";
import { call } from "./testing/http.ts";
import { inventory } from "./testing/route-matrix.ts";
import { adoptTempDatabase as ownDatabase } from "./testing/temp-database.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // real database, whole calls: slow on a busy machine

const temp = ownDatabase();
let world: World;
beforeAll(async () => {
	world = await apiWorld();
});
afterAll(() => endWorld(temp));

const give = async (id: string, body: unknown, query = "", headers: Record<string, string> = {}): Promise<Answer> =>
	read(
		await call(
			orders,
			{ method: "POST", path: `/api/v1/estates/${id}/commands${query}`, body, headers: { ...world.lead, ...headers } },
			{ id },
		),
	);
const exported = async (id: string): Promise<Record<string, unknown>> =>
	(
		await call(exportInventory, { method: "GET", path: `/api/v1/estates/${id}/inventory`, headers: world.operator }, { id })
	).json() as Promise<Record<string, unknown>>;
const listed = async (query = ""): Promise<string> =>
	(await call(estates, { method: "GET", path: `/api/v1/estates${query}`, headers: world.operator })).text();

const version = (host: string, to: string) => ({ do: "change", component: "mfa-server", name: host, set: { version: to } });

describe("orders to an estate", () => {
	it("[EST11] a bulk edit is one command: its events share the request id, a repeat changes nothing", async () => {
		const id = await newEstate(world);
		const body = { type: "edit-components", edits: [version("MFA01", "8.0.1"), version("MFA02", "8.0.1")] };
		const first = await give(id, body, "", { "idempotency-key": "bulk-1" });
		const commands = (first.events as LogEvent[]).map(({ command }) => command.replace(/#\d+$/, ""));
		expect(first.http).toBe(200);
		expect(commands).toHaveLength(2);
		expect(new Set(commands).size).toBe(1);
		const before = await eventCount();
		expect(await give(id, body, "", { "idempotency-key": "bulk-1" })).toEqual(first);
		expect(await eventCount()).toBe(before);
	});

	it("[EST12] a dry run answers the same changes and stores nothing", async () => {
		const id = await newEstate(world);
		const before = await eventCount();
		const body = { type: "edit-components", edits: [version("MFA01", "8.0.1")] };
		expect(await give(id, body, "?dryRun=true")).toMatchObject({
			http: 200,
			changes: [{ name: "MFA01", fields: ["version"] }],
			factsRead: 0,
		});
		expect(await eventCount()).toBe(before);
	});

	it("[EST13] undo takes back the whole change its event belongs to, and refuses the estate's beginning", async () => {
		const id = await newEstate(world);
		const before = await exported(id);
		const done = await give(id, { type: "edit-components", edits: [version("MFA01", "8.0.1"), version("MFA02", "8.1")] });
		const back = await give(id, { type: "undo-change", sequence: done.sequence });
		expect((back.events as LogEvent[]).map(({ data }) => data.undoes)).toEqual([Number(done.sequence) - 1, Number(done.sequence) - 1]);
		expect(await exported(id)).toEqual(before);
		expect(await give(id, { type: "undo-change", sequence: 1 })).toMatchObject({ http: 422, code: "invalid" });
		expect(await give(id, { type: "undo-change", sequence: 999 })).toMatchObject({ http: 422, code: "invalid" });
	});

	it("[EST14] what the collector printed is merged by an order, wherever it is wrong its path is said", async () => {
		const id = await newEstate(world);
		const fragment = {
			format: "lockstep.fragment/1",
			collectedAt: "2026-11-20T00:00:00.000Z",
			host: "MFA01",
			mfaServer: { version: "8.0.1" },
		};
		const shown = await give(id, { type: "merge-fragments", fragments: [fragment] }, "?dryRun=true");
		expect(shown).toMatchObject({
			changes: [{ name: "MFA01" }],
			factsRead: 1,
			conflicts: [{ why: "entered-otherwise", kept: "collected" }],
		});
		expect(await give(id, { type: "merge-fragments", fragments: [fragment] })).toMatchObject({
			http: 200,
			events: [{}, { type: "facts-read" }],
		});
		expect(await give(id, { type: "merge-fragments", fragments: [fragment, { ...fragment, colour: 1 }] })).toMatchObject({
			http: 422,
			issues: [{ path: "fragments[1].colour" }],
		});
	});

	it("[EST15] an archived estate leaves the list, refuses plans and imports, and comes back as it was", async () => {
		const id = await newEstate(world);
		const before = await exported(id);
		expect((await give(id, { type: "archive-estate", reason: "Closed" })).http).toBe(200);
		expect([(await listed()).includes(id), (await listed("?archived=true")).includes(id)]).toEqual([false, true]);
		const plan = { method: "POST", path: "/x", body: { targetVersion: "8.1" }, headers: world.lead };
		expect(await read(await call(createPlan, plan, { id }))).toMatchObject({ http: 409, code: "estate-archived" });
		const put = { method: "PUT", path: `/api/v1/estates/${id}/inventory`, body: inventory, headers: world.lead };
		expect(await read(await call(putInventory, put, { id }))).toMatchObject({ http: 409, code: "estate-archived" });
		await rebuildProjections();
		expect((await listed()).includes(id)).toBe(false);
		expect((await give(id, { type: "restore-estate" })).http).toBe(200);
		expect((await listed()).includes(id)).toBe(true);
		expect(await exported(id)).toEqual(before);
	});

	it("[EST15] an estate with a run under way is not archived", async () => {
		const id = await newEstate(world);
		const { id: plan } = await newPlan(world, id);
		expect(plan).not.toBe("");
		const running = await runningPlan(world);
		const all = JSON.parse(await listed()) as { estates: { id: string; activeRun?: { planId: string } }[] };
		const busy = all.estates.find(({ activeRun }) => activeRun?.planId === running.id);
		expect(await give(busy?.id ?? "", { type: "archive-estate" })).toMatchObject({ http: 409, code: "estate-in-use", plans: [running.id] });
	});

	it("[EST16] a copy has the same inventory under a name of its own, and is for rehearsals only", async () => {
		const id = await newEstate(world);
		const body = { copyOf: id, name: "Contoso, rehearsal" };
		const made = await read(await call(createEstate, { method: "POST", path: "/api/v1/estates", body, headers: world.lead }));
		const copy = String(made.id);
		const original = await exported(id);
		expect(await exported(copy)).toEqual({ ...original, estate: { ...(original.estate as object), name: "Contoso, rehearsal" } });
		const { id: plan, planDigest } = await newPlan(world, copy);
		expect((await order(plan, { type: "submit-plan" }, world.lead)).http).toBe(200);
		expect((await order(plan, { type: "approve-plan", planDigest }, world.secondLead)).http).toBe(200);
		expect(await order(plan, { type: "start-run", mode: "live" }, world.lead)).toMatchObject({ http: 409, code: "rehearsal-estate" });
		expect((await order(plan, { type: "start-run", mode: "rehearsal" }, world.lead)).http).toBe(200);
		const missing = { method: "POST", path: "/x", body: { copyOf: "e-none", name: "X" }, headers: world.lead };
		expect(await read(await call(createEstate, missing))).toMatchObject({ http: 422, issues: [{ path: "copyOf" }] });
	});
});
