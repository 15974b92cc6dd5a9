/**
 * One line per order: who may give it, whether a person must, whether it needs a reason (contracts section 4).
 * `decide` judges by it; screens read it to know what to offer and what to ask for.
 */
import type { Permission } from "../access/permissions.ts";
import type { RunCommand } from "./commands.ts";

export type CommandRule = {
	readonly permission: Permission;
	/** A browser session or a token bound to a person; a service account will not do. */
	readonly person: boolean;
	readonly reason: boolean;
};

const work: CommandRule = { permission: "work-steps", person: false, reason: false };
const lead: CommandRule = { permission: "lead", person: false, reason: false };

export const commandRules: Readonly<Record<RunCommand["type"], CommandRule>> = {
	"submit-plan": lead,
	"approve-plan": { ...lead, person: true },
	"reject-plan": { ...lead, reason: true },
	"set-window": lead,
	"start-run": lead,
	"claim-step": work,
	"release-step": work,
	"assign-step": lead,
	"start-step": work,
	"confirm-step": { ...work, person: true },
	"complete-step": work,
	"fail-step": { ...work, reason: true },
	"retry-step": work,
	"skip-step": { ...work, reason: true },
	"reopen-step": { ...work, reason: true },
	"park-subject": { ...lead, reason: true },
	"unpark-subject": lead,
	"acknowledge-point-of-no-return": { ...lead, person: true },
	"mark-down": { ...work, reason: true },
	"mark-up": work,
	waive: { ...lead, person: true, reason: true },
	"add-note": work,
	"pause-run": { ...lead, reason: true },
	"resume-run": lead,
	"hand-over": lead,
	"propose-amendment": lead,
	"approve-amendment": { ...lead, person: true },
	"withdraw-amendment": lead,
	"end-run": lead,
};
