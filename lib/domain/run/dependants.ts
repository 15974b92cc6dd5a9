/** Steps behind a step that have been begun, looking through gates and skipped steps. */
import { after, runGraph } from "./graph.ts";
import type { RunState } from "./state.ts";

/** Ids of begun dependants: running, done, failed, or failed and made ready again. Empty: the step can be taken back. */
export function startedDependants(state: RunState, stepId: string): string[] {
	const graph = runGraph(state.plan);
	const found: string[] = [];
	const seen = new Set<string>();
	const look = (id: string) => {
		for (const next of after(graph, id)) {
			if (seen.has(next)) continue;
			seen.add(next);
			const record = state.steps[next];
			if (graph.gates.has(next) || record?.status === "skipped") look(next);
			else if (record && (record.status !== "open" || record.firstStartedAt !== undefined)) found.push(next);
		}
	};
	look(stepId);
	return found;
}
