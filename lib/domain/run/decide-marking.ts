/** Orders that say what is out of service for reasons outside the plan. Any operator may: whoever sees it, says it. */
import { sameName } from "../names.ts";
import { err, ok } from "../result.ts";
import { type CommandOf, type Decision, overtaken } from "./decide-context.ts";
import { markableSubjects, markOf } from "./marks.ts";
import type { Refusal } from "./refusals.ts";
import type { RunState } from "./state.ts";

/** Also while paused: hosts do not wait for the run. */
const notUnderWay = (state: RunState): Refusal | undefined =>
	state.status === "running" || state.status === "paused" ? undefined : { code: "not-approved", status: state.status };

export function markDown(state: RunState, { subject, reason = "" }: CommandOf<"mark-down">): Decision {
	const known = markableSubjects(state.inventory).find((name) => sameName(name, subject));
	if (known === undefined) return err({ code: "not-found", what: subject });
	const refusal = notUnderWay(state);
	if (refusal) return err(refusal);
	return markOf(state, known) ? overtaken(state) : ok([{ type: "member-marked-down", data: { subject: known, reason } }]);
}

export function markUp(state: RunState, { subject }: CommandOf<"mark-up">): Decision {
	const refusal = notUnderWay(state);
	if (refusal) return err(refusal);
	const marked = markOf(state, subject);
	return marked === undefined ? err({ code: "not-found", what: subject }) : ok([{ type: "member-marked-up", data: { subject: marked } }]);
}
