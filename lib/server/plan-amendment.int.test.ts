import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { GET as liveGet } from "@/app/api/live/route.ts";
import { GET as inventoryGet, PUT as inventoryPut } from "@/app/api/v1/estates/[id]/inventory/route.ts";
import { GET as compareGet } from "@/app/api/v1/plans/[id]/compare/route.ts";
import { GET as planGet } from "@/app/api/v1/plans/[id]/route.ts";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { goodEvidence } from "@/lib/domain/testing/run-builders.ts";
import { listenerCount } from "./bell.ts";
import { planState } from "./plan-stream.ts";
import { type Answer, apiWorld, endWorld, newPlan, order, planRead, read, runningPlan, type World } from "./testing/api-world.ts";
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

const estateOf = async (plan: string) => (await planState(plan))?.estateId ?? "";
const answer = async (handler: unknown, path: string, id: string): Promise<Answer> =>
	read(await call(handler, { method: "GET", path, headers: world.operator }, { id }));
const put = async (estate: string, body: unknown): Promise<Answer> =>
	read(await call(inventoryPut, { method: "PUT", path: "/x", body, headers: world.lead }, { id: estate }));
const present = (estate: string) => answer(inventoryGet, "/x", estate);

/** What the browser's stream says from now on, until it speaks of a reload; then the stream is let go. */
async function heardReload(stream: Response): Promise<string> {
	const reader = stream.body?.getReader();
	const decoder = new TextDecoder();
	let text = "";
	for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
		text += decoder.decode(part.value, { stream: true });
		if (text.includes("event: reload") && text.endsWith("\n\n")) break;
	}
	await reader?.cancel();
	return text;
}

/** Starts and completes steps as the operator; the answer to the last one that was refused, else undefined. */
async function work(plan: string, steps: readonly PlanStep[]): Promise<Answer | undefined> {
	for (const step of steps) {
		const started = await order(plan, { type: "start-step", stepId: step.id }, world.operator);
		if (started.http !== 200) return started;
		const evidence = goodEvidence(step, new Date().toISOString());
		const done = await order(plan, { type: "complete-step", stepId: step.id, evidence }, world.operator);
		if (done.http !== 200) return done;
	}
	return undefined;
}
const required = (steps: readonly PlanStep[], from: string, to: string) => {
	const list = steps.filter((step) => !step.optional);
	return list.slice(
		list.findIndex(({ id }) => id === from),
		list.findIndex(({ id }) => id === to) + 1,
	);
};

const portal = { host: "UP01", version: "7.3.0.3", sdkUrl: "https://mfa.contoso.com/sdk" };
const grown = (document: Answer) => {
	const { http: _, ...rest } = document;
	return { ...rest, userPortals: [portal] };
};
const added = { changed: ["host:UP01", "user-portal:UP01"], changes: [{ change: "added" }, { change: "added", after: portal }] };

it("[RUN70] what the run writes back never holds it; what a person changes does, until an amendment is approved", async () => {
	const { id, plan } = await runningPlan(world);
	const estate = await estateOf(id);
	// The first server is done, and written back.
	const first = required(plan.steps, "prepare.download-installer:estate", "mfa-server.undrain:MFA02");
	expect(await work(id, first)).toBeUndefined();
	expect(await answer(planGet, "/x", id)).not.toHaveProperty("outdated");

	// Somebody adds a portal. Open pages are told, the run says what was changed, and nothing new begins.
	const { sequence } = await planRead(world, id);
	const stream = () => call(liveGet, { method: "GET", path: `/api/live?plan=${id}:${sequence}`, headers: world.operator });
	const heard = heardReload(await stream());
	expect(await put(estate, grown(await present(estate)))).toMatchObject({ http: 200 });
	const told = `event: reload\ndata: ${JSON.stringify({ planId: id })}\n\n`;
	expect((await heard).split(told)).toHaveLength(2);
	expect(await heardReload(await stream())).toContain(told); // also who comes back after a lost line
	await expect.poll(listenerCount).toBe(0);
	expect(await answer(planGet, "/x", id)).toMatchObject({ outdated: { changes: added.changes } });
	const promote = { type: "start-step", stepId: "mfa-server.promote:default" };
	await order(id, { type: "confirm-step", stepId: promote.stepId }, world.lead);
	expect(await order(id, promote, world.operator)).toMatchObject({ http: 409, code: "plan-outdated", ...added });

	// A lead proposes, another approves exactly that.
	expect(await order(id, { type: "propose-amendment", reason: "UP01 was forgotten" }, world.operator)).toMatchObject({ http: 403 });
	const proposed = await order(id, { type: "propose-amendment", reason: "UP01 was forgotten" }, world.lead);
	expect(proposed).toMatchObject({ http: 200, events: [{ type: "amendment-proposed" }] });
	const comparison = await answer(compareGet, "/x", id);
	expect(comparison).toMatchObject({
		before: { planDigest: plan.planDigest, amendment: false },
		after: { amendment: true },
		comparison: { same: false, steps: { removed: [] } },
	});
	const planDigest = String((comparison.after as Answer).planDigest);
	expect(await order(id, { type: "approve-amendment", planDigest }, world.lead)).toMatchObject({ http: 403, code: "self-approval" });
	expect(await order(id, { type: "approve-amendment", planDigest: plan.planDigest }, world.secondLead)).toMatchObject({
		code: "plan-outdated",
	});
	expect(await order(id, { type: "approve-amendment", planDigest }, world.secondLead)).toMatchObject({ http: 200 });

	// It goes on: what was done is done, the portal is in, and the promotion starts after another look.
	const after = await planRead(world, id);
	expect(after).not.toHaveProperty("outdated");
	expect(after.plan.planDigest).toBe(planDigest);
	expect(after.run.steps["mfa-server.install:MFA02"]?.status).toBe("done");
	expect(after.plan.steps.map((step) => step.id)).toContain("user-portal.install:UP01");
	expect(await order(id, promote, world.operator)).toMatchObject({ code: "needs-second-person" });
	await order(id, { type: "confirm-step", stepId: promote.stepId }, world.lead);
	const rest = after.plan.steps.filter((step) => !step.optional && after.run.steps[step.id]?.status !== "done");
	expect(await work(id, rest)).toBeUndefined();
	expect(await order(id, { type: "end-run", outcome: "complete" }, world.lead)).toMatchObject({ http: 200 });
	expect(await present(estate)).toMatchObject({
		mfaServers: [{ role: "subordinate" }, { role: "primary" }],
		userPortals: [{ host: "UP01", version: "8.1.4.2" }],
	});
});

