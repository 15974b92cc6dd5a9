/** Phase "accept": optional closing steps, only where something was upgraded (domain 5.6, decision 14). */
import { makeStep, stepId } from "../step.ts";
import { acceptEstate, disposeBackups } from "../steps/mobile-app-steps.ts";
import type { Context } from "./context.ts";

export function addAcceptance({ facts, work, draft }: Context): void {
	if (work.subjects.size === 0) return;
	const place = { name: "estate", phase: "accept" as const, subject: "estate", optional: true };
	const afterRemovals = work.removals.map((app) => ({
		from: stepId("mobile-app.uninstall", app.name), // itself the last work of the plan: it waited for all the rest
		rules: ["R32"],
		because: "The removal is done or skipped before the estate is accepted",
	}));
	const afterWork = draft.ends().map((step) => ({ from: step.id, rules: ["R8"], because: "The estate is accepted when all work is done" }));
	draft.add(makeStep({ ...place, kind: "estate.accept" }, acceptEstate(facts, work)), afterRemovals.length > 0 ? afterRemovals : afterWork);
	draft.add(makeStep({ ...place, kind: "estate.dispose-backups" }, disposeBackups(facts)), [
		{ from: "estate.accept:estate", rules: ["R11"], because: "Backups are kept until the estate is accepted" },
	]);
}
