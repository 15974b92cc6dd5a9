import fc from "fast-check";
import { expect, it } from "vitest";
import type { PlanDocument } from "../planner/plan-document.ts";
import { running } from "../testing/given-when-then.ts";
import { field, inventoryOf, people, planOf, step } from "../testing/run-builders.ts";
import { naiveRun } from "../testing/run-model.ts";
import type { RunCommand } from "./commands.ts";
import { decide } from "./decide.ts";
import { evolve } from "./evolve.ts";
import { stepViews } from "./progress.ts";

/** Ten steps of kinds that ask nothing of an inventory; which are optional and ask for evidence is drawn. */
const kinds = [
	["adfs.disable-provider", "F"],
	["adfs.enable-provider", "F"],
	["adfs.disable-provider", "G"],
	["adfs.enable-provider", "G"],
	...["A", "B", "C", "D", "E", "H"].map((name) => ["mfa-server.verify", name] as const),
] as const;
const gates = ["gate:mfa-servers", "gate:user-portals"];
const NODES = kinds.length + gates.length;

/** A drawn order of steps and gates with edges that only point forward in it. */
const plans: fc.Arbitrary<PlanDocument> = fc
	.record({
		order: fc.shuffledSubarray([...Array(NODES).keys()], { minLength: NODES }),
		edges: fc.array(fc.tuple(fc.nat(NODES - 1), fc.nat(NODES - 1)), { minLength: 4, maxLength: 20 }),
		optional: fc.array(fc.boolean(), { minLength: kinds.length, maxLength: kinds.length }),
		asks: fc.array(fc.boolean(), { minLength: kinds.length, maxLength: kinds.length }),
	})
	.map(({ order, edges, optional, asks }) => {
		const steps = kinds.map(([kind, name], i) =>
			step(kind, name, {
				optional: optional[i] ?? false,
				evidence: kind === "adfs.enable-provider" ? [field("signInTest", "boolean")] : asks[i] ? [field("seen", "text")] : [],
			}),
		);
		const ids = [...steps.map(({ id }) => id), ...gates];
		const forward = edges.filter(([a, b]) => a !== b).map(([a, b]) => (a < b ? [a, b] : [b, a]) as [number, number]);
		const pairs = new Set(forward.map(([a, b]) => `${ids[order[a] ?? 0]} ${ids[order[b] ?? 0]}`));
		const windows = ["F", "G"].map((farm) => ({
			kind: "mfa-gap" as const,
			subject: `adfs-farm:${farm}`,
			opens: `adfs.disable-provider:${farm}`,
			closes: `adfs.enable-provider:${farm}`,
			estimateMinutes: 30,
		}));
		return planOf({ steps, edges: [...pairs].map((pair) => pair.split(" ") as [string, string]), windows });
	});

const stepIds = kinds.map(([kind, name]) => `${kind}:${name}`);
const stepId = fc.constantFrom(...stepIds);
const subject = fc.constantFrom("adfs-farm:F", "adfs-farm:G", "mfa-server:A", "mfa-server:B", "mfa-server:C", "mfa-server:Z");
const commands: fc.Arbitrary<RunCommand> = fc.oneof(
	{ weight: 8, arbitrary: stepId.map((id): RunCommand => ({ type: "start-step", stepId: id })) },
	{
		weight: 8,
		arbitrary: fc.tuple(stepId, fc.integer({ min: 0, max: 4 })).map(
			([id, luck]): RunCommand => ({
				type: "complete-step",
				stepId: id,
				...(luck > 0 && { evidence: { seen: "yes", signInTest: true } }),
			}),
		),
	},
	{ weight: 3, arbitrary: stepId.map((id): RunCommand => ({ type: "confirm-step", stepId: id })) },
	{ weight: 2, arbitrary: stepId.map((id): RunCommand => ({ type: "fail-step", stepId: id, reason: "r" })) },
	{ weight: 2, arbitrary: stepId.map((id): RunCommand => ({ type: "retry-step", stepId: id })) },
	{ weight: 2, arbitrary: stepId.map((id): RunCommand => ({ type: "reopen-step", stepId: id, reason: "r" })) },
	{ weight: 1, arbitrary: stepId.map((id): RunCommand => ({ type: "skip-step", stepId: id, reason: "r" })) },
	{ weight: 1, arbitrary: stepId.map((id): RunCommand => ({ type: "claim-step", stepId: id })) },
	{ weight: 1, arbitrary: stepId.map((id): RunCommand => ({ type: "release-step", stepId: id })) },
	{ weight: 1, arbitrary: stepId.map((id): RunCommand => ({ type: "assign-step", stepId: id, userId: "dot" })) },
	{ weight: 1, arbitrary: subject.map((name): RunCommand => ({ type: "park-subject", subject: name, reason: "r" })) },
	{ weight: 1, arbitrary: subject.map((name): RunCommand => ({ type: "unpark-subject", subject: name })) },
	{ weight: 1, arbitrary: fc.boolean().map((acknowledgeOpenGap): RunCommand => ({ type: "pause-run", reason: "r", acknowledgeOpenGap })) },
	{ weight: 3, arbitrary: fc.constant<RunCommand>({ type: "resume-run" }) },
	{
		weight: 1,
		arbitrary: fc
			.constantFrom("complete", "partial", "backed-out")
			.map((outcome): RunCommand => ({ type: "end-run", outcome: outcome as "complete", reason: "r" })),
	},
);
const who = fc.constantFrom(people.cid, people.dot, people.ben);
const inventory = inventoryOf({});

it("[RUN57] 10,000 random sequences of orders: the same answers and the same steps as a naive model", { timeout: 300_000 }, () => {
	let passed = 0;
	let refused = 0;
	fc.assert(
		fc.property(plans, fc.array(fc.tuple(commands, who), { minLength: 10, maxLength: 50 }), (plan, orders) => {
			let { state, at } = running({ plan, inventory });
			const model = naiveRun(plan);
			for (const [command, actor] of orders) {
				const decision = decide(state, command, { actor, at });
				const expected = model.order(command, actor);
				const answer = decision.ok ? "ok" : decision.error.code;
				if (answer !== expected) throw new Error(`${command.type}: the run says ${answer}, the model ${expected}`);
				if (decision.ok) passed++;
				else refused++;
				if (decision.ok)
					for (const event of decision.value) state = evolve(state, event, { sequence: state.sequence + 1, at, actorId: actor.id });
			}
			const stands = Object.fromEntries(Object.entries(state.steps).map(([id, { status }]) => [id, status]));
			if (JSON.stringify(stands) !== JSON.stringify(model.stands())) expect(stands).toEqual(model.stands());
			if ((state.status === "ended") !== model.ended()) throw new Error("Only one of the two has ended");
			if (state.status !== "running") return;
			for (const [stepId, view] of Object.entries(stepViews(state))) {
				const decision = decide(state, { type: "start-step", stepId }, { actor: people.ben, at });
				const blocked = !decision.ok && decision.error.code === "step-blocked";
				if ((view.status === "waiting" && !blocked) || (view.status === "ready" && blocked))
					throw new Error(`${stepId} is shown ${view.status}`);
			}
		}),
		{ numRuns: 10_000 },
	);
	// the sequences must be worth something: neither all refused nor all let through
	expect(passed).toBeGreaterThan(20_000);
	expect(refused).toBeGreaterThan(20_000);
});
