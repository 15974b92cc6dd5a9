import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { attend, presentOn } from "./presence.ts";

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const dana = { id: "u1", name: "Dana" };
const ben = { id: "u2", name: "Ben" };

it("[LIVE1] a person counts once, with the step one of their tabs looks at, until the last tab is gone", () => {
	const leave = [
		attend("p", { person: dana, changed: () => undefined }),
		attend("p", { person: dana, stepId: "a:B", changed: () => undefined }),
		attend("p", { person: dana, changed: () => undefined }),
		attend("p", { person: ben, changed: () => undefined }),
	];
	expect(presentOn("p")).toEqual({ planId: "p", people: [ben, { ...dana, stepId: "a:B" }] });
	expect(presentOn("q").people).toEqual([]);
	for (const go of leave.slice(0, 3)) go();
	leave[0]?.();
	expect(presentOn("p").people).toEqual([ben]);
	leave[3]?.();
	expect(presentOn("p").people).toEqual([]);
});

it("[LIVE2] many arrivals at once are told once to everybody who is there", () => {
	const told: string[] = [];
	const leave = Array.from({ length: 50 }, (_, i) =>
		attend("r", { person: { id: `u${i}`, name: `N${i}` }, changed: () => told.push(`u${i}`) }),
	);
	vi.advanceTimersByTime(200);
	expect(told.length).toBe(50);
	leave[0]?.();
	leave[0]?.();
	vi.advanceTimersByTime(200);
	expect(told.length).toBe(99);
	for (const go of leave) go();
});
