import { afterAll, beforeAll, expect, it } from "vitest";
import { POST as addToReview, GET as review } from "@/app/api/v1/plans/[id]/review/route.ts";
import { goodEvidence } from "@/lib/domain/testing/run-builders.ts";
import { planSummaries } from "./plan-summaries.ts";
import { copiesOfPlans } from "./secret-copies.ts";
import { apiWorld, endWorld, order, planRead, read, runningPlan, type World } from "./testing/api-world.ts";
import { call } from "./testing/http.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";

const temp = adoptTempDatabase();
let world: World;
let plan: Awaited<ReturnType<typeof runningPlan>>;
beforeAll(async () => {
	world = await apiWorld();
	plan = await runningPlan(world);
});
afterAll(() => endWorld(temp));

const standing = async (today: string) => (await copiesOfPlans(await planSummaries(), today)).map(({ disposal }) => disposal);
const say = async (body: object) =>
	read(await call(addToReview, { method: "POST", path: `/api/v1/plans/${plan.id}/review`, body, headers: world.lead }, { id: plan.id }));

/** Does what stands before the first backup, and the backup. */
async function backUpOnce(): Promise<void> {
	for (;;) {
		const { run, plan: document } = await planRead(world, plan.id);
		const backups = document.steps.filter(({ kind }) => kind === "mfa-server.backup-data");
		if (backups.some(({ id }) => run.steps[id]?.status === "done")) return;
		const ready = document.steps.filter(({ id, optional }) => run.steps[id]?.status === "ready" && !optional);
		const next = ready.find(({ kind }) => kind === "mfa-server.backup-data") ?? ready[0];
		if (!next) throw new Error("Nothing is ready");
		const evidence = goodEvidence(next, new Date().toISOString());
		for (const command of [
			{ type: "start-step", stepId: next.id },
			{ type: "complete-step", stepId: next.id, evidence },
		]) {
			const answer = await order(plan.id, command, world.operator);
			if (answer.http !== 200) throw new Error(JSON.stringify(answer));
		}
	}
}

it("[PACK23] copies of an ended run are tracked from no day, over a day that passes, to the confirmation, and stay on record", async () => {
	await backUpOnce();
	expect(await standing("2027-01-01")).toEqual([]);
	expect(await say({ type: "set-disposal-date", disposeBy: "2027-02-01" })).toMatchObject({ http: 422 });
	await order(plan.id, { type: "end-run", outcome: "partial", reason: "Enough for tonight" }, world.lead);
	expect(await standing("2027-01-01")).toEqual(["no-date"]);
	expect(await say({ type: "set-disposal-date", disposeBy: "next spring" })).toMatchObject({ http: 422 });
	expect(await say({ type: "set-disposal-date", disposeBy: "2027-02-01" })).toMatchObject({ http: 200 });
	expect([await standing("2027-02-01"), await standing("2027-02-02")]).toEqual([["kept"], ["overdue"]]);
	await say({ type: "set-disposal-date", disposeBy: "2027-03-01" });
	expect(await standing("2027-02-02")).toEqual(["kept"]);
	await say({ type: "confirm-destruction", note: "Shredded with the share" });
	expect(await standing("2099-01-01")).toEqual(["destroyed"]);
	const answer = await read(
		await call(review, { method: "GET", path: `/api/v1/plans/${plan.id}/review`, headers: world.operator }, { id: plan.id }),
	);
	expect(answer.copies).toMatchObject({
		steps: [{ stepId: "mfa-server.backup-data:MFA01" }],
		disposeBy: "2027-03-01",
		destroyed: { note: "Shredded with the share" },
	});
});
