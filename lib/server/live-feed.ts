/**
 * What goes down an event stream: the log's exact lines of the plans asked for, and who looks at them.
 * Promises: every line once and in order from the sequence given, nothing lost between reading what was there and
 * hearing what is new; the log's frames carry an id to come back with, presence carries none.
 */
import "server-only";
import { attend, presentOn } from "./presence.ts";
import type { Principal } from "./principal.ts";
import type { Frame, Outlet } from "./sse.ts";
import { type PlanLine, tailPlans } from "./tail.ts";

export type Followed = { readonly planId: string; readonly after: number; readonly stepId?: string | undefined };

/** Runs both until the stream ends. `frame` dresses a line of the log. */
export async function feed(
	outlet: Outlet,
	followed: readonly Followed[],
	principal: Principal,
	frame: (line: PlanLine) => Frame,
): Promise<void> {
	await Promise.all([sendLog(outlet, followed, frame), sendPresence(outlet, followed, principal)]);
}

async function sendLog({ send, signal }: Outlet, followed: readonly Followed[], frame: (line: PlanLine) => Frame): Promise<void> {
	for await (const line of tailPlans(new Map(followed.map(({ planId, after }) => [planId, after])), signal))
		if (!(await send(frame(line)))) return;
}

/** Counts the reader in on each plan and tells presence as it changes. A service account reads along uncounted. */
async function sendPresence({ send, signal }: Outlet, followed: readonly Followed[], { id, kind, name }: Principal): Promise<void> {
	const changed = new Set(followed.map(({ planId }) => planId));
	let wake = (): void => undefined;
	const leave = followed.map(({ planId, stepId }) => {
		const told = () => {
			changed.add(planId);
			wake();
		};
		return attend(planId, {
			...(kind === "person" ? { person: { id, name } } : {}),
			...(stepId === undefined ? {} : { stepId }),
			changed: told,
		});
	});
	signal.addEventListener("abort", () => wake(), { once: true });
	try {
		while (!signal.aborted) {
			for (const planId of changed) {
				changed.delete(planId);
				await send({ event: "presence", data: JSON.stringify(presentOn(planId)) });
			}
			if (changed.size === 0 && !signal.aborted)
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
		}
	} finally {
		for (const go of leave) go();
	}
}
