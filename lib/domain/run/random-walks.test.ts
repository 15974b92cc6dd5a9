import { expect, it } from "vitest";
import type { Story } from "../testing/given-when-then.ts";
import { done, farmsInTurn, night, nightPlan } from "../testing/night.ts";
import { AT, copyOf, goodEvidence, people } from "../testing/run-builders.ts";
import { type Absence, type Needs, observer } from "../testing/run-observer.ts";
import type { Evidence, FileDigest, RunCommand } from "./commands.ts";
import { decide } from "./decide.ts";
import { evolve } from "./evolve.ts";
import { expectedProvider } from "./expectations.ts";
import { runGraph } from "./graph.ts";
import type { RunState } from "./state.ts";

/** Small, seeded, good enough to be unpredictable; a failure names its seed. */
function dice(seed: number) {
	let a = seed | 0;
	const next = () => {
		a = (a + 0x6d2b79f5) | 0;
		let t = Math.imul(a ^ (a >>> 15), 1 | a);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
	return {
		chance: (p: number) => next() < p,
		upTo: (n: number) => Math.floor(next() * n),
		of: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T, // lists here are never empty
	};
}
type Dice = ReturnType<typeof dice>;

const needs: Needs = {
	"mfa-server.install:MFA02": { backup: "mfa-server.backup-data:MFA01", host: "MFA01" },
	"user-portal.install:UP01": { backup: "user-portal.backup-config:UP01", host: "UP01" },
	"user-portal.install:UP02": { backup: "user-portal.backup-config:UP02", host: "UP02" },
	"adfs.disable-provider:CORP": { backup: "adfs.export-config:CORP", host: "FS1" },
	"adfs.disable-provider:EDGE": { backup: "adfs.export-config:EDGE", host: "E1" },
};
const absences: Absence[] = [
	...["MFA01", "MFA02"].map((host) => ({ pool: "mfa", takes: `mfa-server.drain:${host}`, returns: `mfa-server.undrain:${host}` })),
	...["UP01", "UP02"].map((host) => ({ pool: "up", takes: `user-portal.drain:${host}`, returns: `user-portal.undrain:${host}` })),
];
const actors = [people.cid, people.dot, people.ben] as const;
/** Without the edge between the farms, so that the gate for a second gap has something to do. */
const plan = nightPlan([farmsInTurn]);
const beginning = night({ plan }).and([people.ben, { type: "waive", code: "last-serving-node", subject: "adfs-farm:EDGE", reason: "r" }]);

/** Copies that do not count, each in its own way. */
const spoil: ((file: FileDigest, at: number) => Record<string, unknown>)[] = [
	(file) => ({ ...file, host: "ELSEWHERE" }),
	(file) => ({ ...file, sizeBytes: 0 }),
	(file) => ({ ...file, sha256: "" }),
	(file, at) => ({ ...file, takenAt: new Date(at - 25 * 3_600_000).toISOString() }),
	({ sha256: _, ...file }) => file,
];

function randomEvidence(state: RunState, stepId: string, at: string, die: Dice): Evidence {
	const step = runGraph(state.plan).steps.get(stepId);
	if (!step) return {};
	const good = goodEvidence(step, at, expectedProvider(state, step));
	if (die.chance(0.75)) return good;
	if ("files" in good && die.chance(0.8)) return { ...good, files: [die.of(spoil)(copyOf(step.host ?? ""), Date.parse(at))] };
	return die.chance(0.5) ? {} : { ...good, providerName: "Other", versionAfter: "7.3" };
}

function randomOrder(state: RunState, at: string, die: Dice, ids: readonly string[]): RunCommand {
	const running = ids.filter((id) => state.steps[id]?.status === "running");
	const failed = ids.filter((id) => state.steps[id]?.status === "failed");
	const stepId = die.of(ids);
	const roll = die.upTo(100);
	if (running.length > 0 && roll < 35) {
		const own = die.of(running);
		return { type: "complete-step", stepId: own, evidence: randomEvidence(state, own, at, die) };
	}
	if (failed.length > 0 && roll < 50) return { type: "retry-step", stepId: die.of(failed) };
	if (roll < 75) return { type: "start-step", stepId };
	if (roll < 83) return { type: "confirm-step", stepId: die.chance(0.5) ? "adfs.disable-provider:CORP" : "mfa-server.promote:default" };
	if (roll < 87) return { type: "reopen-step", stepId, reason: "r" };
	if (roll < 90 && running.length > 0) return { type: "fail-step", stepId: die.of(running), reason: "r" };
	if (roll < 92) return { type: "skip-step", stepId, reason: "r" };
	if (roll < 93) return { type: "park-subject", subject: runGraph(state.plan).steps.get(stepId)?.subject ?? "", reason: "r" };
	if (roll < 95) return { type: "unpark-subject", subject: die.of([...Object.keys(state.parked), "estate"]) };
	if (roll < 96) return { type: "pause-run", reason: "r", acknowledgeOpenGap: die.chance(0.5) };
	if (roll < 99) return { type: "resume-run" };
	return die.chance(0.1)
		? { type: "end-run", outcome: "partial", reason: "r" }
		: { type: "confirm-step", stepId: "adfs.disable-provider:EDGE" };
}

/** Walks `length` random orders from `from`, every fact under the observer's eyes. Returns how many orders passed. */
function walk(from: Story, seed: number, length: number): number {
	const die = dice(seed);
	const watch = observer(plan, needs, absences);
	// Before the walk `cid` did the work and `dot` the confirming, all at the beginning.
	for (const event of from.events) watch({ event, at: AT, actorId: event.type === "step-confirmed" ? "dot" : "cid" });
	const ids = runGraph(plan).order;
	let { state } = from;
	let now = Date.parse(from.at);
	let passed = 0;
	for (let i = 0; i < length; i++) {
		now += die.chance(0.04) ? die.upTo(20 * 3_600_000) : die.upTo(600_000);
		const at = new Date(now).toISOString();
		const actor = die.of(actors);
		const decision = decide(state, randomOrder(state, at, die, ids), { actor, at });
		if (!decision.ok) continue;
		passed++;
		for (const event of decision.value) {
			const wrong = watch({ event, at, actorId: actor.id });
			if (wrong.length > 0) throw new Error(`seed ${seed}, order ${i}: ${wrong.join("; ")}`);
			state = evolve(state, event, { sequence: state.sequence + 1, at, actorId: actor.id });
		}
	}
	return passed;
}

/** The night after 0, 1, 2 … steps in plan order. */
const stages: Story[] = [beginning];
for (const id of runGraph(plan).order) if (!runGraph(plan).steps.get(id)?.optional) stages.push(done(stages.at(-1) ?? beginning, id));

it("[RUN56] no path of 100,000 random walks crosses a gate, a backup, a minimum or a second gap", { timeout: 300_000 }, () => {
	let passed = 0;
	for (let seed = 1; seed <= 100_000; seed++) passed += walk(stages[seed % stages.length] ?? beginning, seed, 10);
	expect(passed).toBeGreaterThan(100_000);
});

it("[RUN56] nor does one walk of 100,000 orders, begun anew when it has run aground", { timeout: 300_000 }, () => {
	let passed = 0;
	for (let seed = 1; seed <= 100; seed++) passed += walk(beginning, seed, 1000);
	expect(passed).toBeGreaterThan(5_000);
});

it("[RUN56] the observer bites: a gate, a copy, a pool, a look and a gap that were passed over are named", () => {
	const fact = (event: Parameters<ReturnType<typeof observer>>[0]["event"], at = AT) => ({ event, at, actorId: "cid" });
	const begin = (stepId: string) => fact({ type: "step-started", data: { stepId } });
	const watch = observer(plan, needs, absences);
	expect(watch(begin("mfa-server.install:MFA02"))).toEqual(expect.arrayContaining(["mfa-server.install:MFA02 began without a copy"]));
	expect(watch(begin("mfa-server.drain:MFA02"))).toEqual([]);
	expect(watch(begin("mfa-server.drain:MFA01"))).toEqual(expect.arrayContaining(["mfa-server.drain:MFA01 left mfa without service"]));
	expect(watch(begin("adfs.disable-provider:CORP"))).toEqual(expect.arrayContaining(["adfs.disable-provider:CORP began with two eyes"]));
	expect(watch(begin("adfs.disable-provider:EDGE"))).toEqual(expect.arrayContaining(["adfs.disable-provider:EDGE opened a second gap"]));
	expect(watch(fact({ type: "run-ended", data: { outcome: "partial", debts: [] } }))).toEqual(["ended in an open gap"]);
});
