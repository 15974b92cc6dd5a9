/**
 * What the schedule draws: rows of bars by lane or by person, the stretch of time around them, hours to label, and what
 * is shaded. Pure. Times are milliseconds; the drawing turns them into places.
 */
import type { PlanDocument } from "@/lib/domain/planner/plan-document.ts";
import type { ChangeFreeze } from "@/lib/domain/schedule/freeze.ts";
import type { Bar, PlanSchedule } from "@/lib/domain/schedule/plan-schedule.ts";
import { offsetMinutes } from "@/lib/domain/schedule/zones.ts";
import { laneNote, laneOf, lanesOf, teamText } from "./lanes.ts";

export type ScheduleRow = { readonly key: string; readonly name: string; readonly note: string; readonly bars: readonly Bar[] };
export type Grouping = "lane" | "person";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Rows in the plan's order, or one a person; people with nothing to do are rows too, because they are asked to come. */
export function scheduleRows(
	plan: PlanDocument,
	found: PlanSchedule,
	by: Grouping,
	person: (id: string) => string,
): readonly ScheduleRow[] {
	const bars = new Map(found.bars.map((bar) => [bar.stepId, bar]));
	if (by === "lane")
		return lanesOf(plan.steps).flatMap((lane) => {
			const own = lane.stepIds.flatMap((id) => bars.get(id) ?? []);
			return own.length === 0 ? [] : [{ key: lane.key, name: lane.name, note: laneNote(lane.kind) ?? "", bars: own }];
		});
	return found.loads.map(({ worker, busy }) => ({
		key: worker.id,
		name: workerName(worker, person),
		note: busy === 0 ? "nothing to do" : worker.assumed ? `${busy} min, assumed to be there` : `${busy} min of work`,
		bars: found.bars.filter((bar) => bar.worker === worker.id),
	}));
}

type Named = PlanSchedule["loads"][number]["worker"];

/** A person by name, a number of a team by its words: `AD FS admin 2`. */
export function workerName({ id, userId, teams }: Named, person: (id: string) => string): string {
	if (userId !== undefined) return person(userId);
	const [team] = teams;
	return team === undefined ? id : `${teamText(team)} ${id.split(" ").at(-1) ?? ""}`.trim();
}

export type Stretch = { readonly from: number; readonly to: number };

/** What is in the picture: the window, the schedule and half an hour on either side, to the hour. */
export function pictured(start: number, makespan: number, window: { start: string; end: string } | undefined): Stretch {
	const from = Math.min(start, window ? Date.parse(window.start) : start) - HOUR / 2;
	const to = Math.max(start + makespan * MINUTE, window ? Date.parse(window.end) : start) + HOUR;
	return { from: Math.floor(from / (HOUR / 2)) * (HOUR / 2), to: Math.ceil(to / (HOUR / 2)) * (HOUR / 2) };
}

/** Full hours of a zone's clock inside a stretch, every second or more when they would stand too close. */
export function hours({ from, to }: Stretch, zone: string, most = 14): readonly number[] {
	const offset = offsetMinutes(new Date(from).toISOString(), zone) * MINUTE;
	const every = [1, 2, 3, 4, 6, 12, 24].find((step) => (to - from) / HOUR / step <= most) ?? 48;
	const first = Math.ceil((from + offset) / (every * HOUR)) * every * HOUR - offset;
	const marks: number[] = [];
	for (let at = first; at <= to; at += every * HOUR) marks.push(at);
	return marks;
}

/** Freezes cut to what is pictured. */
export const shadedFreezes = (
	freezes: readonly ChangeFreeze[],
	{ from, to }: Stretch,
): readonly (Stretch & { readonly freeze: ChangeFreeze })[] =>
	freezes.flatMap((freeze) => {
		const [start, end] = [Math.max(from, Date.parse(freeze.start)), Math.min(to, Date.parse(freeze.end))];
		return start < end ? [{ from: start, to: end, freeze }] : [];
	});

/** `CORP`: what a subject is called in a lane. */
export const subjectName = (subject: string): string => laneOf(subject).name;
