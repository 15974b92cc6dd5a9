/** Which nodes of a farm form batch A and which batch B, read off the frozen plan itself. */
import { fold, sameName } from "../names.ts";
import type { PlanDocument } from "../planner/plan-document.ts";
import { after, reach, runGraph } from "./graph.ts";

export type Batches = { readonly all: readonly string[]; readonly A: readonly string[]; readonly B: readonly string[] };

/** `CORP` of `adfs-farm:CORP` and of `adfs-node:CORP/FS1`; empty for other subjects. */
export const farmOf = (subject: string): string => /^(?:adfs-farm:|adfs-node:)([^/]*)/.exec(subject)?.[1] ?? "";

const built = new WeakMap<PlanDocument, Map<string, Batches>>();

/** B: the nodes whose adapter is installed behind the tick that closes the gap (R51); A: all others. Host names. */
export function farmBatches(plan: PlanDocument, farm: string): Batches {
	const farms = built.get(plan) ?? new Map<string, Batches>();
	built.set(plan, farms);
	const known = farms.get(fold(farm));
	if (known) return known;
	const behindTick = reach(runGraph(plan), [`adfs.enable-provider:${farm}`], after);
	const installs = plan.steps.filter((step) => step.kind === "adfs.install-adapter" && sameName(farmOf(step.subject), farm));
	const host = (step: (typeof installs)[number]) => step.host ?? step.subject.slice(step.subject.indexOf("/") + 1);
	const batches: Batches = {
		all: installs.map(host),
		A: installs.filter((step) => !behindTick.has(step.id)).map(host),
		B: installs.filter((step) => behindTick.has(step.id)).map(host),
	};
	farms.set(fold(farm), batches);
	return batches;
}
