import "client-only";
/**
 * A plan's run as this browser knows it, for `useSyncExternalStore`.
 *
 * Promises: events are folded in sequence, each once, whatever order or how often they arrive; a hole is filled from
 * the server before anything behind it is shown; what a person has just ordered shows as pending at once and is taken
 * back with the server's reason when it is refused; how old the picture is can always be told.
 * Refuses to judge: a pending mark permits nothing.
 */
import { type LogEvent, logEvent } from "@/lib/domain/log-event.ts";
import type { RunCommand } from "@/lib/domain/run/commands.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import type { Person } from "@/lib/wire/views.ts";
import type { PlanListener } from "./live-hub.ts";
import type { StreamState } from "./live-stream.ts";
import type { Problem } from "./problem.ts";
import type { CommandOutcome } from "./send-command.ts";

export type Presence = readonly (Person & { readonly stepId?: string })[];

/** An order on its way. `target`: step id, subject or `run`. */
export type Pending = { readonly commandId: string; readonly command: RunCommand; readonly target: string; readonly since: number };
export type Refused = { readonly commandId: string; readonly command: RunCommand; readonly problem: Problem; readonly at: number };

export type LiveRunSnapshot = {
	readonly state: RunState;
	readonly connection: StreamState;
	readonly catchingUp: boolean;
	readonly pending: readonly Pending[];
	/** The last refusal by target; gone with the next order to the same target or when it is dismissed. */
	readonly refused: Readonly<Record<string, Refused>>;
	readonly presence: Presence;
	/** The last events folded here, oldest first, for the live region and the pulse. */
	readonly recent: readonly LogEvent[];
};

export type LiveRunPorts = {
	readonly fold: (state: RunState, event: LogEvent) => RunState;
	readonly follow: (after: () => number, listener: PlanListener) => () => void;
	readonly fetchEvents: (after: number) => Promise<readonly LogEvent[]>;
	/** Too far behind to fold: the page is asked for again, `adopt` takes what it brings. */
	readonly reload: () => void;
	readonly send: (command: RunCommand, commandId: string) => Promise<CommandOutcome>;
	readonly newCommandId: () => string;
	readonly now: () => number;
};

export type LiveRun = {
	readonly subscribe: (changed: () => void) => () => void;
	readonly getSnapshot: () => LiveRunSnapshot;
	readonly order: (command: RunCommand) => Promise<CommandOutcome>;
	readonly dismiss: (target: string) => void;
	/** Takes a newer state from the server, e.g. after a page refresh. An older one changes nothing. */
	readonly adopt: (state: RunState) => void;
};

const RECENT = 60;
/** More missing events than this are not folded one by one: the state is asked for again. */
export const RELOAD_GAP = 1000;

/** What an order is about: the key of its pending mark and of its refusal. */
export const targetOf = (command: RunCommand): string =>
	"stepId" in command && command.stepId !== undefined ? command.stepId : "subject" in command ? command.subject : "run";

/** One canonical line of the log; undefined for anything else. */
export function readLine(line: string): LogEvent | undefined {
	try {
		const event = logEvent.safeParse(JSON.parse(line));
		return event.success ? event.data : undefined;
	} catch {
		return undefined;
	}
}

export function createLiveRun(initial: RunState, ports: LiveRunPorts): LiveRun {
	let snapshot: LiveRunSnapshot = {
		state: initial,
		connection: { kind: "connecting" },
		catchingUp: false,
		pending: [],
		refused: {},
		presence: [],
		recent: [],
	};
	const listeners = new Set<() => void>();
	const early = new Map<number, LogEvent>();
	let unfollow: (() => void) | undefined;

	const change = (part: Partial<LiveRunSnapshot>) => {
		snapshot = { ...snapshot, ...part };
		for (const listener of listeners) listener();
	};

	/** Folds everything that follows without a hole and keeps the rest for later. True when something was folded. */
	const take = (events: readonly LogEvent[]): boolean => {
		for (const event of events) if (event.sequence > snapshot.state.sequence) early.set(event.sequence, event);
		let { state } = snapshot;
		const folded: LogEvent[] = [];
		for (let next = early.get(state.sequence + 1); next; next = early.get(state.sequence + 1)) {
			early.delete(next.sequence);
			state = ports.fold(state, next);
			folded.push(next);
		}
		if (folded.length === 0) return false;
		const arrived = new Set(folded.map((event) => event.command));
		const amended = folded.some((event) => event.type === "amendment-approved");
		change({
			state,
			pending: snapshot.pending.filter((order) => !arrived.has(order.commandId)),
			// An order that got no answer and now stands in the log was carried out after all.
			// And what an old plan was refused for does not hold against the amended one.
			refused: Object.fromEntries(
				Object.entries(snapshot.refused).filter(
					([, order]) => !arrived.has(order.commandId) && !(amended && order.problem.code === "plan-outdated"),
				),
			),
			recent: [...snapshot.recent, ...folded].slice(-RECENT),
		});
		return true;
	};

	const accept = (events: readonly LogEvent[]) => {
		take(events);
		if (early.size > 0) void catchUp();
	};

	const catchUp = async () => {
		if (snapshot.catchingUp) return;
		change({ catchingUp: true });
		try {
			while (take(await ports.fetchEvents(snapshot.state.sequence)) && early.size > 0);
		} catch {
			// the stream's next line or its reconnect asks again
		}
		change({ catchingUp: false });
	};

	const behind = (head: number) => {
		if (head - snapshot.state.sequence > RELOAD_GAP) ports.reload();
		else if (head > snapshot.state.sequence) void catchUp();
	};

	const listener: PlanListener = {
		line: (line) => {
			const event = readLine(line);
			if (!event) return;
			if (event.sequence - snapshot.state.sequence > RELOAD_GAP) ports.reload();
			else accept([event]);
		},
		presence: (frame) => change({ presence: frame.people }),
		head: behind,
		reload: ports.reload,
		state: (connection) => change({ connection }),
	};

	return {
		subscribe: (changed) => {
			listeners.add(changed);
			unfollow ??= ports.follow(() => snapshot.state.sequence, listener);
			return () => {
				listeners.delete(changed);
				if (listeners.size > 0) return;
				unfollow?.();
				unfollow = undefined;
			};
		},
		getSnapshot: () => snapshot,
		order: async (command) => {
			const commandId = ports.newCommandId();
			const target = targetOf(command);
			const { [target]: _, ...refused } = snapshot.refused;
			change({ pending: [...snapshot.pending, { commandId, command, target, since: ports.now() }], refused });
			const outcome = await ports.send(command, commandId);
			if (outcome.status === "accepted") accept(outcome.events);
			const pending = snapshot.pending.filter((order) => order.commandId !== commandId);
			if (outcome.status === "accepted") change({ pending });
			else
				change({
					pending,
					refused: { ...snapshot.refused, [target]: { commandId, command, problem: outcome.problem, at: ports.now() } },
				});
			return outcome;
		},
		dismiss: (target) => {
			const { [target]: gone, ...refused } = snapshot.refused;
			if (gone) change({ refused });
		},
		adopt: (state) => {
			if (state.sequence <= snapshot.state.sequence) return;
			for (const sequence of early.keys()) if (sequence <= state.sequence) early.delete(sequence);
			change({ state });
			accept([]);
		},
	};
}
