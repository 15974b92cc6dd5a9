import { expect, it } from "vitest";
import type { HistoryEntry } from "@/lib/wire/views.ts";
import { eventWords } from "./event-text.ts";
import { filterHistory, readFilter } from "./filter-history.ts";

const entry = (sequence: number, type: string, actorId: string, data: HistoryEntry["data"]): HistoryEntry => ({
	sequence,
	type,
	at: "2026-11-24T02:14:05.120Z",
	actorId,
	hash: `${sequence}abc`,
	previous: "",
	data,
});
const entries = [
	entry(1, "plan-drafted", "u1", { status: "ready", planDigest: "sha256:1" }),
	entry(2, "step-claimed", "u2", { stepId: "a:B" }),
	entry(3, "step-failed", "u2", { stepId: "a:B", reason: "Event 105" }),
	entry(4, "note-added", "u1", { stepId: "a:B", text: "BK01 is slow" }),
	entry(5, "subject-parked", "u1", { subject: "mfa-server:B", reason: "disk", stepIds: ["a:B"] }),
];
const names = { person: (id: string) => ({ u1: "Dana", u2: "Mika" })[id] ?? id, stepTitle: (id: string) => `Install ${id}` };
const shown = (query: string) => filterHistory(entries, readFilter(new URLSearchParams(query)), names).map((found) => found.sequence);

it("[UX-history] filters by person, kind, step and words, and by several at once", () => {
	expect(shown("")).toEqual([1, 2, 3, 4, 5]);
	expect(shown("who=u2")).toEqual([2, 3]);
	expect(shown("kind=notes")).toEqual([4]);
	expect(shown("step=a:B")).toEqual([2, 3, 4, 5]);
	expect(shown("text=mika+105")).toEqual([3]);
	expect(shown("who=u1&kind=waivers&text=disk")).toEqual([5]);
	expect(shown("kind=nonsense")).toEqual([1, 2, 3, 4, 5]);
});

it("[UX-history] says what happened in words, and names what it does not know", () => {
	expect(eventWords("step-failed", { stepId: "a:B", reason: "Event 105" }, names)).toEqual({
		icon: "failed",
		title: "Install a:B",
		detail: "failed: Event 105",
		stepId: "a:B",
	});
	expect(eventWords("plan-drafted", { status: "ready", planDigest: "sha256:1" }, names)).toMatchObject({ title: "Plan made" });
	expect(eventWords("from-the-future", {}, names)).toEqual({ icon: "info", title: "from-the-future", detail: "" });
});
