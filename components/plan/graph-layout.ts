/**
 * Where everything of the graph stands: phases as columns, lanes as rows, one station a step. Pure; all numbers are
 * pixels at 100 %. Edges run straight to the next station, else in the channel under their lane and down between two
 * stations, so that no line crosses a station.
 */
import type { PlanDocument, PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { criticalPath, type Timing } from "./critical-path.ts";
import { type Lane, laneKey, lanesOf } from "./lanes.ts";

export const STATION = 24;
const PITCH = 34;
const ROW = 56;
const LABELS = 132;
const HEAD = 56;
const PAD = 22;
const GUTTER = 20;
const CHANNEL = 20;
const CORNER = 6;

export type Station = {
	readonly stepId: string;
	readonly x: number;
	readonly y: number;
	readonly critical: boolean;
	readonly timing?: Timing;
};
export type Column = { readonly id: string; readonly title: string; readonly steps: number; readonly x: number; readonly width: number };
export type RowLine = { readonly lane: Lane; readonly y: number };
export type GateBar = {
	readonly id: string;
	readonly title: string;
	readonly x: number;
	readonly top: number;
	readonly bottom: number;
	readonly critical: boolean;
};
export type Line = { readonly key: string; readonly from: string; readonly to: string; readonly d: string; readonly critical: boolean };
export type GapBox = { readonly subject: string; readonly minutes: number; readonly x: number; readonly y: number; readonly width: number };

export type GraphLayout = {
	readonly width: number;
	readonly height: number;
	readonly columns: readonly Column[];
	readonly rows: readonly RowLine[];
	readonly stations: readonly Station[];
	readonly gates: readonly GateBar[];
	readonly lines: readonly Line[];
	readonly gaps: readonly GapBox[];
	readonly criticalMinutes: number;
};

/** A path along right angles through these points, corners rounded. */
function bent(points: readonly (readonly [number, number])[]): string {
	const [first, ...rest] = points;
	if (!first) return "";
	let d = `M${first[0]} ${first[1]}`;
	rest.forEach(([x, y], i) => {
		const next = rest[i + 1];
		const [px, py] = points[i] ?? first;
		if (!next) {
			d += `L${x} ${y}`;
			return;
		}
		const r = Math.min(
			CORNER,
			Math.max(Math.abs(x - px), Math.abs(y - py)) / 2,
			Math.max(Math.abs(next[0] - x), Math.abs(next[1] - y)) / 2,
		);
		const toward = (ax: number, ay: number) => [x + Math.sign(ax - x) * r, y + Math.sign(ay - y) * r];
		const [inX, inY] = toward(px, py);
		const [outX, outY] = toward(next[0], next[1]);
		d += `L${inX} ${inY}Q${x} ${y} ${outX} ${outY}`;
	});
	return d;
}

/** The estate first, then lanes as the main phases work on them; what is only prepared or accepted comes last. */
function laneOrder(plan: PlanDocument, steps: ReadonlyMap<string, PlanStep>): readonly Lane[] {
	const main = plan.phases.filter((phase) => phase.id !== "prepare" && phase.id !== "accept");
	const rest = plan.phases.filter((phase) => !main.includes(phase));
	const lanes = lanesOf([...main, ...rest].flatMap((phase) => phase.stepIds.flatMap((id) => steps.get(id) ?? [])));
	return [...lanes.filter((lane) => lane.kind === "estate"), ...lanes.filter((lane) => lane.kind !== "estate")];
}

export function layoutGraph(plan: PlanDocument): GraphLayout {
	const critical = criticalPath(plan);
	const onPath = new Set(critical.path);
	const pairs = new Set(critical.path.slice(1).map((id, i) => `${critical.path[i]} ${id}`));
	const steps = new Map(plan.steps.map((step) => [step.id, step]));
	const lanes = laneOrder(plan, steps);
	const rowOf = new Map(lanes.map((lane, i) => [lane.key, HEAD + i * ROW + ROW / 2]));

	const stations = new Map<string, Station>();
	const columns: Column[] = [];
	const phaseEnd = new Map<string, number>();
	let x = LABELS;
	for (const phase of plan.phases) {
		const filled = new Map<string, number>();
		let widest = 0;
		for (const id of phase.stepIds) {
			const step = steps.get(id);
			if (!step) continue;
			const key = laneKey(step.subject);
			const at = filled.get(key) ?? 0;
			filled.set(key, at + 1);
			widest = Math.max(widest, at + 1);
			const timing = critical.timings.get(id);
			stations.set(id, {
				stepId: id,
				x: x + PAD + at * PITCH + STATION / 2,
				y: rowOf.get(key) ?? HEAD,
				critical: onPath.has(id),
				...(timing && { timing }),
			});
		}
		// Wide enough for its title, which stands above even where one station is below.
		const width = Math.max(PAD * 2 + Math.max(0, widest - 1) * PITCH + STATION, phase.title.length * 7 + 84);
		columns.push({ id: phase.id, title: phase.title, steps: phase.stepIds.length, x, width });
		for (const id of phase.stepIds) phaseEnd.set(id, x + width);
		x += width + GUTTER;
	}

	const gates = plan.gates.map((gate): GateBar => {
		const from = plan.edges.filter((edge) => edge.to === gate.id).map((edge) => edge.from);
		const to = plan.edges.filter((edge) => edge.from === gate.id).map((edge) => edge.to);
		const ys = [...from, ...to].flatMap((id) => stations.get(id)?.y ?? []);
		return {
			id: gate.id,
			title: gate.title,
			x: Math.max(0, ...from.map((id) => phaseEnd.get(id) ?? 0)) + GUTTER / 2,
			top: Math.min(...ys, HEAD + ROW / 2) - 12,
			bottom: Math.max(...ys, HEAD + ROW / 2) + 12 + CHANNEL,
			critical: onPath.has(gate.id),
		};
	});
	const gateOf = new Map(gates.map((gate) => [gate.id, gate]));

	const half = STATION / 2;
	const lineOf = (from: string, to: string): string | undefined => {
		const [a, b] = [stations.get(from), stations.get(to)];
		const [ga, gb] = [gateOf.get(from), gateOf.get(to)];
		if (a && gb)
			return bent([
				[a.x, a.y + half],
				[a.x, a.y + CHANNEL],
				[gb.x, a.y + CHANNEL],
			]);
		if (ga && b)
			return bent([
				[ga.x, b.y - CHANNEL],
				[b.x, b.y - CHANNEL],
				[b.x, b.y - half],
			]);
		if (ga && gb)
			return bent([
				[ga.x, ga.bottom],
				[ga.x, ga.bottom + 8],
				[gb.x, ga.bottom + 8],
				[gb.x, gb.bottom],
			]);
		if (!a || !b) return undefined;
		if (a.y === b.y && b.x - a.x === PITCH) return `M${a.x + half} ${a.y}L${b.x - half} ${b.y}`;
		const down = b.y >= a.y ? 1 : -1;
		const between = b.x - PITCH / 2;
		return bent([
			[a.x, a.y + half * down],
			[a.x, a.y + CHANNEL * down],
			[between, a.y + CHANNEL * down],
			[between, b.y],
			[b.x - half, b.y],
		]);
	};
	const lines = plan.edges.flatMap((edge): Line[] => {
		const d = lineOf(edge.from, edge.to);
		const key = `${edge.from} ${edge.to}`;
		return d === undefined ? [] : [{ key, from: edge.from, to: edge.to, d, critical: pairs.has(key) }];
	});

	const gaps = plan.windows.flatMap((window): GapBox[] => {
		const [a, b] = [stations.get(window.opens), stations.get(window.closes)];
		if (window.kind !== "mfa-gap" || !a || !b || a.y !== b.y) return [];
		return [
			{ subject: window.subject, minutes: window.estimateMinutes, x: a.x - half - 5, y: a.y - half - 7, width: b.x - a.x + STATION + 10 },
		];
	});

	return {
		width: x,
		height: HEAD + lanes.length * ROW + 16,
		columns,
		rows: lanes.map((lane) => ({ lane, y: rowOf.get(lane.key) ?? HEAD })),
		stations: [...stations.values()],
		gates,
		lines: lines.sort((a, b) => Number(a.critical) - Number(b.critical)),
		gaps,
		criticalMinutes: critical.minutes,
	};
}
