/**
 * One plan over two nights, cut at a phase boundary: after each phase the estate serves, whatever comes later. Pure.
 * Promises: copies that only the second night's work relies on are made in the second night, because they grow old.
 */
import type { PhaseId, PlanDocument } from "../planner/plan-document.ts";
import { after, reach, runGraph } from "../run/graph.ts";
import type { PlanQuestion } from "./plan-problem.ts";
import { type PlanSchedule, schedulePlan } from "./plan-schedule.ts";

export type TwoNights = {
	/** The last phase of the first night. */
	readonly cutAfter: PhaseId;
	readonly first: PlanSchedule;
	readonly second: PlanSchedule;
};

/** Every cut that leaves work for both nights, the one whose longer night is shortest first. */
export function twoNights(asked: PlanQuestion): readonly TwoNights[] {
	const nightOf = phaseOfWork(asked.plan);
	const phases = asked.plan.phases.map(({ id }) => id);
	return phases
		.slice(0, -1)
		.flatMap((cutAfter, cut): TwoNights[] => {
			const left = asked.left ?? (() => true);
			const half = (second: boolean) => schedulePlan({ ...asked, left: (step) => left(step) && nightOf(step.id) > cut === second });
			const [one, two] = [half(false), half(true)];
			if (!one.ok || !two.ok || one.value.bars.length === 0 || two.value.bars.length === 0) return [];
			return [{ cutAfter, first: one.value, second: two.value }];
		})
		.sort((a, b) => longer(a) - longer(b) || longest(b) - longest(a));
}

const longer = ({ first, second }: TwoNights): number => Math.max(first.makespan, second.makespan);
const longest = ({ first }: TwoNights): number => first.makespan;

/** Number of the phase a step's work belongs to; preparation belongs to the first phase that relies on it. */
function phaseOfWork(plan: PlanDocument): (stepId: string) => number {
	const graph = runGraph(plan);
	const number = new Map(plan.phases.flatMap(({ stepIds }, i) => stepIds.map((id): [string, number] => [id, i])));
	const prepare = plan.phases.findIndex(({ id }) => id === "prepare");
	return (stepId) => {
		const own = number.get(stepId) ?? 0;
		if (own !== prepare) return own;
		const later = [...reach(graph, [stepId], after)].flatMap((id) => number.get(id) ?? []).filter((phase) => phase !== prepare);
		return later.length > 0 ? Math.min(...later) : own;
	};
}
