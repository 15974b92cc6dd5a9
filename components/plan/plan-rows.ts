/** The steps of a plan as one flat list of rows: phases, lanes, steps; or what a search found. Pure. */
import type { PlanDocument, PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { type Lane, type PhaseLanes, phaseLanes } from "./lanes.ts";

export type PlanRow =
	| { readonly kind: "phase"; readonly key: string; readonly phase: PhaseLanes; readonly minutes: number; readonly open: boolean }
	| { readonly kind: "lane"; readonly key: string; readonly lane: Lane; readonly minutes: number; readonly open: boolean }
	| { readonly kind: "step"; readonly key: string; readonly step: PlanStep };

const folded = (text: string): string => text.normalize("NFC").toLowerCase();

/** Whether a step has every word of a search in its title, host, kind, subject or rules. */
export function matches(step: PlanStep, search: string): boolean {
	const text = folded([step.title, step.host ?? "", step.kind, step.subject, ...step.rules].join(" "));
	return folded(search)
		.split(/\s+/)
		.filter(Boolean)
		.every((word) => text.includes(word));
}

export function planRows(plan: PlanDocument, isOpen: (key: string) => boolean, search = ""): readonly PlanRow[] {
	const steps = new Map(plan.steps.map((step) => [step.id, step]));
	const searching = search.trim() !== "";
	const minutesOf = (ids: readonly string[]) => ids.reduce((sum, id) => sum + (steps.get(id)?.estimateMinutes ?? 0), 0);
	const rows: PlanRow[] = [];
	for (const phase of phaseLanes(plan)) {
		const key = phase.id;
		const found = (ids: readonly string[]) =>
			ids.flatMap((id) => steps.get(id) ?? []).filter((step) => !searching || matches(step, search));
		if (searching && found(phase.stepIds).length === 0) continue;
		const open = searching || isOpen(key);
		rows.push({ kind: "phase", key, phase, minutes: minutesOf(phase.stepIds), open });
		if (!open) continue;
		for (const lane of phase.lanes) {
			const laneKey = `${key} ${lane.key}`;
			const laneSteps = found(lane.stepIds);
			if (laneSteps.length === 0) continue;
			const laneOpen = searching || isOpen(laneKey);
			rows.push({ kind: "lane", key: laneKey, lane, minutes: minutesOf(lane.stepIds), open: laneOpen });
			if (laneOpen) for (const step of laneSteps) rows.push({ kind: "step", key: step.id, step });
		}
	}
	return rows;
}
