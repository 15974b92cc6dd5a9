import { expect, it } from "vitest";
import { foldRun, recordedRunEvent } from "@/lib/domain/run/evolve.ts";
import { linesOf } from "@/lib/domain/testing/log-lines.ts";
import { night, upTo } from "@/lib/domain/testing/night.ts";
import { boardOf, density, replayOf } from "./replay-model.ts";

const lines = linesOf(upTo(night(), "adfs.enable-provider:CORP").events.map((event) => ({ ...event, actorId: "ada" })));

it("[PACK19] the board at any sequence is the fold of the events up to it, in whatever order the slider is dragged", () => {
	const replay = replayOf(lines);
	const recorded = lines.map((line) => recordedRunEvent(JSON.parse(line)));
	for (const sequence of [lines.length, 1, 60, 50, 51, 3, 99, lines.length - 1, 0, lines.length + 9]) {
		const upto = Math.max(1, Math.min(sequence, lines.length));
		expect(replay.at(sequence)).toEqual(foldRun(recorded.slice(0, upto)));
	}
});

it("[PACK19] the board tells phases, what runs, and the gap that is open", () => {
	const state = replayOf(lines).at(lines.length);
	const board = state && boardOf(state);
	expect(board?.phases.reduce((sum, { done }) => sum + done, 0)).toBe(lines.filter((line) => line.includes('"step-completed"')).length);
	expect(board?.windows.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(["mfa-gap adfs-farm:CORP"]);
	expect(board?.ready.length).toBeGreaterThan(0);
	const steps = board?.phases.flatMap((phase) => phase.steps) ?? [];
	expect(steps.map(({ id }) => id)).toEqual(state?.plan.steps.map(({ id }) => id));
	expect(steps.filter(({ status }) => status === "done").every(({ by, since }) => by === "ada" && since !== undefined)).toBe(true);
});

it("[PACK19] the chart counts every event once", () => {
	const { events } = replayOf(lines);
	expect(density(events, 40).reduce((sum, count) => sum + count, 0)).toBe(events.length);
	expect(density([], 4)).toEqual([0, 0, 0, 0]);
});