it("[RUN70] an approved plan does not start on a changed estate, and says which fields were changed", async () => {
	const { id, planDigest } = await newPlan(world);
	await order(id, { type: "submit-plan" }, world.lead);
	expect(await order(id, { type: "approve-plan", planDigest }, world.secondLead)).toMatchObject({ http: 200 });
	const estate = await estateOf(id);
	const servers = inventory.mfaServers.map((server) => ({ ...server, version: server.host === "MFA02" ? "8.0" : server.version }));
	await put(estate, { ...inventory, mfaServers: servers });
	expect(await order(id, { type: "start-run", mode: "live" }, world.lead)).toMatchObject({
		http: 409,
		code: "plan-outdated",
		changed: ["mfa-server:MFA02"],
		changes: [{ component: "mfa-server", name: "MFA02", fields: ["version"], before: { version: "7.3.0.3" }, after: { version: "8.0" } }],
	});
});

it("[RUN73] an amendment that the inventory has overtaken is refused, and one that would drop begun work is not even proposed", async () => {
	const { id, plan } = await runningPlan(world);
	const estate = await estateOf(id);
	expect(await order(id, { type: "propose-amendment" }, world.lead)).toMatchObject({ http: 422, code: "invalid" });
	await put(estate, grown(await present(estate)));
	const proposed = await order(id, { type: "propose-amendment" }, world.lead);
	const [event] = proposed.events as { data: { plan: { planDigest: string } } }[];
	await put(estate, { ...grown(await present(estate)), userPortals: [portal, { ...portal, host: "UP02" }] });
	const approve = { type: "approve-amendment", planDigest: event?.data.plan.planDigest };
	expect(await order(id, approve, world.secondLead)).toMatchObject({ code: "plan-outdated", changed: ["host:UP02", "user-portal:UP02"] });
	expect(await order(id, { type: "withdraw-amendment" }, world.secondLead)).toMatchObject({ http: 200 });

	// Back to the estate of the plan, and nothing is held any more.
	await put(estate, inventory);
	expect(await work(id, plan.steps.slice(0, 1))).toBeUndefined();
	const versions = inventory.mfaServers.map((server) => ({ ...server, version: "8.1.0.0" }));
	await put(estate, { ...inventory, mfaServers: versions });
	expect(await order(id, { type: "propose-amendment" }, world.lead)).toMatchObject({
		http: 409,
		code: "amendment-conflict",
		conflicts: [{ stepId: plan.steps[0]?.id, problem: "dropped" }],
	});
});

it("[RUN79] any two plans of an estate are compared, plans of two estates are not", async () => {
	const one = await newPlan(world);
	const estate = await estateOf(one.id);
	await put(estate, grown(await present(estate)));
	const two = await newPlan(world, estate);
	const there = await answer(compareGet, `/x?with=${one.id}`, two.id);
	expect(there).toMatchObject({
		http: 200,
		before: { planId: one.id },
		after: { planId: two.id },
		comparison: { inventory: [{ name: "UP01" }, { name: "UP01" }] },
	});
	expect(await answer(compareGet, "/x", two.id)).toMatchObject({ http: 404 });
	expect(await answer(compareGet, "/x?with=amendment", two.id)).toMatchObject({ http: 404 });
	const stranger = await newPlan(world);
	expect(await answer(compareGet, `/x?with=${stranger.id}`, two.id)).toMatchObject({ http: 422, issues: [{ path: "with" }] });
});
