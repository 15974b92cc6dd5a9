/** A small world behind the HTTP API: two leads, an operator, an administrator, and what they do again and again. */
import "server-only";
import { POST as createPlan } from "@/app/api/v1/estates/[id]/plans/route.ts";
import { POST as createEstate } from "@/app/api/v1/estates/route.ts";
import { POST as commands } from "@/app/api/v1/plans/[id]/commands/route.ts";
import { GET as planAnswer } from "@/app/api/v1/plans/[id]/route.ts";
import type { PlanDocument } from "@/lib/domain/planner/plan-document.ts";
import { closeDatabase, database } from "../db.ts";
import { ensureInstallation } from "../installation.ts";
import { closeAllStreams } from "../sse.ts";
import { bearer, call } from "./http.ts";
import { inventory } from "./route-matrix.ts";
import type { TempDatabase } from "./temp-database.ts";

export type Answer = Record<string, unknown>;
type Headers = Readonly<Record<string, string>>;

/** Status as `http`, beside the keys of the body. */
export const read = async (response: Response): Promise<Answer> => ({ http: response.status, ...((await response.json()) as object) });

export const eventCount = (): Promise<number> => database().event.count();

export async function apiWorld() {
	await ensureInstallation();
	const [lead, secondLead, operator, admin] = await Promise.all([bearer("lead"), bearer("lead"), bearer("operator"), bearer("admin")]);
	return { lead, secondLead, operator, admin };
}
export type World = Awaited<ReturnType<typeof apiWorld>>;

export async function endWorld(temp: TempDatabase): Promise<void> {
	closeAllStreams();
	await closeDatabase();
	temp.remove();
}

/** What the call made, or an error that shows the answer. */
async function made(response: Response): Promise<Answer> {
	const answer = await read(response);
	if (answer.http !== 201) throw new Error(JSON.stringify(answer));
	return answer;
}

export const newEstate = async ({ lead }: World): Promise<string> =>
	String((await made(await call(createEstate, { method: "POST", path: "/api/v1/estates", body: { inventory }, headers: lead }))).id);

export async function newPlan(world: World, estate?: string): Promise<{ readonly id: string; readonly planDigest: string }> {
	const id = estate ?? (await newEstate(world));
	const sent = { method: "POST", path: `/api/v1/estates/${id}/plans`, body: { targetVersion: "8.1" }, headers: world.lead };
	const plan = await made(await call(createPlan, sent, { id }));
	return { id: String(plan.id), planDigest: String(plan.planDigest) };
}

export const order = async (plan: string, body: unknown, headers: Headers): Promise<Answer> =>
	read(await call(commands, { method: "POST", path: `/api/v1/plans/${plan}/commands`, body, headers: { ...headers } }, { id: plan }));

export type PlanRead = {
	readonly plan: PlanDocument;
	readonly run: { readonly steps: Readonly<Record<string, { readonly status: string; readonly waitingFor?: readonly string[] }>> };
	readonly sequence: number;
};
export async function planRead({ operator }: World, id: string): Promise<PlanRead> {
	const response = await call(planAnswer, { method: "GET", path: `/api/v1/plans/${id}`, headers: operator }, { id });
	return (await response.json()) as PlanRead;
}

/** A plan submitted by its author, approved by another lead and started live. */
export async function runningPlan(world: World): Promise<{ readonly id: string } & PlanRead> {
	const { id, planDigest } = await newPlan(world);
	for (const [body, who] of [
		[{ type: "submit-plan" }, world.lead],
		[{ type: "approve-plan", planDigest }, world.secondLead],
		[{ type: "start-run", mode: "live" }, world.lead],
	] as const) {
		const answer = await order(id, body, who);
		if (answer.http !== 200) throw new Error(JSON.stringify(answer));
	}
	return { id, ...(await planRead(world, id)) };
}
