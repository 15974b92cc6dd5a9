/** What pages and internal calls are given: plain data, safe to cross to the browser. The v1 API has its own schemas. */
import type { Role } from "@/lib/domain/access/permissions.ts";
import type { Inventory } from "@/lib/domain/inventory/document.ts";
import type { FactAges } from "@/lib/domain/inventory/fact-ages.ts";
import type { PlanComparison } from "@/lib/domain/planner/compare-plans.ts";
import type { PlanDocument, Team } from "@/lib/domain/planner/plan-document.ts";
import type { MaintenanceWindow, RunMode, RunOutcome } from "@/lib/domain/run/commands.ts";
import type { MeasuredMinutes } from "@/lib/domain/run/expected-minutes.ts";
import type { RunState, RunStatus } from "@/lib/domain/run/state.ts";
import type { Booking } from "@/lib/domain/schedule/conflicts.ts";
import type { CrewMember } from "@/lib/domain/schedule/crew.ts";
import type { ChangeFreeze } from "@/lib/domain/schedule/freeze.ts";
import type { Worker } from "@/lib/domain/schedule/workers.ts";
import type { CheckpointView } from "./api-audit.ts";

export type Person = { readonly id: string; readonly name: string };
/** Names by actor id; tokens and the system are in it too. */
export type People = Readonly<Record<string, Person>>;

export type Me = {
	readonly id: string;
	readonly name: string;
	readonly email: string;
	readonly role: Role;
	/** On the page of a plan: the teams I am bound to on its estate; absent: not bound. */
	readonly teams?: readonly Team[];
};

/** Who is bound to which teams on an estate, by person. */
export type EstateTeams = { readonly id: string; readonly name: string; readonly teams: Readonly<Record<string, readonly Team[]>> };

export type EstateSummary = {
	readonly id: string;
	readonly name: string;
	readonly timeZone: string;
	readonly counts: {
		readonly mfaServers: number;
		readonly userPortals: number;
		readonly mobileAppWebServices: number;
		readonly adfsFarms: number;
		readonly adfsNodes: number;
		readonly pools: number;
	};
	/** Installed versions of all components with how many have it, newest first, `unknown` last. */
	readonly versions: readonly { readonly version: string; readonly count: number }[];
	readonly planCount: number;
	readonly activeRun?: { readonly planId: string; readonly status: RunStatus; readonly mode?: RunMode };
	/** The next maintenance window of a plan that has not ended; one that is open now counts. */
	readonly nextWindow?: MaintenanceWindow & { readonly planId: string };
	readonly archivedAt?: string;
	/** Id of the estate it was copied from, to rehearse on. */
	readonly copyOf?: string;
	readonly changedAt: string;
	readonly changedBy: string;
};

export type EstateView = EstateSummary & {
	readonly inventory: Inventory;
	readonly sequence: number;
	readonly plans: readonly PlanSummary[];
	readonly people: People;
	/** When facts were read from their machines, by fact key. Large: stays on the server. */
	readonly factAges: FactAges;
	readonly maxFactAgeDays: number;
	readonly archived?: { readonly at: string; readonly by: string; readonly reason?: string | undefined };
};

export type PlanSummary = {
	readonly id: string;
	readonly estateId: string;
	readonly estateName: string;
	readonly targetVersion: string;
	readonly recipe: PlanDocument["recipe"];
	readonly purpose: PlanDocument["purpose"];
	readonly planStatus: PlanDocument["status"];
	readonly planDigest: string;
	readonly status: RunStatus;
	readonly mode?: RunMode;
	readonly outcome?: RunOutcome;
	/** Plan id this one rehearses; it runs as a rehearsal or not at all. */
	readonly rehearsalOf?: string;
	readonly authorId: string;
	readonly createdAt: string;
	readonly updatedAt: string;
	readonly window?: MaintenanceWindow;
	/** Required and optional steps; done counts done and skipped. */
	readonly progress: { readonly done: number; readonly total: number };
	/** Open MFA gaps: subject, e.g. `adfs-farm:CORP`, when and by whom it was opened (actor id), planned minutes. */
	readonly openGaps: readonly { readonly subject: string; readonly since: string; readonly opener?: string; readonly budget?: number }[];
};

