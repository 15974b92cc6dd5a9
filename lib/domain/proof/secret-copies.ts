/**
 * Copies that hold secrets (H15): backups of configuration files and data, made in a run and due to be destroyed after
 * it. Told from the run's state and from what was said afterwards; dates are calendar days, compared as text.
 */
import type { RunState } from "../run/state.ts";

/** The step that made them, and where they were put. */
export type SecretCopy = { readonly stepId: string; readonly title: string; readonly places: readonly string[] };
/** `disposeBy` as it was typed in the plan's last step; a date that can be watched begins with `YYYY-MM-DD`. */
export type SecretCopies = { readonly steps: readonly SecretCopy[]; readonly disposeBy?: string };

const placeOf = (file: unknown): readonly string[] =>
	typeof file === "object" && file !== null && "storedAt" in file && typeof file.storedAt === "string" ? [file.storedAt] : [];

/** What a run left behind by now. */
export function secretCopies(state: Pick<RunState, "plan" | "steps">): SecretCopies {
	const steps = state.plan.steps.flatMap(({ id, title, checkpoint, hazards }) => {
		const { status, evidence = {} } = state.steps[id] ?? {};
		if (!checkpoint || status !== "done" || !(hazards.includes("H15") || /backup|export/.test(id))) return [];
		const places = Object.values(evidence).flatMap((value) => (Array.isArray(value) ? value.flatMap(placeOf) : []));
		return [{ stepId: id, title, places: [...new Set(places)] }];
	});
	const disposeBy = Object.entries(state.steps).find(([id]) => id.startsWith("estate.dispose-backups:"))?.[1].evidence?.disposeBy;
	return { steps, ...(typeof disposeBy === "string" && disposeBy.trim() !== "" && { disposeBy: disposeBy.trim() }) };
}

/** How the copies of a run stand on a day: watched to a date, past it, without one, or confirmed as destroyed. */
export type Disposal = "destroyed" | "overdue" | "kept" | "no-date";

/** `today` as `YYYY-MM-DD`. A date that was typed in another form cannot be watched: that counts as none. */
export function disposalOn(copies: { readonly disposeBy?: string; readonly destroyed?: object }, today: string): Disposal {
	if (copies.destroyed) return "destroyed";
	const day = /^\d{4}-\d{2}-\d{2}(?!\d)/.exec(copies.disposeBy ?? "")?.[0];
	if (day === undefined) return "no-date";
	return day < today ? "overdue" : "kept";
}
