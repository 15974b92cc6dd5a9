/** The list of estates and the history of one: what they say past their first page. */
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { POST as orders } from "@/app/api/v1/estates/[id]/commands/route.ts";
import { POST as createPlan } from "@/app/api/v1/estates/[id]/plans/route.ts";
import { estateSummaries } from "./estate-summaries.ts";
import { findingCounts } from "./finding-counts.ts";
import { inventoryHistory } from "./inventory-history.ts";
import { apiWorld, endWorld, newEstate, order, read, runningPlan, type World } from "./testing/api-world.ts";
import { call } from "./testing/http.ts";
import { lena, vera } from "./testing/people.ts";
import { adoptTempDatabase as ownDatabase } from "./testing/temp-database.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // real database, whole calls: slow on a busy machine

const temp = ownDatabase();
let world: World;
beforeAll(async () => {
	world = await apiWorld();
});
afterAll(() => endWorld(temp));

/** Sets facts of one server each; all of one call are one request. */
async function edit(id: string, ...changes: readonly { readonly name: string; readonly set: object }[]): Promise<void> {
	const edits = changes.map((change) => ({ do: "change", component: "mfa-server", ...change }));
	const sent = { method: "POST", path: `/api/v1/estates/${id}/commands`, body: { type: "edit-components", edits }, headers: world.lead };
	expect(await read(await call(orders, sent, { id }))).toMatchObject({ http: 200 });
}

describe("estate lists", () => {
	it("[EST21] an estate's row names the next window that has not ended, and the run under way", async () => {
		const id = await newEstate(world);
		const planned = async (night: string): Promise<string> => {
			const window = { start: `${night}T20:00:00.000Z`, end: `${night}T23:00:00.000Z`, timeZone: "Europe/Berlin" };
			const sent = { method: "POST", path: `/api/v1/estates/${id}/plans`, body: { targetVersion: "8.1", window }, headers: world.lead };
			return String((await read(await call(createPlan, sent, { id }))).id);
		};
		const [late, early] = [await planned("2031-03-09"), await planned("2031-03-02")];
		const next = async (now: string) => (await estateSummaries({ estateId: id }, now))[0]?.nextWindow;
		expect(await next("2031-03-01T00:00:00.000Z")).toMatchObject({
			planId: early,
			start: "2031-03-02T20:00:00.000Z",
			timeZone: "Europe/Berlin",
		});
		expect(await next("2031-03-02T22:59:00.000Z")).toMatchObject({ planId: early });
		expect(await next("2031-03-02T23:00:00.000Z")).toMatchObject({ planId: late });
		expect(await next("2031-03-10T00:00:00.000Z")).toBeUndefined();
		expect(await order(late, { type: "reject-plan", reason: "not this one" }, world.secondLead)).toMatchObject({ http: 200 });
		expect(await next("2031-03-02T23:00:00.000Z")).toBeUndefined();
		expect((await estateSummaries({ estateId: id }))[0]?.activeRun).toBeUndefined();
		const run = await runningPlan(world);
		expect((await estateSummaries({ which: "present" })).flatMap(({ activeRun }) => activeRun ?? [])).toEqual([
			{ planId: run.id, status: "running", mode: "live" },
		]);
	});

	it("[EST22] blockers are counted for every estate of a long list, and anew when one changed", async () => {
		const ids: string[] = [];
		for (let n = 0; n < 35; n++) ids.push(await newEstate(world));
		const before = await findingCounts(vera, ids, "8.1");
		expect(Object.keys(before).toSorted()).toEqual(ids.toSorted());
		const last = ids.at(-1) ?? "";
		await edit(last, { name: "MFA01", set: { role: "subordinate" } });
		const after = await findingCounts(vera, ids, "8.1");
		expect(after[last]?.blockers).toBeGreaterThan(before[last]?.blockers ?? Number.NaN);
		expect({ ...after, [last]: before[last] }).toEqual(before);
	});
});

describe("history of an inventory", () => {
	it("[EST23] a component's change is found behind more than a page of others, with the whole of its request", async () => {
		const id = await newEstate(world);
		await edit(id, { name: "MFA02", set: { installPath: "D:\\MFA" } }, { name: "MFA01", set: { installPath: "D:\\MFA" } });
		for (let n = 0; n < 45; n++) await edit(id, { name: "MFA01", set: { staticRpcPort: 2000 + n } });
		const found = async (component?: string) => {
			const page = await inventoryHistory(lena, id, { component });
			if (!page.ok) throw new Error(page.error.code);
			return page.value;
		};
		expect(await found()).toMatchObject({ before: expect.any(Number) });
		const about = await found("mfa02");
		expect(about.before).toBeUndefined();
		const changed = about.events.filter(({ type }) => type === "component-changed");
		expect(changed.map(({ data }) => (data as { name: string }).name).toSorted()).toEqual(["MFA01", "MFA02"]);
		expect((await found("MFA09")).events).toEqual([]);
	});
});
