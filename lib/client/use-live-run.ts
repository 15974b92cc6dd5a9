import "client-only";
/** Binds a plan's live run to a component: the store, the browser's one stream, and the server's answers. */
import { useRouter } from "next/navigation";
import { useEffect, useState, useSyncExternalStore } from "react";
import { z } from "zod";
import { type LogEvent, logEvent } from "@/lib/domain/log-event.ts";
import { foldEvent } from "@/lib/domain/run/evolve.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import { browserHub } from "./browser-hub.ts";
import { createLiveRun, type LiveRun, type LiveRunSnapshot } from "./live-run.ts";
import { proveAgain } from "./prove-again.ts";
import { newCommandId, sendCommand } from "./send-command.ts";

const eventsBody = z.object({ events: z.array(logEvent) });

/** One page of what came after a sequence; throws when the server does not answer with events. */
export async function fetchEvents(planId: string, after: number): Promise<readonly LogEvent[]> {
	const answer = await fetch(`/api/v1/plans/${encodeURIComponent(planId)}/events?after=${after}`, {
		headers: { accept: "application/json" },
	});
	if (!answer.ok) throw new Error(`Events of ${planId} after ${after}: ${answer.status}`);
	return eventsBody.parse(await answer.json()).events;
}

export type LiveRunHandle = { readonly live: LiveRun; readonly snapshot: LiveRunSnapshot };

/**
 * The live run of `planId`, starting at the state the server rendered. A newer `initial` (after a page refresh) is
 * taken in; an older one changes nothing. `lookingAt`: the step this tab shows, told to the others.
 */
export function useLiveRun(planId: string, initial: RunState, lookingAt?: string): LiveRunHandle {
	const router = useRouter();
	const [live] = useState(() =>
		createLiveRun(initial, {
			fold: foldEvent,
			follow: (after, listener) => browserHub().follow(planId, after, listener),
			fetchEvents: (after) => fetchEvents(planId, after),
			reload: () => router.refresh(),
			send: async (command, commandId) => {
				const outcome = await sendCommand(planId, command, commandId);
				const stale = outcome.status === "refused" && outcome.problem.code === "sign-in-not-fresh";
				return stale && (await proveAgain()) ? sendCommand(planId, command, commandId) : outcome;
			},
			newCommandId,
			now: () => Date.now(),
		}),
	);
	const snapshot = useSyncExternalStore(live.subscribe, live.getSnapshot, live.getSnapshot);
	useEffect(() => live.adopt(initial), [live, initial]);
	useEffect(() => {
		const hub = browserHub();
		hub.lookAt(planId, lookingAt);
		return () => hub.lookAt(planId, undefined);
	}, [planId, lookingAt]);
	return { live, snapshot };
}
