import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, database } from "./db.ts";
import { createEstate, replaceInventory } from "./estates.ts";
import { handlePlanCommand } from "./handle-command.ts";
import { ensureInstallation } from "./installation.ts";
import { createPlan, planEvents } from "./plans.ts";
import { getPlan, getPlanPage } from "./queries.ts";
import { lars, lena, olga, vera } from "./testing/people.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";

const temp = adoptTempDatabase();
const sample: { mfaServers: object[] } = JSON.parse(readFileSync(new URL("../../prisma/sample-estate.json", import.meta.url), "utf8"));
let estateId = "";
beforeAll(async () => {
	await ensureInstallation();
	const made = await createEstate(lena, { inventory: sample }, "sample");
	if (!made.ok) throw new Error(JSON.stringify(made.error));
	estateId = made.value.id;
});
afterAll(async () => {
	await closeDatabase();
	temp.remove();
});

describe("a plan of the sample estate", () => {
	it("is computed, checked, frozen with its inventory, and can be approved and started", async () => {
		const made = await createPlan(lena, estateId, { targetVersion: "8.1" }, "plan-1");
		if (!made.ok) throw new Error(JSON.stringify(made.error));
		const { id, planDigest } = made.value;
		expect(await getPlan(vera, id)).toMatchObject({
			ok: true,
			value: { sequence: 1, plan: { status: "ready", planDigest, targetVersion: "8.1" }, run: { status: "draft" } },
		});
		expect(await getPlanPage(vera, id)).toMatchObject({
			ok: true,
			value: { estateName: "Contoso", timeZone: "Europe/Berlin", state: { authorId: lena.id } },
		});
		expect((await handlePlanCommand(lars, id, { type: "approve-plan", planDigest }, "approve")).ok).toBe(true);
		expect((await handlePlanCommand(lena, id, { type: "start-run", mode: "live" }, "start")).ok).toBe(true);
	});

	it("[A9] the same command id gives the same plan and digest, also after the estate changed", async () => {
		const first = await createPlan(lena, estateId, { targetVersion: "8.1" }, "plan-2");
		const mfaServers = sample.mfaServers.map((server) => ({ ...server, version: "8.0.1" }));
		await replaceInventory(lena, estateId, { ...sample, mfaServers }, "changed");
		const again = await createPlan(lena, estateId, { targetVersion: "8.1" }, "plan-2");
		expect(again).toEqual(first);
		expect(await database().plan.count({ where: { estateId } })).toBe(2);
		const other = await createPlan(lena, estateId, { targetVersion: "8.1" }, "plan-3");
		expect(other.ok && first.ok && other.value.planDigest !== first.value.planDigest).toBe(true);
	});

	it("missing estates and plans are 404 before 403; an operator plans nothing and reads everything", async () => {
		expect(await createPlan(olga, "nowhere", { targetVersion: "8.1" }, "x")).toMatchObject({ error: { code: "not-found" } });
		expect(await createPlan(olga, estateId, { targetVersion: "8.1" }, "x")).toMatchObject({ error: { code: "forbidden" } });
		expect(await planEvents(olga, "nowhere", 0)).toMatchObject({ error: { code: "not-found" } });
		expect(await getPlan(olga, "nowhere")).toMatchObject({ error: { code: "not-found" } });
		const made = await createPlan(lena, estateId, { targetVersion: "8.1" }, "plan-1");
		const events = made.ok ? await planEvents(olga, made.value.id, 1) : made;
		expect(events).toMatchObject({ ok: true, value: { sequence: 3 } });
	});
});
