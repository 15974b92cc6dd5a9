/** What `decide` is told from outside: who, when, and what only the server can look up. */
import type { Role } from "../access/permissions.ts";
import type { InventoryChange } from "../inventory/events.ts";
import type { Team } from "../planner/plan-document.ts";
import { err, type Result } from "../result.ts";
import type { ChangeFreeze } from "../schedule/freeze.ts";
import type { AmendmentOffer } from "./amendment.ts";
import type { RunCommand } from "./commands.ts";
import type { RunEvent } from "./events.ts";
import type { MeasuredMinutes } from "./expected-minutes.ts";
import type { Refusal } from "./refusals.ts";
import type { RunState } from "./state.ts";

export type DecideContext = {
	readonly actor: {
		readonly id: string;
		readonly kind: "person" | "token" | "system";
		readonly role: Role;
		/** Other accounts known to belong to the same human being: four eyes are not two accounts. */
		readonly otherAccounts?: readonly string[];
		/** Teams the person is bound to on this estate; absent or empty: not bound, any step will do. */
		readonly teams?: readonly Team[];
	};
	/** Now, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
	readonly at: string;
	/** The estate as it is now; needed by approve-plan and start-run. `changed`: what differs from the frozen inventory. */
	readonly estate?: {
		readonly inventoryDigest: string;
		readonly changed: readonly string[];
		readonly changes?: readonly InventoryChange[];
		readonly otherLiveRun?: string;
		/** A live run of another estate that works on the same machine; only full names say that it is the same. */
		readonly hostInUse?: { readonly planId: string; readonly host: string };
		/** A copy to rehearse on: nothing live is run there. */
		readonly rehearsalOnly?: true;
		readonly archivedAt?: string;
	};
	/**
	 * What was changed from outside since the plan's facts were read; needed by start-step. For approve-amendment: since
	 * the proposal's were.
	 */
	readonly outside?: readonly InventoryChange[];
	/** Change freezes of the estate and of the installation; needed by start-step. */
	readonly freezes?: readonly ChangeFreeze[];
	/** What steps took elsewhere on the estate; needed by start-step for the latest safe start. */
	readonly measured?: MeasuredMinutes;
	/** The plan from the estate as it is now; needed by propose-amendment. */
	readonly amendment?: AmendmentOffer;
	/** Whether somebody of this id can be given work. */
	readonly knownUser?: (id: string) => boolean;
};

/** True when `id` is an account of whoever gives the order. */
export const isSelf = ({ actor }: Pick<DecideContext, "actor">, id: string): boolean =>
	id === actor.id || (actor.otherAccounts?.includes(id) ?? false);

export type Decision = Result<readonly RunEvent[], Refusal>;
export type CommandOf<T extends RunCommand["type"]> = Extract<RunCommand, { type: T }>;

export const invalid = (path: string, message: string): Decision => err({ code: "invalid", issues: [{ path, message }] });

/** The order does not fit where the plan stands by now: somebody was faster, or the page is old. */
export const overtaken = (state: RunState): Decision => err({ code: "stale-sequence", sequence: state.sequence });

/** An optional key only where there is something to say: events hold no empty values. */
export const said = <K extends string>(key: K, text: string | undefined): { readonly [P in K]?: string } =>
	(text ? { [key]: text } : {}) as { readonly [P in K]?: string }; // a computed key widens to string
