import "client-only";
/**
 * One event stream per browser, however many tabs are open: browsers allow six connections to a host, and each tab
 * with a stream of its own would soon hang the next. The tab that holds the Web Lock keeps the stream and relays
 * every frame; the others announce which plans they show and after which sequence.
 *
 * Promises: every tab hears every line of its plans in the order of the stream, possibly twice, possibly with a hole
 * after a change of leader; receivers drop by sequence and fetch what is missing. Refuses to store anything.
 */
import type { PresenceFrame } from "@/lib/wire/views.ts";
import { openLiveStream, type StreamPorts, type StreamState, type Wanted } from "./live-stream.ts";

/** What tabs say to one another. */
export type HubMessage =
	| { readonly kind: "wants"; readonly tab: string; readonly plans: readonly Wanted[] }
	| { readonly kind: "bye"; readonly tab: string }
	| { readonly kind: "retry" }
	/** A new leader asks what everybody shows. */
	| { readonly kind: "who" }
	| { readonly kind: "log"; readonly planId: string; readonly line: string; readonly sequence: number }
	| { readonly kind: "presence"; readonly frame: PresenceFrame }
	| { readonly kind: "reload"; readonly planId: string }
	| { readonly kind: "state"; readonly state: StreamState }
	/** The last sequence the leader passed on, for a tab that has just come. */
	| { readonly kind: "head"; readonly planId: string; readonly sequence: number };

export type HubPorts = StreamPorts & {
	readonly tab: string;
	readonly post: (message: HubMessage) => void;
	readonly receive: (listener: (message: HubMessage) => void) => void;
	/** Calls `lead` when this tab becomes the leader; at once where the browser has no locks. */
	readonly elect: (lead: () => void) => void;
};

export type PlanListener = {
	readonly line: (line: string) => void;
	readonly presence: (frame: PresenceFrame) => void;
	readonly head: (sequence: number) => void;
	readonly reload: () => void;
	readonly state: (state: StreamState) => void;
};

export type LiveHub = {
	/** Follows a plan; the function returned ends it. `after` is asked again at every announcement. */
	readonly follow: (planId: string, after: () => number, listener: PlanListener) => () => void;
	/** Tells the others which step this tab looks at. */
	readonly lookAt: (planId: string, stepId: string | undefined) => void;
	/** The network or the lid came back: do not wait for the next try. */
	readonly wake: () => void;
	/** The browser went offline; every tab is told so by the browser itself, the leading one acts. */
	readonly lose: () => void;
	/** The tab goes away. */
	readonly leave: () => void;
};

type Follower = { readonly planId: string; readonly after: () => number; readonly listener: PlanListener };

/** Every plan somebody shows, once, from the lowest sequence asked for. */
export function unionOf(announced: Iterable<readonly Wanted[]>): readonly Wanted[] {
	const plans = new Map<string, Wanted>();
	for (const wanted of announced) {
		for (const plan of wanted) {
			const known = plans.get(plan.planId);
			const stepId = known?.stepId ?? plan.stepId;
			const after = Math.min(known?.after ?? plan.after, plan.after);
			plans.set(plan.planId, stepId === undefined ? { planId: plan.planId, after } : { planId: plan.planId, after, stepId });
		}
	}
	return [...plans.values()].sort((a, b) => (a.planId < b.planId ? -1 : 1));
}

/** The stream is opened anew only when other plans are wanted, and once for announcements that come together. */
const shape = (wanted: readonly Wanted[]): string => wanted.map((plan) => plan.planId).join("\n");
const GATHER_MS = 25;

export function createLiveHub(ports: HubPorts): LiveHub {
	const followers = new Set<Follower>();
	const looking = new Map<string, string>();
	let state: StreamState = { kind: "connecting" };
	let leading: ReturnType<typeof lead> | undefined;

	const mine = (): readonly Wanted[] =>
		unionOf([
			[...followers].map(({ planId, after }) => {
				const stepId = looking.get(planId);
				return stepId === undefined ? { planId, after: after() } : { planId, after: after(), stepId };
			}),
		]);
	const each = (planId: string, run: (listener: PlanListener) => void) => {
		for (const follower of followers) if (follower.planId === planId) run(follower.listener);
	};

	/** Handles what concerns this tab's own plans, whether it came over the channel or from the stream here. */
	const hear = (message: HubMessage) => {
		if (message.kind === "log") each(message.planId, (listener) => listener.line(message.line));
		else if (message.kind === "presence") each(message.frame.planId, (listener) => listener.presence(message.frame));
		else if (message.kind === "reload") each(message.planId, (listener) => listener.reload());
		else if (message.kind === "head") each(message.planId, (listener) => listener.head(message.sequence));
		else if (message.kind === "state") {
			state = message.state;
			for (const follower of followers) follower.listener.state(state);
		}
	};
	const tell = (message: HubMessage) => {
		ports.post(message);
		hear(message);
	};

	function lead() {
		const announced = new Map<string, readonly Wanted[]>();
		const heads = new Map<string, number>();
		let following = "";
		const stream = openLiveStream(ports, {
			log: (planId, line, sequence) => {
				heads.set(planId, Math.max(heads.get(planId) ?? 0, sequence));
				tell({ kind: "log", planId, line, sequence });
			},
			presence: (frame) => tell({ kind: "presence", frame }),
			reload: (planId) => tell({ kind: "reload", planId }),
			state: (next) => tell({ kind: "state", state: next }),
		});
		let gathering = false;
		const refollow = () => {
			if (gathering) return;
			gathering = true;
			ports.after(GATHER_MS, () => {
				gathering = false;
				const wanted = unionOf(announced.values());
				if (shape(wanted) === following) return;
				following = shape(wanted);
				stream.follow(wanted);
			});
		};
		return {
			announce: (tab: string, plans: readonly Wanted[]) => {
				announced.set(tab, plans);
				refollow();
				tell({ kind: "state", state });
				for (const plan of plans) {
					const sequence = heads.get(plan.planId);
					if (sequence !== undefined && sequence > plan.after) tell({ kind: "head", planId: plan.planId, sequence });
				}
			},
			forget: (tab: string) => {
				announced.delete(tab);
				refollow();
			},
			retry: stream.retryNow,
			lose: stream.lose,
			close: stream.close,
		};
	}

	const announce = () => {
		if (leading) leading.announce(ports.tab, mine());
		else ports.post({ kind: "wants", tab: ports.tab, plans: mine() });
	};

	ports.receive((message) => {
		if (message.kind === "who") announce();
		else if (message.kind === "wants") leading?.announce(message.tab, message.plans);
		else if (message.kind === "bye") leading?.forget(message.tab);
		else if (message.kind === "retry") leading?.retry();
		else hear(message);
	});
	ports.elect(() => {
		leading = lead();
		ports.post({ kind: "who" });
		announce();
	});

	return {
		follow: (planId, after, listener) => {
			const follower = { planId, after, listener };
			followers.add(follower);
			listener.state(state);
			announce();
			return () => {
				followers.delete(follower);
				announce();
			};
		},
		lookAt: (planId, stepId) => {
			if (looking.get(planId) === stepId) return;
			if (stepId === undefined) looking.delete(planId);
			else looking.set(planId, stepId);
			announce();
		},
		wake: () => {
			if (leading) leading.retry();
			else ports.post({ kind: "retry" });
		},
		lose: () => leading?.lose(),
		leave: () => {
			ports.post({ kind: "bye", tab: ports.tab });
			leading?.close();
		},
	};
}
