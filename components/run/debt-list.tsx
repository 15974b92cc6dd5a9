"use client";
import { subjectText } from "@/components/plan/lanes.ts";
import { Icon } from "@/components/ui/icon.tsx";
import { StateIcon } from "@/components/ui/state.tsx";
import { incurredDebts } from "@/lib/domain/run/debts.ts";
import { runGraph } from "@/lib/domain/run/graph.ts";
import { useRun } from "./run-context.tsx";
import { StepLink } from "./step-link.tsx";
import { stepsWord } from "./way-back-text.ts";

/** Steps that are debts or would become some: how each stands, who put it aside and why. In plan order. */
export function DebtList({ stepIds, links = true }: { readonly stepIds: readonly string[]; readonly links?: boolean }) {
	const { state, views, step, person } = useRun();
	const { steps } = runGraph(state.plan);
	const parking = (id: string) => Object.entries(state.parked).find(([, { stepIds: parked }]) => parked.includes(id));
	return (
		<ul className="flex flex-col gap-1 text-13">
			{stepIds.map((id) => {
				const status = views[id]?.status ?? "waiting";
				const [subject, parked] = parking(id) ?? [];
				const record = state.steps[id];
				const title = step(id)?.title ?? id;
				const why =
					parked && subject
						? `parked with ${subjectText(subject)} by ${person(parked.by)}: ${parked.reason}`
						: status === "skipped"
							? `skipped by ${person(record?.by ?? "")}: ${record?.reason ?? ""}`
							: undefined;
				return (
					<li key={id} className="grid grid-cols-[1rem_minmax(0,1fr)] items-start gap-2">
						<StateIcon state={status} size={14} labelled className="mt-0.5" />
						<span className="min-w-0 wrap-anywhere">
							{links ? <StepLink stepId={id}>{title}</StepLink> : title}
							{steps.get(id)?.optional && <span className="text-ink-3"> optional</span>}
							{why !== undefined && <span className="block text-12 text-ink-2">{why}</span>}
						</span>
					</li>
				);
			})}
		</ul>
	);
}

/** While the run goes on: what was parked or skipped so far. Nothing while nothing was. */
export function DebtsSoFar() {
	const { state } = useRun();
	const debts = state.ended?.debts ?? incurredDebts(state);
	if (debts.length === 0) return null;
	return (
		<details className="group/fold border-b border-line bg-surface px-4 lg:px-5">
			<summary className="flex min-h-8 list-none items-center gap-2 text-13 pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
				<Icon name="chevron-right" size={12} className="text-ink-3 group-open/fold:rotate-90" />
				<strong className="font-medium">{state.ended ? "Debts of this run" : "Debts so far"}</strong>
				<span className="text-ink-3">{stepsWord(debts.length)}</span>
			</summary>
			<div className="max-h-[40dvh] overflow-y-auto pb-3 pl-5">
				<DebtList stepIds={debts} />
			</div>
		</details>
	);
}
