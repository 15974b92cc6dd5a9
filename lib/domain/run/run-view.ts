/** The `run` of `GET /plans/{id}` (contracts section 4), from the state alone. */
import type { RunMode } from "./commands.ts";
import { incurredDebts } from "./debts.ts";
import { type StepStatus, stepViews } from "./progress.ts";
import type { RunState, RunStatus, Waiver } from "./state.ts";
import { type OpenWindow, openWindows } from "./windows.ts";

export type RunView = {
	readonly status: RunStatus;
	readonly mode?: RunMode;
	/** Plan id this one rehearses. */
	readonly rehearsalOf?: string;
	readonly steps: Readonly<Record<string, RunStepView>>;
	/** Windows open now. */
	readonly windows: readonly OpenWindow[];
	readonly waivers: readonly Waiver[];
	/** Points of no return acknowledged after the approval, by step id. */
	readonly acknowledged: RunState["acknowledged"];
	/** Members marked down, by subject. */
	readonly down: RunState["down"];
	/** Step ids: parked and skipped while the run goes on, everything not done once it has ended. */
	readonly debts: readonly string[];
};
export type RunStepView = {
	readonly status: StepStatus;
	readonly by?: string;
	readonly claimedBy?: string;
	readonly startedAt?: string;
	readonly finishedAt?: string;
	/** Only while waiting: the first hundred of them. */
	readonly waitingFor?: readonly string[];
	/** Only when there are more than those. */
	readonly waitingForTotal?: number;
};

/** Thousands of steps can stand behind a gate for thousands of others; an answer must not grow with the product. */
const NAMED = 100;

export function runView(state: RunState): RunView {
	const steps = Object.entries(stepViews(state)).map(([id, { waitingFor, ...view }]): [string, RunStepView] => {
		if (waitingFor.length === 0) return [id, view];
		const named = { ...view, waitingFor: waitingFor.slice(0, NAMED) };
		return [id, waitingFor.length > NAMED ? { ...named, waitingForTotal: waitingFor.length } : named];
	});
	return {
		status: state.status,
		...(state.mode && { mode: state.mode }),
		...(state.rehearsalOf !== undefined && { rehearsalOf: state.rehearsalOf }),
		steps: Object.fromEntries(steps),
		windows: openWindows(state),
		waivers: state.waivers,
		acknowledged: state.acknowledged,
		down: state.down,
		debts: state.ended?.debts ?? incurredDebts(state),
	};
}
