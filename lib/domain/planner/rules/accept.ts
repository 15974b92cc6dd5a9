/** Phase "accept": optional closing steps, only where something was upgraded (domain 5.6, decision 14). */
import { makeStep, stepId } from "../step.ts";
import { acceptEstate, disposeBackups } from "../steps/mobile-app-steps.ts";
import type { Context } from "./context.ts";

export function addAcceptance({ facts, work, draft }: Context): void {
	if (work.subjects.size === 0) return;
	const place = { name: "estate", phase: "accept" as const, subject: "estate", optional: true };
	draft.add(makeStep({ ...place, kind: "estate.accept" }, acceptEstate(facts, work)), [
		...draft.ends().map((step) => ({ from: step.id, rules: ["R8"], because: "The estate is accepted when all work is done" })),
		...work.removals.map((app) => ({
			from: stepId("mobile-app.uninstall", app.name),
			rules: ["R32"],
			because: "The removal is done or skipped before the estate is accepted",
		})),
	]);
	draft.add(makeStep({ ...place, kind: "estate.dispose-backups" }, disposeBackups(facts)), [
		{ from: "estate.accept:estate", rules: ["R11"], because: "Backups are kept until the estate is accepted" },
	]);
}
