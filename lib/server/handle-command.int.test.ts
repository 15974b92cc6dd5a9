import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseInventory } from "@/lib/domain/inventory/parse-inventory.ts";
import { closeDatabase, database } from "./db.ts";
import { createEstate, estateEvents, estateInventory, replaceInventory } from "./estates.ts";
import { handlePlanCommand } from "./handle-command.ts";
import { ensureInstallation } from "./installation.ts";
import { planState } from "./plan-stream.ts";
import { createPlan } from "./plans.ts";
import { planRow } from "./projections-plan.ts";
import { getPlan, listEstates, listPlans } from "./queries.ts";
import { lars, lena, olga, vera } from "./testing/people.ts";
import { draftedNight, night, order, runningNight, workUpTo } from "./testing/stored-night.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";

const temp = adoptTempDatabase();
beforeAll(() => ensureInstallation());
afterAll(async () => {
	await closeDatabase();
	temp.remove();
});

const lines = (answer: Awaited<ReturnType<typeof handlePlanCommand>>) =>
	answer.ok ? answer.value.events.map(({ line }) => line) : answer.error;

describe("orders to a plan", () => {
	it("[B1] fifty operators start one step at once: one event, forty-nine refusals, no fault", async () => {
		const { planId } = await runningNight();
		const crowd = Array.from({ length: 50 }, (_, i) => ({ ...olga, id: `operator-${i}` }));
		const answers = await Promise.all(
			crowd.map((who) => handlePlanCommand(who, planId, { type: "start-step", stepId: "prepare.download-installer:estate" }, "start")),
		);
		const codes = answers.map((answer) => (answer.ok ? "started" : answer.error.code));
		expect(codes.filter((code) => code === "started")).toHaveLength(1);
		expect(codes.filter((code) => code === "step-running")).toHaveLength(49);
		const stored = await database().event.count({ where: { stream: `plan/${planId}`, type: "step-started" } });
		expect(stored).toBe(1);
	});

	it("[A9] one order sent five times in parallel is one event and one answer, also long after", async () => {
		const { planId } = await runningNight();
		const start = () => handlePlanCommand(olga, planId, { type: "start-step", stepId: "prepare.download-installer:estate" }, "same-key");
		const answers = (await Promise.all([start(), start(), start(), start(), start()])).map(lines);
		await order(lena, planId, { type: "add-note", text: "in between" });
		expect(new Set([...answers, lines(await start())].map((answer) => JSON.stringify(answer))).size).toBe(1);
		const other = { type: "start-step", stepId: "mfa-server.backup-data:MFA01" } as const;
		expect(await handlePlanCommand(olga, planId, other, "same-key")).toMatchObject({ error: { code: "invalid" } });
	});

	it("a refusal stores nothing; a missing plan is not found", async () => {
		const { planId } = await draftedNight();
		const before = await database().event.count();
		expect(await handlePlanCommand(lena, planId, { type: "approve-plan", planDigest: night.planDigest }, "own")).toMatchObject({
			error: { code: "self-approval" },
		});
		expect(await handlePlanCommand(vera, planId, { type: "submit-plan" }, "viewer")).toMatchObject({ error: { code: "forbidden" } });
		expect(await handlePlanCommand(lena, "nowhere", { type: "submit-plan" }, "missing")).toMatchObject({ error: { code: "not-found" } });
		expect(await database().event.count()).toBe(before);
	});

	it("an estate that changed after the draft makes the plan outdated, and says what changed", async () => {
		const { planId, estateId } = await draftedNight();
		const now = await estateInventory(lena, estateId);
		if (!now.ok) throw new Error("refused");
		const mfaServers = now.value.mfaServers.map((server) => (server.host === "MFA02" ? { ...server, version: "8.0" } : server));
		await replaceInventory(lena, estateId, { ...now.value, mfaServers }, "changed-after");
		const answer = await handlePlanCommand(lars, planId, { type: "approve-plan", planDigest: night.planDigest }, "late");
		expect(answer).toMatchObject({ error: { code: "plan-outdated", changed: ["mfa-server:MFA02"] } });
	});

	it("an estate has one live run at a time, and rehearsals beside it", async () => {
		const { estateId } = await runningNight();
		const second = await draftedNight(estateId);
		await order(lars, second.planId, { type: "approve-plan", planDigest: night.planDigest });
		expect(await handlePlanCommand(lena, second.planId, { type: "start-run", mode: "live" }, "two")).toMatchObject({
			error: { code: "invalid" },
		});
		expect((await handlePlanCommand(lena, second.planId, { type: "start-run", mode: "rehearsal" }, "beside")).ok).toBe(true);
	});

	it("[RUN10] a machine is in one live run, also across estates; only its full name says that it is the same", async () => {
		const started = async (name: string, host: string) => {
			const inventory = {
				format: "lockstep.inventory/1",
				estate: { name },
				mfaServers: [{ host, role: "primary", version: "7.3.0.3" }],
			};
			const parsed = parseInventory(inventory);
			if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
			const estate = await createEstate(lena, { inventory: parsed.value }, `estate ${name}`.replace(" ", "-"));
			if (!estate.ok) throw new Error("refused");
			const plan = await createPlan(lena, estate.value.id, { targetVersion: "8.1" }, `plan-${name}`);
			if (!plan.ok) throw new Error("refused");
			await order(lars, plan.value.id, { type: "approve-plan", planDigest: plan.value.planDigest });
			return handlePlanCommand(lena, plan.value.id, { type: "start-run", mode: "live" }, `start-${name}`);
		};
		expect((await started("One", "mfa01.contoso.com")).ok).toBe(true);
		expect(await started("Two", "MFA01.contoso.com")).toMatchObject({
			error: { code: "invalid", issues: [{ path: "mode", message: expect.stringContaining("mfa01.contoso.com") }] },
		});
		expect((await started("Three", "mfa01.fabrikam.com")).ok).toBe(true);
		expect((await started("Four", "MFA01")).ok).toBe(true);
	});

	it("work is handed to people who are there and may do it", async () => {
		const { planId } = await runningNight();
		await database().user.create({ data: { id: "known", name: "Known", email: "known@example.test", role: "operator" } });
		await database().user.create({
			data: { id: "gone", name: "Gone", email: "gone@example.test", role: "operator", disabledAt: new Date(0) },
		});
		const assign = (userId: string) =>
			handlePlanCommand(lena, planId, { type: "assign-step", stepId: "mfa-server.drain:MFA02", userId }, `assign-${userId}`);
		expect([(await assign("known")).ok, (await assign("gone")).ok, (await assign("nobody")).ok]).toEqual([true, false, false]);
	});
});

