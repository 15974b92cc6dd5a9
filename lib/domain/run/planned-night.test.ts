import { expect, it } from "vitest";
import { plan } from "../planner/plan.ts";
import { err } from "../result.ts";
import { drafted, type Story } from "../testing/given-when-then.ts";
import { goldenEstates } from "../testing/golden-estates.ts";
import { allBefore, done, started } from "../testing/night.ts";
import { copyOf, people } from "../testing/run-builders.ts";
import { sha256 } from "../testing/sha256.ts";
import { withEffects } from "./apply-effects.ts";
import { auditRun } from "./audit-run.ts";
import { evolve, foldRun, type RecordedRunEvent } from "./evolve.ts";
import { inventoryEffects } from "./inventory-effects.ts";
import { stepViews } from "./progress.ts";

const { ben, cid } = people;

/** The golden estate planned, approved and running. */
function planned(name: string): Story {
	const estate = goldenEstates.find(({ scenario }) => scenario === name);
	if (!estate) throw new Error(`No golden estate ${name}`);
	const { inventory, targetVersion, recipe } = estate;
	const document = plan(inventory, { targetVersion, recipe, purpose: "upgrade" }, sha256);
	return drafted({ plan: document, inventory }).and(
		[ben, { type: "approve-plan", planDigest: document.planDigest }],
		[ben, { type: "start-run", mode: "live" }],
	);
}
const start = (story: Story, stepId: string) => story.when(cid, { type: "start-step", stepId });

it("[RUN58] G18: MFA03 is not installed while MFA02 is out", () => {
	const drained = allBefore(planned("G2"), "mfa-server.install:MFA02");
	expect(start(drained, "mfa-server.install:MFA03")).toMatchObject({
		error: { code: "step-blocked", waitingFor: [{ stepId: "mfa-server.drain:MFA03", status: "open" }] },
	});
	expect(start(drained, "mfa-server.drain:MFA03")).toMatchObject({
		error: { code: "step-blocked", waitingFor: [{ stepId: "mfa-server.undrain:MFA02", status: "open" }] },
	});
});

it("[RUN58] G18: the provider is not ticked before the batches are swapped", () => {
	const registered = allBefore(planned("G2"), "adfs.swap-batches:FARM-A");
	expect(start(registered, "adfs.enable-provider:FARM-A")).toMatchObject({
		error: { code: "step-blocked", waitingFor: [{ stepId: "adfs.swap-batches:FARM-A" }] },
	});
});

it("[RUN58] G18: a data backup without its SHA-256 is not done", () => {
	const { sha256: _, ...incomplete } = copyOf("MFA01");
	const id = "mfa-server.backup-data:MFA01";
	const offered = started(planned("G2"), id);
	expect(offered.when(cid, { type: "complete-step", stepId: id, evidence: { files: [incomplete] } })).toMatchObject({
		error: { code: "evidence-invalid", fields: ["files"], issues: [{ path: "evidence.files[0].sha256" }] },
	});
	expect(offered.when(cid, { type: "complete-step", stepId: id })).toEqual(err({ code: "evidence-missing", fields: ["files"] }));
	expect(start(offered, "mfa-server.install:MFA02")).toMatchObject({ error: { code: "step-blocked" } });
});

/** Waivers that a lead must give: the outage of a lone server. */
const waivers: Record<string, string> = { G1: "mfa-server:MFA01" };

/** Plays the whole plan in an order drawn by `turn`, optional steps too; each ready step must start. */
function play(story: Story, turn: (ready: readonly string[]) => string): Story {
	let now = story;
	for (;;) {
		const ready = Object.entries(stepViews(now.state)).flatMap(([id, { status }]) => (status === "ready" ? [id] : []));
		if (ready.length === 0) return now;
		now = done(now, turn(ready));
	}
}
const turns: Record<string, (ready: readonly string[]) => string> = {
	"first come": (ready) => ready[0] ?? "",
	"last come": (ready) => ready.at(-1) ?? "",
	"from the middle": (ready) => ready[(ready.length * 7) % ready.length || ready.length >> 1] ?? "",
};

it.each(["G1", "G2", "G6", "G8", "G9", "G19"].flatMap((name) => Object.keys(turns).map((turn) => [name, turn] as const)))(
	"[RUN58] %s, %s first: what is ready starts, the run ends complete, regular, and the estate needs nothing more",
	(name, turn) => {
		const story = planned(name);
		const waived = waivers[name];
		const allowed = waived ? story.and([ben, { type: "waive", code: "last-serving-node", subject: waived, reason: "Announced" }]) : story;
		const played = play(allowed, turns[turn] ?? (() => ""));
		const ended = played.and([ben, { type: "end-run", outcome: "complete" }]);
		expect(ended.state.ended).toMatchObject({ outcome: "complete", debts: [] });
		const actors: Record<string, string> = { "plan-drafted": "ada", "step-confirmed": "dot", "step-started": "cid" };
		const recorded: RecordedRunEvent[] = ended.events.map((event, i) => ({
			...event,
			sequence: i + 1,
			at: ended.at,
			actor: { id: actors[event.type] ?? "ben" },
		}));
		expect(auditRun(recorded)).toEqual([]);
		expect(writtenBack(recorded)).toBe("nothing-to-do");
	},
);

/** What the planner says of the estate once the facts of `events` were written back one by one. */
function writtenBack(events: readonly RecordedRunEvent[]): string {
	const [first, ...rest] = events;
	let state = foldRun(first ? [first] : []);
	if (!state) throw new Error("No events");
	const frozen = state.inventory;
	const { targetVersion, recipe, purpose } = state.plan;
	let inventory = frozen;
	for (const event of rest) {
		inventory = withEffects(inventory, inventoryEffects(state, event), frozen);
		state = evolve(state, event, { sequence: event.sequence, at: event.at, actorId: event.actor.id });
	}
	return plan(inventory, { targetVersion, recipe, purpose }, sha256).status;
}
