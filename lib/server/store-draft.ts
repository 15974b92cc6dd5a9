/** Freezes a computed plan in the first event of its stream. */
import "server-only";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import { type Draft, draft } from "@/lib/domain/run/draft.ts";
import { runEvent } from "@/lib/domain/run/events.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import { actorOf, derivedId } from "./access.ts";
import { commit, type StoredEvent } from "./event-store.ts";
import { appendToPlan } from "./plan-stream.ts";
import type { Principal } from "./principal.ts";

export type PlanCreated = { readonly id: string; readonly planDigest: string };

const orderText = ({ estateId, rehearsalOf }: Draft): string =>
	rehearsalOf === undefined ? `draft-plan ${estateId}` : `rehearse-plan ${rehearsalOf}`;

/** The same command id gives the plan it gave first, whatever `facts` say by then. */
export async function storeDraft(principal: Principal, facts: Draft, commandId: string, at: string): Promise<Result<PlanCreated, Refusal>> {
	const id = derivedId("p", principal, commandId);
	const envelope = { actor: actorOf(principal), command: { id: commandId, type: orderText(facts) }, at };
	const appended = await commit((unit) =>
		appendToPlan(unit, id, envelope, async (existing) =>
			existing
				? err({ code: "invalid", issues: [{ path: "", message: "This plan exists already" }] })
				: draft(facts, { actor: { ...actorOf(principal), role: principal.role } }),
		),
	);
	return appended.ok ? ok({ id, planDigest: digestIn(appended.value.events[0]) }) : appended;
}

function digestIn(first: StoredEvent | undefined): string {
	const event = runEvent.parse({ type: first?.event.type, data: first?.event.data });
	if (event.type !== "plan-drafted") throw new Error("A plan's stream begins with its draft");
	return event.data.plan.planDigest;
}
