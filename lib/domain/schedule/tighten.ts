/**
 * Moves what opens a gap, and what happens inside it, as late as it can without moving anything else: the same end with
 * less time without a second factor. Pure but for the two lists it is given.
 */
import type { Compiled } from "./compiled.ts";

/** `starts` and `hands` of a schedule that holds; `starts` is changed in place and still holds. */
export function tightenGaps(problem: Compiled, starts: Int32Array, hands: Int32Array): void {
	const { gaps, inside: held, after, minutes, gives, until, size } = problem;
	for (const { closes, hold } of gaps) {
		const inside = [...(held[hold] ?? [])].sort((a, b) => (starts[b] ?? 0) - (starts[a] ?? 0) || b - a);
		for (const task of inside) {
			if (task === closes || (gives.at[task] ?? 0) < (gives.at[task + 1] ?? 0)) continue;
			const start = starts[task] ?? 0;
			const own = minutes[task] ?? 0;
			const hand = hands[task] ?? -1;
			let latest = hand < 0 ? (starts[closes] ?? 0) : (until[hand] ?? 0);
			for (let k = after.at[task] ?? 0; k < (after.at[task + 1] ?? 0); k++) latest = Math.min(latest, starts[after.items[k] ?? 0] ?? 0);
			// The hand's next work; the whole list is looked through because gaps are few and short.
			for (let other = 0; hand >= 0 && other < size; other++)
				if (other !== task && hands[other] === hand && (starts[other] ?? 0) >= start + own) latest = Math.min(latest, starts[other] ?? 0);
			starts[task] = Math.max(start, latest - own);
		}
	}
}
