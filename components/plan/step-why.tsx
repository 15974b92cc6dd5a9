import { Icon } from "@/components/ui/icon.tsx";
import type { Edge, PlanStep } from "@/lib/domain/planner/plan-document.ts";

/** Rule and hazard ids of the guide and the domain, as they are quoted everywhere. */
export function RuleChips({ rules, hazards = [] }: { readonly rules: readonly string[]; readonly hazards?: readonly string[] }) {
	return [...rules, ...hazards].map((id) => (
		<span key={id} className="mono mr-1.5 text-12 font-medium text-ink-2">
			{id}
		</span>
	));
}

export type Why = { readonly because: string; readonly rules: readonly string[] };

/** Why a step stands where it stands: each reason of its incoming edges once, with all rules that give it. */
export function whysOf(incoming: readonly Edge[]): readonly Why[] {
	const reasons = new Map<string, Set<string>>();
	for (const edge of incoming) {
		const rules = reasons.get(edge.because) ?? new Set();
		for (const rule of edge.rules) rules.add(rule);
		reasons.set(edge.because, rules);
	}
	return [...reasons].filter(([because]) => because !== "").map(([because, rules]) => ({ because, rules: [...rules] }));
}

/** An edge's reason with its rules, in words: `R13: one server at a time`. */
export const edgeWhy = ({ because, rules }: Edge): string => [rules.join(", "), because].filter(Boolean).join(": ");

/** The rules and hazards a step comes from, where its edges give their own reasons. */
export function StepRules({ step }: { readonly step: PlanStep }) {
	if (step.rules.length + step.hazards.length === 0) return null;
	return (
		<p className="flex items-start gap-2 text-13 text-ink-2">
			<Icon name="book" className="mt-0.5 text-ink-3" />
			<span>
				<span className="text-ink-3">From </span>
				<RuleChips rules={step.rules} hazards={step.hazards} />
			</span>
		</p>
	);
}

/** Reasons of a step, with rule ids. A step that waits for nothing shows the rules it comes from. */
export function StepWhy({ step, incoming }: { readonly step: PlanStep; readonly incoming: readonly Edge[] }) {
	const whys = whysOf(incoming);
	const named = new Set(whys.flatMap((why) => why.rules));
	const rest = step.rules.filter((rule) => !named.has(rule));
	return (
		<div className="flex items-start gap-2 text-13 text-ink-2">
			<Icon name="book" className="mt-0.5 text-ink-3" />
			<ul className="flex min-w-0 flex-col gap-1">
				{whys.map((why) => (
					<li key={why.because}>
						<RuleChips rules={why.rules} />
						{why.because}
					</li>
				))}
				{(rest.length > 0 || step.hazards.length > 0) && (
					<li>
						<span className="text-ink-3">{whys.length > 0 ? "Also from" : "From"} </span>
						<RuleChips rules={rest} hazards={step.hazards} />
					</li>
				)}
			</ul>
		</div>
	);
}
