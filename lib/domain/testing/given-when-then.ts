/**
 * Tests of the run as sentences: given what was ordered before, when one more order comes, then these facts or this
 * refusal. Orders before the last must succeed; a refusal there is a fault of the test and throws.
 */
import type { RunCommand } from "../run/commands.ts";
import { decide } from "../run/decide.ts";
import type { DecideContext, Decision } from "../run/decide-context.ts";
import { type Draft, draft } from "../run/draft.ts";
import type { RunEvent } from "../run/events.ts";
import { evolve } from "../run/evolve.ts";
import type { RunState } from "../run/state.ts";
import { AT, inventoryOf, PLAN_DIGEST, people, planOf } from "./run-builders.ts";

type Actor = DecideContext["actor"];
/** Who orders what; `at` defaults to the time of the order before. */
export type Order = readonly [actor: Actor, command: RunCommand, at?: string, extra?: Partial<DecideContext>];

/** A run under way: immutable, every order returns the next one. */
export type Story = {
	readonly state: RunState;
	readonly events: readonly RunEvent[];
	readonly at: string;
	readonly and: (...orders: readonly Order[]) => Story;
	/** What the order would make, the story staying as it is. */
	readonly when: (...order: Order) => Decision;
};

/** The story that begins with `ada` drafting a plan. */
export function drafted(parts: Partial<Draft> = {}, at = AT): Story {
	const full: Draft = { estateId: "e1", estateSequence: 1, plan: planOf({ steps: [] }), inventory: inventoryOf({}), ...parts };
	const decision = draft(full, { actor: people.ada });
	if (!decision.ok) throw new Error("A lead may draft");
	return tell(undefined, [], decision.value, people.ada, at);
}

/** Drafted, approved by `ben`, started by `ben`. */
export const running = (parts: Partial<Draft> = {}, mode: "live" | "rehearsal" = "live", at = AT): Story =>
	approved(parts, at).and([people.ben, { type: "start-run", mode }]);

export const approved = (parts: Partial<Draft> = {}, at = AT): Story =>
	drafted(parts, at).and([people.ben, { type: "approve-plan", planDigest: parts.plan?.planDigest ?? PLAN_DIGEST }]);

function tell(before: RunState | undefined, past: readonly RunEvent[], next: readonly RunEvent[], actor: Actor, at: string): Story {
	let state = before;
	for (const event of next) state = evolve(state, event, { sequence: (state?.sequence ?? 0) + 1, at, actorId: actor.id });
	if (!state) throw new Error("No events");
	const now: RunState = state;
	const events = [...past, ...next];
	const when = (who: Actor, command: RunCommand, then = at, extra: Partial<DecideContext> = {}): Decision =>
		decide(now, command, { actor: who, at: then, ...extra });
	const order = (story: Story, [who, command, then = story.at, extra]: Order): Story => {
		const decision = story.when(who, command, then, extra);
		if (!decision.ok) throw new Error(`Given: ${who.id} ${JSON.stringify(command)} was refused: ${JSON.stringify(decision.error)}`);
		return tell(story.state, story.events, decision.value, who, then);
	};
	const story: Story = { state: now, events, at, when, and: (...orders) => orders.reduce(order, story) };
	return story;
}
