/**
 * What stands in the way of a window while it is being planned: freezes, and other plans at the same time that need the
 * same machines or the same people. Pure; it warns and refuses nothing, the gate asks again in the night.
 */
import { compareText, fold } from "../names.ts";
import { type ChangeFreeze, freezesIn, overlaps, type Span } from "./freeze.ts";

/** A plan with a window, as far as others can collide with it. */
export type Booking = {
	readonly planId: string;
	readonly estateId: string;
	readonly estateName: string;
	readonly targetVersion: string;
	readonly window: Span & { readonly timeZone: string };
	/** Names of hosts it works on. */
	readonly hosts: readonly string[];
	/** Actor ids of people who have its steps or are bound to its teams. */
	readonly people: readonly string[];
};

export type Conflict =
	| { readonly kind: "freeze"; readonly freeze: ChangeFreeze }
	/** `hosts` and `people` are what both need; both empty: only the time and, where it is one, the estate is shared. */
	| {
			readonly kind: "plan";
			readonly planId: string;
			readonly estateName: string;
			readonly window: Booking["window"];
			readonly sameEstate: boolean;
			readonly hosts: readonly string[];
			readonly people: readonly string[];
	  };

/** Conflicts of `mine` in `window`: freezes first, then plans that share an estate, a host or a person, by start. */
export function conflictsOf(
	mine: Pick<Booking, "planId" | "estateId" | "hosts" | "people">,
	window: Span,
	others: readonly Booking[],
	freezes: readonly ChangeFreeze[],
): readonly Conflict[] {
	const hosts = new Map(mine.hosts.map((host) => [fold(host), host]));
	const people = new Set(mine.people);
	const plans = others
		.filter((other) => other.planId !== mine.planId && overlaps(other.window, window))
		.map((other) => ({
			kind: "plan" as const,
			planId: other.planId,
			estateName: other.estateName,
			window: other.window,
			sameEstate: other.estateId === mine.estateId,
			hosts: [...new Set(other.hosts.flatMap((host) => hosts.get(fold(host)) ?? []))].sort(compareText),
			people: [...new Set(other.people.filter((person) => people.has(person)))].sort(compareText),
		}))
		.filter((plan) => plan.sameEstate || plan.hosts.length > 0 || plan.people.length > 0)
		.sort((a, b) => compareText(a.window.start, b.window.start) || compareText(a.planId, b.planId));
	return [...freezesIn(freezes, window).map((freeze) => ({ kind: "freeze" as const, freeze })), ...plans];
}