describe("what a live run does to the estate", () => {
	it("an installed version reaches the estate's stream and tables in the same transaction, with its cause", async () => {
		const { planId, estateId } = await runningNight();
		const before = await estateEvents(vera, estateId, 0);
		await workUpTo(olga, planId, "mfa-server.install:MFA02");
		const since = await estateEvents(vera, estateId, before.ok ? before.value.sequence : 0);
		const [event] = since.ok ? since.value.events : [];
		expect(event?.event).toMatchObject({
			type: "component-changed",
			actor: { id: olga.id },
			data: { component: "mfa-server", name: "MFA02", fields: ["version"], cause: { planId, stepId: "mfa-server.install:MFA02" } },
		});
		expect(event?.event.command).toMatch(/^night-\d+#2$/);
		const row = await database().mfaServer.findUnique({ where: { estateId_key: { estateId, key: "mfa02" } } });
		const inventory = await estateInventory(vera, estateId);
		expect(row?.version).toBe(inventory.ok && inventory.value.mfaServers.find(({ host }) => host === "MFA02")?.version);
		expect(row?.version).not.toBe("7.3.0.3");
	});

	it("a rehearsal changes nothing", async () => {
		const { planId, estateId } = await runningNight("rehearsal");
		await workUpTo(olga, planId, "mfa-server.install:MFA02");
		expect((await planState(planId))?.steps["mfa-server.install:MFA02"]?.status).toBe("done");
		const events = await estateEvents(vera, estateId, 0);
		expect(events.ok && events.value.events.filter(({ event }) => event.type === "component-changed")).toEqual([]);
	});
});

describe("what lists and pages read", () => {
	it("[A10] the plan's row is what its stream folds to", async () => {
		const { planId } = await runningNight();
		await workUpTo(olga, planId, "mfa-server.drain:MFA02");
		const row = await database().plan.findUniqueOrThrow({ where: { id: planId } });
		const state = await planState(planId);
		expect(row).toEqual(state && planRow(planId, state, row.updatedAt));
		expect([row.stepsDone, row.sequence]).toEqual([3, 9]);
	});

	it("summaries count components, versions and plans, and name the live run", async () => {
		const { planId, estateId } = await runningNight();
		const estate = (await listEstates(vera)).find(({ id }) => id === estateId);
		expect(estate).toMatchObject({
			name: "Contoso",
			counts: { mfaServers: 2, userPortals: 2, mobileAppWebServices: 0, adfsFarms: 2, adfsNodes: 3, pools: 2 },
			versions: [
				{ version: "7.3.0.3", count: 4 },
				{ version: "7.3", count: 5 },
			],
			planCount: 1,
			activeRun: { planId, status: "running", mode: "live" },
		});
		expect(await listPlans(vera, estateId)).toMatchObject([
			{ id: planId, status: "running", progress: { done: 0, total: night.steps.length } },
		]);
		expect(await getPlan(vera, planId)).toMatchObject({ ok: true, value: { sequence: 3, run: { status: "running", mode: "live" } } });
	});
});
