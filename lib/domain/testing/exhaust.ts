/**
 * Explicit-state search: visits every state a run of a plan can be in. A state says of each step whether it is open,
 * running or finished; a step may start when everything before it is finished, and a running step may finish at any
 * time, beside any others. Levels hold equally many starts and finishes, so a state is reached on one level only and
 * two levels are kept in memory.
 *
 * Optional steps and gates are taken out first: a skipped step counts as finished and a gate passes by itself, so the
 * states without them are those of the run that skips all it may, the loosest one. An order carried by an optional
 * step alone would show as a violation.
 */
import type { PlanDocument } from "../planner/plan-document.ts";

export type RunMoment = { readonly started: (id: string) => boolean; readonly done: (id: string) => boolean };
/** What is wrong at a moment, or nothing. */
export type Judge = (moment: RunMoment) => string | undefined;

export type Exhausted =
	| { readonly kind: "sound"; readonly states: number }
	| { readonly kind: "violated"; readonly states: number; readonly violation: string; readonly running: readonly string[] }
	| { readonly kind: "too-large"; readonly states: number };

const BITS = 30; // as many as a small integer holds
const MAX_STEPS = BITS * 4;

/** Visits all states, or stops at the first violation, or gives up past `maxStates`. */
export function exhaust(plan: PlanDocument, judge: Judge, maxStates = 20_000_000): Exhausted {
	const ids = plan.steps.filter((s) => !s.optional).map((s) => s.id);
	if (ids.length > MAX_STEPS) throw new Error(`At most ${MAX_STEPS} required steps`);
	const words = Math.max(1, Math.ceil(ids.length / BITS));
	const before = requiredBefore(plan, ids, words);
	const width = words * 2; // started, then finished
	const number = new Map(ids.map((id, i) => [id, i]));
	let at = 0;
	let data: Int32Array = new Int32Array(0);
	const bit = (offset: number, id: string): boolean => {
		const i = number.get(id);
		return i !== undefined && ((data[at + offset + Math.floor(i / BITS)] as number) & (1 << (i % BITS))) !== 0;
	};
	const moment: RunMoment = { started: (id) => bit(0, id), done: (id) => bit(words, id) };

	let level = new StateSet(width);
	level.add(new Int32Array(width));
	let states = 0;
	const next = new Int32Array(width);
	while (level.size > 0) {
		const following = new StateSet(width);
		for (let s = 0; s < level.size; s++) {
			data = level.data;
			at = s * width;
			states++;
			const wrong = judge(moment);
			if (wrong !== undefined) {
				const running = ids.filter((id) => moment.started(id) && !moment.done(id));
				return { kind: "violated", states, violation: wrong, running };
			}
			for (let i = 0; i < ids.length; i++) {
				const word = Math.floor(i / BITS);
				const mask = 1 << (i % BITS);
				const started = ((data[at + word] as number) & mask) !== 0;
				const done = ((data[at + words + word] as number) & mask) !== 0;
				if (done || (!started && !ready(data, at + words, before, i * words, words))) continue;
				for (let k = 0; k < width; k++) next[k] = data[at + k] as number;
				const slot = started ? words + word : word;
				next[slot] = (next[slot] as number) | mask;
				following.add(next);
			}
		}
		if (states + following.size > maxStates) return { kind: "too-large", states };
		level = following;
	}
	return { kind: "sound", states };
}

function ready(data: Int32Array, finished: number, before: Int32Array, row: number, words: number): boolean {
	for (let k = 0; k < words; k++) if (((before[row + k] as number) & ~(data[finished + k] as number)) !== 0) return false;
	return true;
}

/** For each required step the required steps that must be finished, found through gates but not through optional steps. */
function requiredBefore(plan: PlanDocument, ids: readonly string[], words: number): Int32Array {
	const number = new Map(ids.map((id, i) => [id, i]));
	const gates = new Set<string>(plan.gates.map((g) => g.id));
	const into = new Map<string, string[]>();
	for (const edge of plan.edges) into.set(edge.to, [...(into.get(edge.to) ?? []), edge.from]);
	const masks = new Int32Array(ids.length * words);
	const mark = (step: number, of: string): void => {
		for (const from of into.get(of) ?? []) {
			if (gates.has(from)) mark(step, from);
			const i = number.get(from);
			if (i === undefined) continue;
			const slot = step * words + Math.floor(i / BITS);
			masks[slot] = (masks[slot] as number) | (1 << (i % BITS));
		}
	};
	ids.forEach((id, i) => {
		mark(i, id);
	});
	return masks;
}

/** Fixed-width rows without repetition, by open addressing. */
class StateSet {
	size = 0;
	data: Int32Array;
	private table = new Int32Array(1024).fill(-1);
	constructor(private readonly width: number) {
		this.data = new Int32Array(512 * width);
	}
	add(row: Int32Array): void {
		if (this.size * 2 >= this.table.length) this.grow();
		const slot = this.find(row, 0);
		if (this.table[slot] !== -1) return;
		this.table[slot] = this.size;
		this.data.set(row, this.size * this.width);
		this.size++;
	}
	/** The slot of an equal row of `source`, or the free one where it belongs. */
	private find(source: Int32Array, offset: number): number {
		let hash = 0x811c9dc5;
		for (let k = 0; k < this.width; k++) {
			hash = Math.imul(hash ^ (source[offset + k] as number), 0x01000193);
			hash ^= hash >>> 15;
		}
		const last = this.table.length - 1;
		for (let slot = hash & last; ; slot = (slot + 1) & last) {
			const index = this.table[slot] as number;
			if (index === -1 || this.equal(index, source, offset)) return slot;
		}
	}
	private equal(index: number, source: Int32Array, offset: number): boolean {
		for (let k = 0; k < this.width; k++) if (this.data[index * this.width + k] !== source[offset + k]) return false;
		return true;
	}
	private grow(): void {
		const rows = new Int32Array(this.table.length * this.width);
		rows.set(this.data.subarray(0, this.size * this.width));
		this.data = rows;
		this.table = new Int32Array(this.table.length * 2).fill(-1);
		for (let i = 0; i < this.size; i++) this.table[this.find(this.data, i * this.width)] = i;
	}
}