/** What others changed in the inventory since the plan's facts were read at `since`, the estate's sequence. */
export type PlanOutdated = { readonly since: number; readonly changes: readonly InventoryChangeView[] };

export type PlanPageView = {
	readonly id: string;
	readonly estateName: string;
	readonly timeZone: string;
	readonly state: RunState;
	/** What steps took in other runs and rehearsals of the estate, by kind. */
	readonly measured: MeasuredMinutes;
	readonly people: People;
	readonly me: Me;
	/** Who is there to do the work, as far as anybody said. */
	readonly workers: readonly Worker[];
	/** Change freezes that have not ended, of the estate and of the installation. */
	readonly freezes: readonly ChangeFreeze[];
	/** Absent while the plan speaks of the estate as it is, and once it is over. */
	readonly outdated?: PlanOutdated;
};

/** Who and what an estate's next night can count on, and what is planned elsewhere at the same time. */
export type AvailabilityView = {
	/** The crew as it was set; empty: whoever is bound to its teams. */
	readonly crew: readonly CrewMember[];
	readonly teams: EstateTeams["teams"];
	/** That have not ended, of the estate and of the installation. */
	readonly freezes: readonly ChangeFreeze[];
	/** Windows of plans that have not ended, of every estate the reader may see. */
	readonly bookings: readonly Booking[];
	readonly measured: MeasuredMinutes;
};

/** What the schedule of a plan needs beside its page. */
export type ScheduleView = {
	/** Windows of other plans that have not ended. */
	readonly others: readonly Booking[];
	readonly hosts: readonly string[];
	readonly people: readonly string[];
	/** The crew of the estate as it was set; empty: whoever is bound to its teams. */
	readonly crew: readonly CrewMember[];
};

/** One side of a comparison: a plan, or the amendment proposed for one. */
export type ComparedView = {
	readonly planId: string;
	readonly planDigest: string;
	readonly targetVersion: string;
	readonly status: RunStatus;
	readonly amendment: boolean;
	readonly at: string;
};
/** `before` was there first, or was approved; `after` is what would take its place. */
export type ComparisonView = { readonly before: ComparedView; readonly after: ComparedView; readonly comparison: PlanComparison };

/** One line of the history, straight from the log. */
export type HistoryEntry = {
	readonly sequence: number;
	readonly type: string;
	readonly at: string;
	readonly actorId: string;
	readonly hash: string;
	readonly previous: string;
	readonly data: Readonly<Record<string, unknown>>;
};
export type ChainVerdict =
	| { readonly sound: true; readonly events: number; readonly head: string }
	| { readonly sound: false; readonly sequence: number; readonly problem: string };
export type HistoryView = {
	readonly entries: readonly HistoryEntry[];
	readonly verdict: ChainVerdict;
	readonly people: People;
	/** How far the stream is signed, and where copies of that signature lie outside. */
	readonly checkpoint?: CheckpointView;
};

/** One field of one component, before and after, as an import dry run and the inventory history show it. */
export type InventoryChangeView = {
	readonly change: "added" | "changed" | "removed";
	readonly component: "estate" | "host" | "mfa-server" | "user-portal" | "mobile-app" | "adfs-farm" | "pool" | "client-system";
	readonly name: string;
	readonly before?: Readonly<Record<string, unknown>>;
	readonly after?: Readonly<Record<string, unknown>>;
	/** Keys that differ, for `changed`. */
	readonly fields?: readonly string[];
};

/** Frames of the live stream beside the log's events; they carry no id. */
export type PresenceFrame = { readonly planId: string; readonly people: readonly (Person & { readonly stepId?: string })[] };
