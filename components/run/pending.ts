/** How a step looks while an order about it is on its way: the tick shows at once, marked as not yet confirmed. */
import type { Pending } from "@/lib/client/live-run.ts";
import type { RunCommand } from "@/lib/domain/run/commands.ts";
import type { StepStatus } from "@/lib/domain/run/progress.ts";

const becomes: Partial<Record<RunCommand["type"], StepStatus>> = {
	"start-step": "running",
	"complete-step": "done",
	"fail-step": "failed",
	"retry-step": "ready",
	"skip-step": "skipped",
	"reopen-step": "ready",
};

export const shownStatus = (status: StepStatus, mark: Pending | undefined): StepStatus => (mark && becomes[mark.command.type]) ?? status;

const words: Partial<Record<RunCommand["type"], string>> = {
	"start-step": "Starting…",
	"complete-step": "Done, waiting for the server…",
	"fail-step": "Marking as failed…",
	"retry-step": "Retrying…",
	"skip-step": "Skipping…",
	"reopen-step": "Reopening…",
	"claim-step": "Claiming…",
	"release-step": "Releasing…",
	"assign-step": "Assigning…",
	"confirm-step": "Confirming…",
	"add-note": "Adding the note…",
};

export const pendingWord = (mark: Pending): string => words[mark.command.type] ?? "Sending…";
