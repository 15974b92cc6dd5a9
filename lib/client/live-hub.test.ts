import { expect, it } from "vitest";
import { createLiveHub, type HubMessage, type HubPorts, type LiveHub, type PlanListener, unionOf } from "./live-hub.ts";
import { type EventSourceLike, liveUrl, reconnectWait } from "./live-stream.ts";

class FakeSource implements EventSourceLike {
	closed = false;
	private readonly listeners = new Map<string, ((event: { readonly data?: unknown }) => void)[]>();
	constructor(readonly url: string) {}
	addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void) {
		this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
	}
	say(type: string, data?: unknown) {
		for (const listener of this.listeners.get(type) ?? []) listener({ data: data === undefined ? undefined : JSON.stringify(data) });
	}
	close() {
		this.closed = true;
	}
}

/** A browser with tabs, one channel between them, one lock, and a clock that is turned by hand. */
function browser() {
	const sources: FakeSource[] = [];
	const ears = new Map<string, (message: HubMessage) => void>();
	const candidates: (() => void)[] = [];
	const timers: { readonly at: number; readonly run: () => void }[] = [];
	let now = 0;
	const tab = (name: string): LiveHub => {
		const ports: HubPorts = {
			tab: name,
			open: (url) => {
				const source = new FakeSource(url);
				sources.push(source);
				return source;
			},
			now: () => now,
			after: (ms, run) => {
				const timer = { at: now + ms, run };
				timers.push(timer);
				return () => {
					const index = timers.indexOf(timer);
					if (index >= 0) timers.splice(index, 1);
				};
			},
			random: () => 0,
			post: (message) => {
				for (const [other, ear] of ears) if (other !== name) ear(message);
			},
			receive: (listener) => ears.set(name, listener),
			elect: (lead) => {
				candidates.push(lead);
				if (candidates.length === 1) lead();
			},
		};
		return createLiveHub(ports);
	};
	return {
		tab,
		sources,
		last: () => sources.at(-1) as FakeSource,
		pass: (ms: number) => {
			now += ms;
			for (const timer of timers.filter((due) => due.at <= now)) {
				timers.splice(timers.indexOf(timer), 1);
				timer.run();
			}
		},
		/** The leading tab goes away: the lock falls to the next. */
		crash: (name: string) => {
			ears.delete(name);
			candidates.shift();
			candidates[0]?.();
		},
	};
}

function ear() {
	const heard: string[] = [];
	const listener: PlanListener = {
		line: (text) => heard.push(text),
		presence: (frame) => heard.push(`presence ${frame.people.length}`),
		head: (sequence) => heard.push(`head ${sequence}`),
		reload: () => heard.push("reload"),
		state: (state) => heard.push(state.kind),
	};
	return { heard, listener };
}
const frame = (planId: string, sequence: number) => ({ planId, line: JSON.stringify({ sequence }) });

it("[C6] two tabs share one stream and both hear every line", () => {
	const room = browser();
	const one = ear();
	const two = ear();
	room.tab("one").follow("p1", () => 4, one.listener);
	room.tab("two").follow("p1", () => 4, two.listener);
	room.pass(30);
	expect(room.sources.map((source) => source.url)).toEqual(["/api/live?plan=p1%3A4"]);
	room.last().say("open");
	room.last().say("log", frame("p1", 5));
	expect(one.heard.slice(-2)).toEqual(["open", '{"sequence":5}']);
	expect(two.heard.slice(-2)).toEqual(["open", '{"sequence":5}']);
});

it("[C6] a tab on another plan reopens the one stream for both, from where the first stands", () => {
	const room = browser();
	room.tab("one").follow("p1", () => 4, ear().listener);
	room.pass(30);
	room.last().say("log", frame("p1", 9));
	room.tab("two").follow("p2", () => 0, ear().listener);
	room.pass(30);
	expect(room.sources.map((source) => source.closed)).toEqual([true, false]);
	expect(room.last().url).toBe("/api/live?plan=p1%3A9&plan=p2%3A0");
});

it("[C6] a late tab that is behind is told the head instead of reopening the stream", () => {
	const room = browser();
	room.tab("one").follow("p1", () => 4, ear().listener);
	room.pass(30);
	room.last().say("log", frame("p1", 9));
	const late = ear();
	room.tab("two").follow("p1", () => 6, late.listener);
	room.pass(30);
	expect(room.sources).toHaveLength(1);
	expect(late.heard).toContain("head 9");
});

it("[C6] when the leading tab goes, the next one opens the stream for everybody left", () => {
	const room = browser();
	const two = ear();
	room.tab("one").follow("p1", () => 4, ear().listener);
	room.tab("two").follow("p1", () => 7, two.listener);
	room.tab("three").follow("p2", () => 1, ear().listener);
	room.pass(30);
	room.crash("one");
	room.pass(30);
	expect(room.last().url).toBe("/api/live?plan=p1%3A7&plan=p2%3A1");
	room.last().say("log", frame("p1", 8));
	expect(two.heard.at(-1)).toBe('{"sequence":8}');
});

it("[C1] a broken line comes back after a wait, from the last sequence, and says since when it was lost", () => {
	const room = browser();
	const one = ear();
	room.tab("one").follow("p1", () => 4, one.listener);
	room.pass(30);
	room.last().say("log", frame("p1", 6));
	room.last().say("error");
	expect(one.heard.at(-1)).toBe("lost");
	room.pass(499);
	expect(room.sources).toHaveLength(1);
	room.pass(1);
	expect(room.last().url).toBe("/api/live?plan=p1%3A6");
});

it("[C1] waking up does not wait for the next try", () => {
	const room = browser();
	room.tab("one").follow("p1", () => 4, ear().listener);
	const two = room.tab("two");
	room.pass(30);
	room.last().say("error");
	two.wake();
	expect(room.sources).toHaveLength(2);
});

it("[C1] going offline is said at once and tried again, also in the other tabs", () => {
	const room = browser();
	const two = ear();
	const one = room.tab("one");
	one.follow("p1", () => 4, ear().listener);
	room.tab("two").follow("p1", () => 4, two.listener);
	room.pass(30);
	room.last().say("open");
	one.lose();
	expect(two.heard.at(-1)).toBe("lost");
	expect(room.last().closed).toBe(true);
	room.pass(500);
	room.last().say("open");
	expect(two.heard.at(-1)).toBe("open");
});

it("[C6] the last tab of a plan ends its part of the stream", () => {
	const room = browser();
	const leave = room.tab("one").follow("p1", () => 4, ear().listener);
	room.pass(30);
	leave();
	room.pass(30);
	expect(room.last().closed).toBe(true);
});

it("[C6] several announcements of one plan start at the lowest sequence", () => {
	expect(unionOf([[{ planId: "b", after: 3 }], [{ planId: "a", after: 9 }], [{ planId: "b", after: 1, stepId: "s" }]])).toEqual([
		{ planId: "a", after: 9 },
		{ planId: "b", after: 1, stepId: "s" },
	]);
	expect(liveUrl([{ planId: "b", after: 1, stepId: "s:H" }])).toBe("/api/live?plan=b%3A1&step=b%3As%3AH");
});

it("[C1] waits double up to a quarter of a minute, and jitter only shortens them", () => {
	expect([1, 2, 3, 9].map((failures) => reconnectWait(failures, 0))).toEqual([500, 1000, 2000, 15_000]);
	expect(reconnectWait(9, 1)).toBe(10_000);
});
