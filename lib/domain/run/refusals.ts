/**
 * Every way a command is refused, with the facts needed to act (contracts section 4). No sentence and no HTTP
 * here: words are the screen's, statuses are `lib/server/respond.ts`'.
 */
import type { InventoryChange } from "../inventory/events.ts";
import type { InputIssue } from "../inventory/parse-inventory.ts";
import type { AmendmentConflict } from "./amendment.ts";

export type StepWaiting = {
	readonly stepId: string;
	readonly title: string;
	readonly status: string;
	readonly by?: string;
	readonly since?: string;
};

export type Refusal =
	| { readonly code: "step-blocked"; readonly waitingFor: readonly StepWaiting[] }
	| { readonly code: "step-not-started" }
	| { readonly code: "step-running"; readonly by: string }
	| { readonly code: "step-already-done"; readonly by?: string; readonly at?: string }
	| { readonly code: "step-claimed"; readonly by: string }
	| { readonly code: "evidence-missing"; readonly fields: readonly string[] }
	| { readonly code: "evidence-invalid"; readonly fields: readonly string[]; readonly issues: readonly InputIssue[] }
	| {
			readonly code: "backup-stale";
			readonly subject: string;
			readonly fields: readonly string[];
			readonly takenAt: string;
			readonly maxAgeMinutes: number;
	  }
	| { readonly code: "last-serving-node"; readonly subject: string; readonly serving: number; readonly minInService: number }
	| { readonly code: "primary-still-primary"; readonly subject: string }
	| { readonly code: "mfa-gap-open"; readonly windows: readonly string[] }
	| { readonly code: "mfa-gap-elsewhere"; readonly farm: string }
	| { readonly code: "provider-name-mismatch"; readonly expected: string; readonly seen: string }
	| { readonly code: "outside-window"; readonly subject: string; readonly start: string; readonly end: string }
	| {
			readonly code: "change-freeze";
			readonly subject: string;
			readonly scope: "estate" | "installation";
			readonly start: string;
			readonly end: string;
			readonly because: string;
	  }
	/** `closes`: step that must still be finished in time, where the one refused opens something. */
	| { readonly code: "too-late-to-finish"; readonly subject: string; readonly latestStart: string; readonly closes?: string }
	| { readonly code: "needs-second-person"; readonly confirmedBy?: string }
	| { readonly code: "point-of-no-return"; readonly stepId: string; readonly because: readonly ("copy-stale" | "old-primary-down")[] }
	| { readonly code: "self-approval" }
	| { readonly code: "not-approved"; readonly status: string }
	/** `changed`: names of components; `changes`: each with its fields before and after. */
	| { readonly code: "plan-outdated"; readonly changed: readonly string[]; readonly changes?: readonly InventoryChange[] }
	| { readonly code: "amendment-conflict"; readonly conflicts: readonly AmendmentConflict[]; readonly issues: readonly InputIssue[] }
	/** `changed`: subjects of the order that somebody changed since, where the order was about some only. */
	| { readonly code: "stale-sequence"; readonly sequence: number; readonly changed?: readonly string[] }
	| { readonly code: "estate-archived"; readonly at: string }
	| { readonly code: "estate-in-use"; readonly plans: readonly string[] }
	| { readonly code: "rehearsal-estate" }
	| { readonly code: "run-paused"; readonly reason: string }
	| { readonly code: "run-ended"; readonly outcome: string }
	| { readonly code: "required-step"; readonly stepId?: string }
	| { readonly code: "reason-required" }
	| { readonly code: "dependant-started"; readonly steps: readonly string[] }
	/** Approvals, and what opens an MFA gap, want whoever is at the keyboard to have proved who they are just now. */
	| { readonly code: "sign-in-not-fresh"; readonly maxAgeMinutes: number }
	| { readonly code: "forbidden"; readonly needs?: string }
	| { readonly code: "not-found"; readonly what: string }
	| { readonly code: "invalid"; readonly issues: readonly InputIssue[] };

export type RefusalCode = Refusal["code"];
