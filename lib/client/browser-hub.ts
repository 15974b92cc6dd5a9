import "client-only";
/** The live hub wired to this browser: EventSource, BroadcastChannel and Web Locks. One per tab. */
import { createLiveHub, type HubMessage, type HubPorts, type LiveHub } from "./live-hub.ts";

const NAME = "lockstep-live";

/** Browsers give locks only in secure contexts; elsewhere every tab keeps a stream of its own, which still works for a few tabs. */
function electBy(locks: LockManager | undefined, lead: () => void): void {
	if (!locks) {
		lead();
		return;
	}
	locks
		.request(NAME, () => {
			lead();
			return new Promise<never>(() => {}); // held until the tab goes away
		})
		.catch(() => lead()); // a locks service that refuses must not leave the tab without news
}

function browserPorts(): HubPorts {
	const locks = "locks" in navigator ? navigator.locks : undefined;
	// Without locks nobody leads the others, so nothing is relayed: a channel would only double every line.
	const channel = locks && "BroadcastChannel" in globalThis ? new BroadcastChannel(NAME) : undefined;
	return {
		tab: crypto.randomUUID(),
		open: (url) => new EventSource(url),
		now: () => Date.now(),
		after: (ms, run) => {
			const timer = setTimeout(run, ms);
			return () => clearTimeout(timer);
		},
		random: Math.random,
		post: (message) => channel?.postMessage(message),
		receive: (listener) => channel?.addEventListener("message", (event: MessageEvent<HubMessage>) => listener(event.data)),
		elect: (lead) => electBy(channel ? locks : undefined, lead),
	};
}

let hub: LiveHub | undefined;

/** The hub of this tab, made at first use. Wakes by itself when the network or the screen comes back. */
export function browserHub(): LiveHub {
	if (hub) return hub;
	const made = createLiveHub(browserPorts());
	hub = made;
	let hiddenAt = 0;
	addEventListener("online", () => made.wake());
	addEventListener("offline", () => made.lose());
	addEventListener("pagehide", () => made.leave());
	addEventListener("pageshow", (event) => {
		if (event.persisted) location.reload(); // thawed from the page cache: its lock and stream are gone
	});
	document.addEventListener("visibilitychange", () => {
		if (document.visibilityState === "hidden") hiddenAt = Date.now();
		else if (Date.now() - hiddenAt > 20_000) made.wake(); // slept: the line may be dead without having said so
	});
	return made;
}
