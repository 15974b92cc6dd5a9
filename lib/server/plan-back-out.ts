/** The way back from a plan's run as it stands, or as it stood. */
import "server-only";
import { ok, type Result } from "@/lib/domain/result.ts";
import { type BackOut, backOutFrom } from "@/lib/domain/run/back-out.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import { notFound } from "./access.ts";
import { allowOnPlan } from "./estate-roles.ts";
import { planKind, planState, planStream } from "./plan-stream.ts";
import type { Principal } from "./principal.ts";
import { readEvents } from "./read-events.ts";

export type PlanBackOut = BackOut & { readonly sequence: number };

/** `at`: the sequence to go back from; the present one without it, and when it has not been reached. */
export async function planBackOut(
	principal: Principal,
	planId: string,
	at: number | undefined,
	subject: string | undefined,
): Promise<Result<PlanBackOut, Refusal>> {
	const allowed = await allowOnPlan(principal, planId, "read");
	if (!allowed.ok) return allowed;
	const now = await planState(planId);
	if (!now) return notFound("plan");
	const then = at === undefined || at >= now.sequence ? now : await stateAt(planId, at);
	return then ? ok({ ...backOutFrom(then, subject), sequence: then.sequence }) : notFound(`sequence ${at}`);
}

/** Folded from the log's beginning; undefined at 0, when there was no plan yet. */
async function stateAt(planId: string, sequence: number) {
	const events = await readEvents(planStream(planId), 0, sequence);
	return planKind.fold(
		undefined,
		events.map(({ event }) => planKind.parse(event)),
	);
}
