import { laneOf } from "@/components/plan/lanes.ts";
import { spanWords } from "@/components/ui/time-format.ts";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import type { Ask } from "./order-button.tsx";

/**
 * What is asked before a step starts that cannot be taken back lightly: opening an MFA gap and promoting want the
 * farm's or host's name typed. Every other step starts without a question. A rehearsal asks too: it trains the hand.
 */
export function startAsk(step: PlanStep, state: RunState): Ask | undefined {
	const opened = state.plan.windows.find((window) => window.opens === step.id);
	if (step.kind === "adfs.disable-provider") {
		const farm = laneOf(step.subject).name;
		return {
			title: `Open the MFA gap of ${farm}`,
			description: `From now on sign-ins of ${farm} ask for no second factor, until the new adapter is ticked again${opened ? `: about ${spanWords(opened.estimateMinutes * 60_000)}` : ""}.`,
			action: `Open the gap of ${farm}`,
			typeToConfirm: farm,
			tone: "danger",
		};
	}
	if (step.kind === "mfa-server.promote") {
		const host = step.host ?? laneOf(step.subject).name;
		return {
			title: `Promote ${host}`,
			description:
				"Users and settings can be changed on the new primary only. Once it has written, going back means restoring the data file, and what was changed since the backup is lost.",
			action: `Promote ${host}`,
			typeToConfirm: host,
		};
	}
	return undefined;
}
