/**
 * Places every task as early as its turn, its hands and its limits let it: one pass through time, never a wait that
 * nothing forces. Promises: the same priorities give the same schedule; nothing is over-used at any instant.
 * Refuses to look ahead: which task comes first where several could is what `priority` says; `search.ts` looks for a good one.
 */
import type { Compiled, Rows } from "./compiled.ts";
import { Heap } from "./heap.ts";

const FIRST = 0;

/** Room for placing one problem again and again. */
export class Placer {
	readonly starts: Int32Array;
	readonly hands: Int32Array;
	/** Tasks placed in the last run; fewer than there are: it is stuck. */
	placed = 0;
	readonly #problem: Compiled;
	/** Lower is sooner; set by the caller before `run`. */
	readonly priority: Float64Array;
	readonly #ends: Float64Array;
	readonly #running: Heap;
	readonly #ready: readonly Heap[];
	readonly #missing: Int32Array;
	readonly #busy: Uint8Array;
	readonly #used: Int32Array;
	readonly #shut: number[][];
	readonly #tired: Uint8Array;
	readonly #later: number[] = [];
	readonly #shifts: readonly number[];

	constructor(problem: Compiled) {
		const { size, teams, capacity, from, problem: asked } = problem;
		this.#problem = problem;
		this.starts = new Int32Array(size);
		this.hands = new Int32Array(size);
		this.priority = new Float64Array(size);
		this.#ends = new Float64Array(size);
		this.#running = new Heap(size, this.#ends);
		this.#ready = teams.map(() => new Heap(size, this.priority));
		this.#missing = new Int32Array(size);
		this.#busy = new Uint8Array(asked.hands.length);
		this.#used = new Int32Array(capacity.length);
		this.#shut = Array.from(capacity, () => []);
		this.#tired = new Uint8Array(teams.length);
		this.#shifts = [...new Set(from)].filter((minute) => minute > 0).sort((a, b) => a - b);
	}

	/** Places everything from minute 0 on; `-1` when it is stuck, else the minute at which all is done. */
	run(): number {
		this.#reset();
		let now = 0;
		let makespan = 0;
		for (;;) {
			this.#startAt(now);
			const next = this.#next(now);
			if (next === undefined) break;
			now = next;
			while (this.#running.length > 0 && this.#endOf(this.#running.peek()) <= now) {
				makespan = now;
				this.#finish(this.#running.pop());
			}
		}
		return this.placed === this.#problem.size ? makespan : -1;
	}

	#reset(): void {
		const { size, before } = this.#problem;
		this.starts.fill(-1);
		this.hands.fill(-1);
		this.#busy.fill(0);
		this.#used.fill(0);
		this.#running.clear();
		this.placed = 0;
		for (const heap of this.#ready) heap.clear();
		for (const list of this.#shut) list.length = 0;
		for (let task = 0; task < size; task++) {
			this.#missing[task] = (before.at[task + 1] ?? 0) - (before.at[task] ?? 0);
			if (this.#missing[task] === 0) this.#makeReady(task);
		}
	}

	#endOf(task: number): number {
		return this.#ends[task] ?? 0;
	}

	#makeReady(task: number): void {
		this.#ready[this.#problem.team[task] ?? 0]?.push(task);
	}

	#next(now: number): number | undefined {
		const end = this.#running.length > 0 ? this.#endOf(this.#running.peek()) : undefined;
		// A shift that begins matters only while somebody's work waits for hands.
		const shift = this.placed < this.#problem.size ? this.#shifts.find((minute) => minute > now) : undefined;
		if (end === undefined) return shift;
		return shift !== undefined && shift < end ? shift : end;
	}

	#finish(task: number): void {
		const hand = this.hands[task] ?? -1;
		if (hand >= 0) this.#busy[hand] = 0;
		each(this.#problem.gives, task, (resource) => {
			this.#used[resource] = (this.#used[resource] ?? 0) - 1;
			const shut = this.#shut[resource] ?? [];
			for (const waiting of shut) this.#makeReady(waiting);
			shut.length = 0;
		});
		each(this.#problem.after, task, (next) => {
			this.#missing[next] = (this.#missing[next] ?? 0) - 1;
			if (this.#missing[next] === 0) this.#makeReady(next);
		});
	}

	/** Starts what can start at `now`, in the order of priority over all teams. */
	#startAt(now: number): void {
		this.#tired.fill(0);
		for (;;) {
			const team = this.#firstTeam();
			if (team < 0) break;
			const heap = this.#ready[team];
			const task = heap?.peek() ?? -1;
			const shut = this.#shutBy(task);
			if (shut >= 0) {
				heap?.pop();
				this.#shut[shut]?.push(task);
				continue;
			}
			const hand = team === FIRST ? -1 : this.#handFor(task, team, now);
			if (hand === NOBODY) {
				this.#tired[team] = 1;
				continue;
			}
			heap?.pop();
			if (hand === SHIFT_TOO_SHORT) this.#later.push(task);
			else this.#start(task, hand, now);
		}
		for (const task of this.#later) this.#makeReady(task);
		this.#later.length = 0;
	}

	#firstTeam(): number {
		let best = -1;
		let bestTask = -1;
		for (let team = 0; team < this.#ready.length; team++) {
			const task = this.#tired[team] === 1 ? -1 : (this.#ready[team]?.peek() ?? -1);
			if (task < 0) continue;
			const [mine, other] = [this.priority[task] ?? 0, this.priority[bestTask] ?? 0];
			if (bestTask < 0 || mine < other || (mine === other && task < bestTask)) {
				best = team;
				bestTask = task;
			}
		}
		return best;
	}

	/** A resource that is used up and would be taken; -1: none. */
	#shutBy(task: number): number {
		const { takes, capacity } = this.#problem;
		for (let k = takes.at[task] ?? 0; k < (takes.at[task + 1] ?? 0); k++) {
			const resource = takes.items[k] ?? 0;
			if ((this.#used[resource] ?? 0) >= (capacity[resource] ?? 0)) return resource;
		}
		return -1;
	}

	/** Who had this lane before, else the first free one who is there long enough. */
	#handFor(task: number, team: number, now: number): number {
		const { handsOf, from, until, minutes, follows } = this.#problem;
		const end = now + (minutes[task] ?? 0);
		const fits = (hand: number) => (from[hand] ?? 0) <= now && end <= (until[hand] ?? 0);
		const last = follows[task] ?? -1;
		const before = last < 0 ? -1 : (this.hands[last] ?? -1);
		if (before >= 0 && this.#busy[before] === 0 && fits(before)) return before;
		let free = false;
		const hands = handsOf[team];
		for (let i = 0; hands && i < hands.length; i++) {
			const hand = hands[i] ?? 0;
			if (this.#busy[hand] === 1) continue;
			if (fits(hand)) return hand;
			free = true;
		}
		return free ? SHIFT_TOO_SHORT : NOBODY;
	}

	#start(task: number, hand: number, now: number): void {
		this.starts[task] = now;
		this.hands[task] = hand;
		if (hand >= 0) this.#busy[hand] = 1;
		each(this.#problem.takes, task, (resource) => {
			this.#used[resource] = (this.#used[resource] ?? 0) + 1;
		});
		this.#ends[task] = now + (this.#problem.minutes[task] ?? 0);
		this.#running.push(task);
		this.placed++;
	}
}

const NOBODY = -2;
const SHIFT_TOO_SHORT = -3;

function each({ at, items }: Rows, row: number, visit: (item: number) => void): void {
	for (let k = at[row] ?? 0; k < (at[row + 1] ?? 0); k++) visit(items[k] ?? 0);
}
