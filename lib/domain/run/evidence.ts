/**
 * Judges what is offered as proof that a step was done (contracts section 4).
 * Promises: everything wrong with the values at once, each by its path; accepted values come back as they were given,
 * instants as UTC with milliseconds; a difference from the inventory is a remark.
 * Refuses only: a required field missing, a value of the wrong type, a file list that is empty, stale or of another
 * host, another provider name than expected, a promotion that left more than one primary, a version below the target, a closed gap without a passed sign-in test.
 */
import type { InputIssue } from "../inventory/parse-inventory.ts";
import { zodIssues } from "../inventory/parse-inventory.ts";
import { sameName } from "../names.ts";
import type { EvidenceField, PlanStep } from "../planner/plan-document.ts";
import { err, ok, type Result } from "../result.ts";
import { relationToTarget, versionPattern } from "../version.ts";
import { type Evidence, type FileDigest, fileDigest, isoInstant } from "./commands.ts";
import { remarksOn } from "./evidence-remarks.ts";
import { expectedProvider, sameHost } from "./expectations.ts";
import { staleFiles } from "./freshness.ts";
import { toUtc } from "./instants.ts";
import type { Refusal } from "./refusals.ts";
import type { RunState } from "./state.ts";

export type AcceptedEvidence = { readonly evidence: Evidence; readonly remarks: readonly string[] };
type Value = Evidence[string];
type Read = { readonly value: Value } | { readonly issues: readonly InputIssue[] };

/** Evidence of `step`, completed at `at`. */
export function judgeEvidence(state: RunState, step: PlanStep, given: Evidence, at: string): Result<AcceptedEvidence, Refusal> {
	const missing = requiredFields(step).filter((name) => isEmpty(given[name]));
	if (missing.length > 0) return err({ code: "evidence-missing", fields: missing });

	const accepted: Record<string, Value> = {};
	const issues: InputIssue[] = [];
	for (const [name, value] of Object.entries(given)) {
		const field = step.evidence.find((candidate) => candidate.name === name);
		if (field && !field.required && isEmpty(value)) continue;
		const read = readValue(field, value, `evidence.${name}`, step);
		if ("value" in read) accepted[name] = read.value;
		else issues.push(...read.issues);
	}
	issues.push(...meaningIssues(state, step, accepted));
	if (issues.length > 0) return err({ code: "evidence-invalid", fields: [...new Set(issues.map(fieldOf))], issues });

	if (step.kind === "mfa-server.promote" && accepted.onePrimary === false)
		return err({ code: "primary-still-primary", subject: step.subject });

	const expected = expectedProvider(state, step);
	const seen = accepted.providerName;
	if (expected !== undefined && typeof seen === "string" && !sameName(seen, expected))
		return err({ code: "provider-name-mismatch", expected, seen });

	const stale = staleFiles(state, step, accepted, at);
	return stale ? err(stale) : ok({ evidence: accepted, remarks: remarksOn(state, step, accepted) });
}

/** The passed sign-in test closes the gap, whatever the plan's list of fields says. */
function requiredFields(step: PlanStep): string[] {
	const names = step.evidence.filter((field) => field.required).map((field) => field.name);
	return step.kind === "adfs.enable-provider" && !names.includes("signInTest") ? [...names, "signInTest"] : names;
}

const isEmpty = (value: Value | undefined): boolean => value === undefined || value === "";
const fieldOf = (issue: InputIssue): string => /^evidence\.([A-Za-z0-9]+)/.exec(issue.path)?.[1] ?? issue.path;
const wrong = (path: string, message: string): Read => ({ issues: [{ path, message }] });

/** The log holds no minus zero, and nobody means one. */
const plain = (value: Value): Value => (value === 0 ? 0 : value);

function readValue(field: EvidenceField | undefined, value: Value, path: string, step: PlanStep): Read {
	if (!field) return Array.isArray(value) ? readFiles(value, path, undefined) : { value: plain(value) };
	switch (field.type) {
		case "text":
			return typeof value === "string" ? { value } : wrong(path, "A text");
		case "version":
			return typeof value === "string" && versionPattern.test(value)
				? { value }
				: wrong(path, "A version has 2 to 4 numeric parts, like 8.1.4.2");
		case "number":
			return typeof value === "number" ? { value: plain(value) } : wrong(path, "A whole number");
		case "boolean":
			return typeof value === "boolean" ? { value } : wrong(path, "true or false");
		case "choice":
			return typeof value === "string" && (field.options ?? []).includes(value)
				? { value }
				: wrong(path, `One of ${(field.options ?? []).join(", ")}`);
		case "instant":
			return readInstant(value, path);
		case "file-digest":
			return Array.isArray(value) ? readFiles(value, path, step.host) : wrong(path, "A list of files");
	}
}

function readInstant(value: Value, path: string): Read {
	const utc = isoInstant.safeParse(value).success ? toUtc(value as string) : undefined; // the schema takes only text
	return utc ? { value: utc } : wrong(path, "An instant such as 2026-11-24T02:14:05Z");
}

function readFiles(list: readonly unknown[], path: string, host: string | undefined): Read {
	if (list.length === 0) return wrong(path, "At least one file");
	const files: FileDigest[] = [];
	const issues: InputIssue[] = [];
	list.forEach((item, i) => {
		const at = `${path}[${i}]`;
		const parsed = fileDigest.safeParse(item);
		if (!parsed.success) {
			issues.push(...zodIssues(parsed.error).map((issue) => ({ ...issue, path: issue.path === "" ? at : `${at}.${issue.path}` })));
			return;
		}
		const takenAt = toUtc(parsed.data.takenAt);
		if (!takenAt) issues.push({ path: `${at}.takenAt`, message: "No moment on the calendar" });
		else if (host !== undefined && !sameHost(parsed.data.host, host))
			issues.push({ path: `${at}.host`, message: `The file must be of ${host}` });
		else files.push({ ...parsed.data, takenAt });
	});
	return issues.length > 0 ? { issues } : { value: files };
}

/** Fields whose names have a fixed meaning. */
function meaningIssues(state: RunState, step: PlanStep, evidence: Evidence): InputIssue[] {
	const issues: InputIssue[] = [];
	const { versionAfter, signInTest } = evidence;
	if (typeof versionAfter === "string" && versionPattern.test(versionAfter) && isBelow(state, versionAfter))
		issues.push({ path: "evidence.versionAfter", message: `Below the target ${state.plan.targetVersion}` });
	if (step.kind === "adfs.enable-provider" && signInTest !== undefined && signInTest !== true)
		issues.push({ path: "evidence.signInTest", message: "The gap closes with a passed sign-in test" });
	return issues;
}

const isBelow = (state: RunState, version: string): boolean => relationToTarget(version, state.plan.targetVersion) === "below";
