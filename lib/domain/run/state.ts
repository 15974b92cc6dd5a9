/** What a plan's stream folds to. Plain data: it travels to the browser as JSON and is folded on there. */

import type { Inventory } from "../inventory/document.ts";
import type { InventoryChange } from "../inventory/events.ts";
import type { PlanDocument } from "../planner/plan-document.ts";
import type { Evidence, MaintenanceWindow, RunMode, RunOutcome, Waivable } from "./commands.ts";

export type RunStatus = "draft" | "submitted" | "rejected" | "approved" | "running" | "paused" | "ended";

export type Entered = { readonly by: string; readonly at: string };

/** What the log says of one step. Whether an open step is ready or waiting follows from the graph: `progress.ts`. */
export type StepRecord = {
	readonly status: "open" | "running" | "done" | "failed" | "skipped";
	/** Person who has it: by claim, assignment or start. */
	readonly claimedBy?: string;
	/** Second person's confirmation, waiting for the start. */
	readonly confirmedBy?: string;
	/** Who started it last, then who finished, failed or skipped it. */
	readonly by?: string;
	readonly startedAt?: string;
	/** First start since the step was last open by its own right: retries keep it, reopening forgets it. Clocks run from here. */
	readonly firstStartedAt?: string;
	/** Who made that first start. */
	readonly firstStartedBy?: string;
	/** Last time its tick was taken back: what it had brought out of use is in use again since. */
	readonly reopenedAt?: string;
	readonly finishedAt?: string;
	/** Entered afterwards: by whom and when; `startedAt` and `finishedAt` are the times it happened. */
	readonly startEntered?: Entered;
	readonly finishEntered?: Entered;
	readonly evidence?: Evidence;
	readonly remarks?: readonly string[];
	/** Why it failed, was skipped or reopened. */
	readonly reason?: string;
	readonly attempts: number;
};

export type Waiver = {
	readonly code: Waivable;
	readonly subject: string;
	readonly by: string;
	readonly at: string;
	readonly reason: string;
};
export type Note = { readonly stepId?: string; readonly text: string; readonly by: string; readonly at: string; readonly sequence: number };
export type Parked = { readonly by: string; readonly at: string; readonly reason: string; readonly stepIds: readonly string[] };
export type Acknowledged = {
	readonly by: string;
	readonly at: string;
	readonly because: readonly ("copy-stale" | "old-primary-down")[];
	readonly reason?: string;
};
export type MarkedDown = { readonly by: string; readonly at: string; readonly reason: string };
export type Approval = { readonly by: string; readonly at: string; readonly planDigest: string; readonly reason?: string };

/** What the next lead needs to know, computed at the moment of the hand-over. */
export type HandOverSummary = {
	/** `mfa-gap adfs-farm:CORP`. */
	readonly openWindows: string[];
	/** Step id, a space, the actor id of who has it; running and claimed steps in plan order. */
	readonly claims: string[];
	/** Ids of the next five steps that can start. */
	readonly nextReady: string[];
	/** Subjects marked down; absent when nothing is. */
	readonly down?: string[];
};
export type HandOver = {
	readonly by: string;
	readonly at: string;
	readonly to: string;
	readonly note?: string;
	readonly summary: HandOverSummary;
};

/** Another plan for this run, waiting for a second lead. */
export type ProposedAmendment = {
	readonly by: string;
	readonly at: string;
	readonly reason?: string;
	readonly estateSequence: number;
	readonly plan: PlanDocument;
	readonly inventory: Inventory;
	/** What was changed from outside. */
	readonly changes: readonly InventoryChange[];
};

export type RunState = {
	readonly sequence: number;
	readonly estateId: string;
	/** Sequence of the estate's stream up to which the plan's facts were read. */
	readonly estateSequence: number;
	readonly plan: PlanDocument;
	readonly inventory: Inventory;
	readonly window?: MaintenanceWindow;
	/** Plan id this stream rehearses. Such a stream never runs live. */
	readonly rehearsalOf?: string;
	readonly status: RunStatus;
	readonly authorId: string;
	readonly draftedAt: string;
	readonly submittedBy?: string;
	readonly approval?: Approval;
	readonly rejection?: { readonly by: string; readonly at: string; readonly reason: string };
	readonly mode?: RunMode;
	readonly startedAt?: string;
	/** Who leads the run now: its starter, then whom it was handed to. */
	readonly leadId?: string;
	/** The last hand-over, with the note that was written and the one that wrote itself. */
	readonly handedOver?: HandOver;
	readonly paused?: { readonly by: string; readonly at: string; readonly reason: string };
	readonly ended?: {
		readonly by: string;
		readonly at: string;
		readonly outcome: RunOutcome;
		readonly reason?: string;
		readonly debts: readonly string[];
		/** Of a run that was backed out: step ids of what was changed and still stands. */
		readonly notTakenBack?: readonly string[] | undefined;
	};
	/** Every step of the plan has its record. */
	readonly steps: Readonly<Record<string, StepRecord>>;
	readonly parked: Readonly<Record<string, Parked>>;
	/** Points of no return that a lead has acknowledged after the approval, by step id. */
	readonly acknowledged: Readonly<Record<string, Acknowledged>>;
	/** Members marked down by subject: out of service for a reason outside the plan. */
	readonly down: Readonly<Record<string, MarkedDown>>;
	readonly waivers: readonly Waiver[];
	readonly amendment?: ProposedAmendment;
	readonly notes: readonly Note[];
};
