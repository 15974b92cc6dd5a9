/**
 * Tells open pages of a plan that its estate was changed from outside: they ask for the page again and show what.
 * Promises: at the opening when that has happened already, then once after each such change, at most one a second for
 * a stream; what a run writes back by itself is no such change, and a plan that is over is told nothing.
 */
import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { listen } from "./bell.ts";
import { estateStream } from "./estate-stream.ts";
import { estateState } from "./estates.ts";
import { planState } from "./plan-stream.ts";
import type { Outlet } from "./sse.ts";

const AT_MOST_EVERY_MS = 1_000;

/** Sends `reload {planId}` frames until the stream ends. */
export async function sendEstateHints({ send, signal }: Outlet, planIds: readonly string[]): Promise<void> {
	/** The estate's last change from outside that the page of a plan knows of. */
	const told = new Map<string, number>();
	const due = new Set(planIds);
	let wake = (): void => undefined;
	const stops: (() => void)[] = [];
	const abort = () => wake();
	signal.addEventListener("abort", abort, { once: true });
	try {
		for (const planId of planIds) {
			const plan = await planState(planId);
			if (!plan) continue;
			stops.push(
				listen(estateStream(plan.estateId), () => {
					due.add(planId);
					wake();
				}),
			);
		}
		while (!signal.aborted) {
			for (const planId of due) {
				due.delete(planId);
				const edited = await editedSince(planId, told.get(planId));
				if (edited === undefined) continue;
				told.set(planId, edited);
				if (!(await send({ event: "reload", data: JSON.stringify({ planId }) }))) return;
			}
			await pause(AT_MOST_EVERY_MS, undefined, { signal }).catch(() => undefined);
			if (due.size === 0 && !signal.aborted)
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
		}
	} finally {
		signal.removeEventListener("abort", abort);
		for (const stop of stops) stop();
	}
}

/** Sequence of the estate's last change from outside when it is behind what the plan, or its page, knows; else undefined. */
async function editedSince(planId: string, known: number | undefined): Promise<number | undefined> {
	const plan = await planState(planId);
	if (!plan || plan.status === "ended" || plan.status === "rejected") return undefined;
	const edited = (await estateState(plan.estateId))?.editedSequence ?? 0;
	return edited > Math.max(known ?? 0, plan.estateSequence) ? edited : undefined;
}
