/**
 * Segments: what once opened has to be closed again, or taken back, before people may go home. An MFA gap, a write freeze,
 * an outage, a server or portal out of traffic, a farm between its batches.
 * Promises: the latest instant at which a segment may be opened and still be closed *and* backed out inside the window,
 * by the minutes that nine in ten such steps took on this estate, or the plan's estimate where too few were timed. Pure.
 * Refuses to be clever about people: the way through a segment is its longest chain, the way back is one step at a time.
 */
import type { PlanDocument, PlanStep, PlanWindow } from "../planner/plan-document.ts";
import { carefulMinutes, type MeasuredMinutes } from "../run/expected-minutes.ts";
import { after, before, reach, runGraph } from "../run/graph.ts";
import { isBefore, plusMinutes } from "../run/instants.ts";

export type Segment = {
	readonly kind: PlanWindow["kind"] | "server" | "portal" | "farm";
	/** `adfs-farm:CORP`, `mfa-server:MFA01`. */
	readonly subject: string;
	/** Step ids. */
	readonly opens: string;
	readonly closes: string;
};

export type SegmentTiming = Segment & {
	/** From the start of its first step to the end of its last, by careful minutes; not less than the plan says of a window. */
	readonly minutes: number;
	/** The way back from its end, one step after the other. */
	readonly backOutMinutes: number;
};

const pairs: readonly { readonly kind: Segment["kind"]; readonly opens: PlanStep["kind"]; readonly closes: PlanStep["kind"] }[] = [
	{ kind: "server", opens: "mfa-server.drain", closes: "mfa-server.undrain" },
	{ kind: "portal", opens: "user-portal.drain", closes: "user-portal.undrain" },
	{ kind: "farm", opens: "adfs.remove-batch-a", closes: "adfs.return-batch-b" },
];

const known = new WeakMap<PlanDocument, readonly Segment[]>();

/** Every segment of a plan, by the plan's order of their first steps. */
export function segmentsOf(plan: PlanDocument): readonly Segment[] {
	const found = known.get(plan);
	if (found) return found;
	const { steps, order } = runGraph(plan);
	const opening = new Map<string, Segment[]>();
	const add = (segment: Segment) => {
		const same = opening.get(segment.opens) ?? [];
		if (steps.has(segment.opens) && steps.has(segment.closes) && !same.some(({ closes }) => closes === segment.closes))
			opening.set(segment.opens, [...same, segment]);
	};
	for (const { kind, subject, opens, closes } of plan.windows) add({ kind, subject, opens, closes });
	for (const { id, kind, subject } of plan.steps)
		for (const pair of pairs) if (pair.opens === kind) add({ kind: pair.kind, subject, opens: id, closes: id.replace(kind, pair.closes) });
	const segments = order.flatMap((id) => opening.get(id) ?? []);
	known.set(plan, segments);
	return segments;
}

/** Steps of a segment, its first and last included, in the plan's order. */
export function segmentSteps(plan: PlanDocument, { opens, closes }: Pick<Segment, "opens" | "closes">): readonly PlanStep[] {
	const graph = runGraph(plan);
	const [behind, ahead] = [reach(graph, [opens], after), reach(graph, [closes], before)];
	return graph.order.filter((id) => behind.has(id) && ahead.has(id)).flatMap((id) => graph.steps.get(id) ?? []);
}

/** How long a segment takes to close, and to take back. */
export function timeSegment(plan: PlanDocument, segment: Segment, measured: MeasuredMinutes): SegmentTiming {
	const graph = runGraph(plan);
	const steps = segmentSteps(plan, segment);
	const inside = new Set(steps.map(({ id }) => id));
	const ends = new Map<string, number>();
	const endOf = (id: string): number => {
		const seen = ends.get(id);
		if (seen !== undefined) return seen;
		ends.set(id, 0); // a plan with a cycle gives a number, not an endless loop
		const step = inside.has(id) ? graph.steps.get(id) : undefined;
		const end = Math.max(0, ...before(graph, id).map(endOf)) + (step && !step.optional ? carefulMinutes(step, measured) : 0);
		ends.set(id, end);
		return end;
	};
	ends.set(segment.opens, carefulMinutes(steps.find(({ id }) => id === segment.opens) ?? { estimateMinutes: 0 }, measured));
	const undone = steps.filter(({ optional, backOut }) => !optional && backOut.instructions.length + backOut.commands.length > 0);
	const planned = plan.windows.find(({ opens, closes }) => opens === segment.opens && closes === segment.closes)?.estimateMinutes ?? 0;
	return {
		...segment,
		minutes: Math.max(planned, endOf(segment.closes)),
		backOutMinutes: undone.reduce((sum, step) => sum + carefulMinutes(step, measured), 0),
	};
}

export type LatestStart = { readonly latestStart: string; readonly closes?: string };

export type SafeStart = SegmentTiming & { readonly latestStart: string };

/** Every segment with the latest instant at which it may be opened, in the plan's order. */
export const safeStarts = (plan: PlanDocument, deadline: string, measured: MeasuredMinutes): readonly SafeStart[] =>
	segmentsOf(plan).map((segment) => {
		const timing = timeSegment(plan, segment, measured);
		return { ...timing, latestStart: plusMinutes(deadline, -timing.minutes - timing.backOutMinutes) };
	});

/** The latest start of `step` before `deadline`: itself finished, and every segment it opens closed and taken back. */
export function latestStartOf(plan: PlanDocument, step: PlanStep, deadline: string, measured: MeasuredMinutes): LatestStart {
	let latest: LatestStart = { latestStart: plusMinutes(deadline, -carefulMinutes(step, measured)) };
	for (const segment of segmentsOf(plan)) {
		if (segment.opens !== step.id) continue;
		const { minutes, backOutMinutes, closes } = timeSegment(plan, segment, measured);
		const latestStart = plusMinutes(deadline, -minutes - backOutMinutes);
		if (isBefore(latestStart, latest.latestStart)) latest = { latestStart, closes };
	}
	return latest;
}
