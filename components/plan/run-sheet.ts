/**
 * The frozen plan as paper: which steps stand on which sheet, each with its number and the numbers it waits for. Pure.
 * The numbers are the places in the plan's legal order, the same on every sheet, so that people with different sheets
 * can call them out to each other.
 */
import type { PlanDocument } from "@/lib/domain/planner/plan-document.ts";
import { before, runGraph } from "@/lib/domain/run/graph.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import { lanesOf, teamText } from "./lanes.ts";

export const sheetOrders = ["order", "lane", "person"] as const;
export type SheetOrder = (typeof sheetOrders)[number];

/** What the address asks for; the plan's order for anything else. */
export const sheetOrder = (text: string | undefined): SheetOrder => sheetOrders.find((order) => order === text) ?? "order";

export type Sheet = { readonly key: string; readonly title: string; readonly stepIds: readonly string[] };

/** Sheets by phase, by host or farm, or by who has the step: people by their claims, the rest by team. */
export function runSheets(state: Pick<RunState, "plan" | "steps">, by: SheetOrder, person: (id: string) => string): readonly Sheet[] {
	const { order, steps } = runGraph(state.plan);
	const inOrder = order.flatMap((id) => steps.get(id) ?? []);
	switch (by) {
		case "order":
			return state.plan.phases.map((phase) => ({ key: phase.id, title: phase.title, stepIds: phase.stepIds }));
		case "lane":
			return lanesOf(inOrder).map((lane) => ({ key: lane.key, title: lane.name, stepIds: lane.stepIds }));
		case "person": {
			const sheets = new Map<string, { key: string; title: string; stepIds: string[] }>();
			for (const step of inOrder) {
				const holder = state.steps[step.id]?.claimedBy;
				const key = holder === undefined ? `team ${step.team}` : `person ${holder}`;
				const title = holder === undefined ? `${teamText(step.team)}, nobody yet` : person(holder);
				const sheet = sheets.get(key) ?? { key, title, stepIds: [] };
				sheets.set(key, sheet);
				sheet.stepIds.push(step.id);
			}
			return [...sheets.values()].toSorted((a, b) => Number(a.key.startsWith("team")) - Number(b.key.startsWith("team")));
		}
	}
}

/** Number of each step, from 1, in the plan's order. */
export const sheetNumbers = (plan: PlanDocument): ReadonlyMap<string, number> =>
	new Map(runGraph(plan).order.map((id, index) => [id, index + 1]));

/** `3, 7–12`: what has to be ticked before the step; empty when nothing is. Gates are looked through. */
export function sheetWaits(plan: PlanDocument, stepId: string, numbers: ReadonlyMap<string, number>): string {
	const graph = runGraph(plan);
	const found = new Set<number>();
	const seen = new Set<string>();
	const look = (id: string) => {
		for (const source of before(graph, id)) {
			if (seen.has(source)) continue;
			seen.add(source);
			const number = numbers.get(source);
			if (number === undefined) look(source);
			else found.add(number);
		}
	};
	look(stepId);
	return ranges([...found].sort((a, b) => a - b));
}

/** `1, 3–5` of ascending numbers. */
function ranges(numbers: readonly number[]): string {
	const runs: [number, number][] = [];
	for (const number of numbers) {
		const last = runs.at(-1);
		if (last && number === last[1] + 1) last[1] = number;
		else runs.push([number, number]);
	}
	return runs.map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`)).join(", ");
}
