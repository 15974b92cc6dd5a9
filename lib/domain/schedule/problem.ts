/**
 * What a schedule is asked for, free of everything but time, hands and limits, and what it answers. Plain data.
 * Minutes are whole and count from the start of the window; tasks are named by their place in the list.
 */

export type Task = {
	readonly id: string;
	readonly minutes: number;
	/** Whose work it is; absent: nobody's, it only takes time. */
	readonly team?: string;
	/** What it is about: two tasks of one lane and one team in different hands are a hand-over. */
	readonly lane?: string;
	/** Under way already: it comes before everything else. */
	readonly first?: true;
};

/** One pair of hands, there from `from` (0) until `until` (always). */
export type Hand = { readonly id: string; readonly teams: readonly string[]; readonly from?: number; readonly until?: number };

/** From the start of `opens` to the end of `closes` one unit of `resource` is taken: a member out of its pool, a gap. */
export type Hold = { readonly resource: string; readonly opens: number; readonly closes: number; readonly gap?: boolean };

export type ScheduleProblem = {
	readonly tasks: readonly Task[];
	/** Pairs of places: the first is finished before the second starts. */
	readonly edges: readonly (readonly [number, number])[];
	readonly hands: readonly Hand[];
	readonly holds: readonly Hold[];
	/** Units per resource of a hold; one where nothing is said. */
	readonly capacities: Readonly<Record<string, number>>;
};

export type Schedule = {
	/** Start of each task in minutes. */
	readonly starts: readonly number[];
	/** Place of the hand that does it; -1: nobody's. */
	readonly hands: readonly number[];
	readonly makespan: number;
	/** Minutes that gaps are open, together and the longest. */
	readonly gapMinutes: number;
	readonly longestGap: number;
	readonly handOvers: number;
};

/** Why there is none: a team without hands (or whose shifts are all too short), limits that shut each other out, or a circle. */
export type Impossible = { readonly stuck: readonly string[]; readonly teams: readonly string[] };

/** What is better comes first: sooner done, then less time in gaps, then the longest gap shorter, then fewer hand-overs. */
export const compareSchedules = (a: Figures, b: Figures): number =>
	a.makespan - b.makespan || a.gapMinutes - b.gapMinutes || a.longestGap - b.longestGap || a.handOvers - b.handOvers;

export type Figures = Pick<Schedule, "makespan" | "gapMinutes" | "longestGap" | "handOvers">;
