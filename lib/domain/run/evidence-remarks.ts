/** What accepted evidence says that the inventory or the plan did not expect: recorded beside it, never refused. */
import { fold, sameName } from "../names.ts";
import type { PlanStep } from "../planner/plan-document.ts";
import { compareVersions, relationToTarget, versionPattern } from "../version.ts";
import type { Evidence } from "./commands.ts";
import { inventoryDirectory, inventoryVersion } from "./expectations.ts";
import type { RunState } from "./state.ts";

type Value = Evidence[string] | undefined;
const isVersion = (value: Value): value is string => typeof value === "string" && versionPattern.test(value);

/** Sentences, each about one value; empty when everything is as expected. */
export function remarksOn(state: RunState, step: PlanStep, evidence: Evidence): string[] {
	return [
		...versions(state, step, evidence),
		...directories(state, step, evidence),
		...installPath(state, step, evidence),
		...copies(evidence),
		...answeredNo(step, evidence),
	];
}

function versions(state: RunState, step: PlanStep, { versionBefore, versionAfter }: Evidence): string[] {
	const found: string[] = [];
	const known = inventoryVersion(state, step);
	if (isVersion(versionBefore) && known !== undefined && compareVersions(versionBefore, known) !== 0)
		found.push(`Version before was ${versionBefore}; the inventory said ${known}`);
	if (isVersion(versionAfter) && relationToTarget(versionAfter, state.plan.targetVersion) === "above")
		found.push(`Version after is ${versionAfter}, above the target ${state.plan.targetVersion}`);
	return found;
}

function directories(state: RunState, step: PlanStep, { virtualDirectory }: Evidence): string[] {
	const known = inventoryDirectory(state, step);
	if (typeof virtualDirectory !== "string" || known === undefined || sameName(virtualDirectory, known)) return [];
	return [`Virtual directory is ${virtualDirectory}; the inventory said ${known}, and callers may still use it`];
}

/** An upgrade in place keeps its folder (R17); a trailing backslash, as the registry has it, is no difference. */
function installPath({ inventory }: RunState, step: PlanStep, { installPath: seen }: Evidence): string[] {
	const known = inventory.mfaServers.find((server) => sameName(server.host, step.host ?? ""))?.installPath;
	if (step.kind !== "mfa-server.install" || typeof seen !== "string" || known === undefined) return [];
	const bare = (path: string) => fold(path).replace(/(?<!\\)\\+$/, "");
	return bare(seen) === bare(known) ? [] : [`Install folder is ${seen}; the inventory said ${known}`];
}

function copies({ sourceSha256, copySha256 }: Evidence): string[] {
	if (typeof sourceSha256 !== "string" || typeof copySha256 !== "string" || fold(sourceSha256) === fold(copySha256)) return [];
	return ["The copy's SHA-256 is not that of its source"];
}

const answeredNo = (step: PlanStep, evidence: Evidence): string[] =>
	step.evidence
		.filter((field) => field.required && field.type === "boolean" && evidence[field.name] === false)
		.map((field) => `${field.label}: no`);
