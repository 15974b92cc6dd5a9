/**
 * How old a backup may be, at its own completion and at the start of what relies on it (R11, R24, R25, H17).
 * A copy goes stale after 24 hours, when the primary changed after it was taken, and when what it protects went back
 * into use. A waiver of `backup-stale` for the backup's subject lets it pass.
 */
import { sameName } from "../names.ts";
import type { PlanStep } from "../planner/plan-document.ts";
import { farmOf } from "./batches.ts";
import type { Evidence, FileDigest } from "./commands.ts";
import { stepOf } from "./graph.ts";
import { isBefore } from "./instants.ts";
import type { Refusal } from "./refusals.ts";
import type { RunState } from "./state.ts";
import { isWaived } from "./waivers.ts";

export const MAX_BACKUP_AGE_MINUTES = 24 * 60;
/** Clocks of servers and ours differ; a copy from further ahead than this is not believed. */
const MAX_AHEAD_MINUTES = 5;

type Stale = Extract<Refusal, { code: "backup-stale" }>;
type Copy = { readonly field: string; readonly takenAt: string };

/** The copies among the values of `step`'s file fields. */
const copies = (step: PlanStep, evidence: Evidence): Copy[] =>
	step.evidence
		.filter((field) => field.type === "file-digest")
		.flatMap(({ name }) => ((evidence[name] ?? []) as FileDigest[]).map(({ takenAt }) => ({ field: name, takenAt })));

const MINUTE = 60_000;
const isOld = (takenAt: string, at: string): boolean => {
	const age = Date.parse(at) - Date.parse(takenAt);
	return age > MAX_BACKUP_AGE_MINUTES * MINUTE || age < -MAX_AHEAD_MINUTES * MINUTE;
};

/** A file of the evidence that is too old, or from the future, when the step is completed at `at`. */
export function staleFiles(state: RunState, step: PlanStep, evidence: Evidence, at: string): Stale | undefined {
	return stale(
		state,
		step,
		copies(step, evidence).filter((copy) => isOld(copy.takenAt, at)),
	);
}

/** The backup that `step` relies on and that no longer holds at `at`; undefined when all do. */
export function staleBackup(state: RunState, step: PlanStep, at: string): Stale | undefined {
	for (const backups of reliedOn(state, step)) {
		const taken = backups.filter((backup) => state.steps[backup.id]?.status === "done");
		const bad = taken.map((backup) => {
			const found = copies(backup, state.steps[backup.id]?.evidence ?? {});
			return stale(
				state,
				backup,
				found.filter((copy) => isOld(copy.takenAt, at) || outdated(state, step, backup, copy.takenAt)),
			);
		});
		// One sound backup of the set is enough: the second copy of a group's data replaces the first.
		if (bad.length > 0 && bad.every((refusal) => refusal !== undefined)) return bad.at(-1);
	}
	return undefined;
}

function stale(state: RunState, backup: PlanStep, bad: readonly Copy[]): Stale | undefined {
	const [oldest] = bad.toSorted((a, b) => Date.parse(a.takenAt) - Date.parse(b.takenAt));
	if (!oldest || isWaived(state, "backup-stale", backup.subject)) return undefined;
	return {
		code: "backup-stale",
		subject: backup.subject,
		fields: [...new Set(bad.map((copy) => copy.field))],
		takenAt: oldest.takenAt,
		maxAgeMinutes: MAX_BACKUP_AGE_MINUTES,
	};
}

/** Sets of backup steps that `step` relies on; of each set one sound member suffices. */
function reliedOn(state: RunState, step: PlanStep): PlanStep[][] {
	const host = step.host ?? "";
	const each = (...found: readonly (PlanStep | undefined)[]) => found.flatMap((backup) => (backup ? [[backup]] : []));
	const portal = () => each(stepOf(state, "user-portal.backup-config", host), stepOf(state, "user-portal.backup-theme", host));
	switch (step.kind) {
		case "mfa-server.install":
			return [dataBackups(state, host), ...portal()];
		case "user-portal.install":
		case "user-portal.accept-update":
			return portal();
		case "mobile-app.upgrade":
		case "mobile-app.uninstall":
			return each(stepOf(state, "mobile-app.backup-config", host));
		case "adfs.disable-provider":
			return each(stepOf(state, "adfs.export-config", farmOf(step.subject)));
		default:
			return [];
	}
}

const groupOf = (state: RunState, host: string): string | undefined =>
	state.inventory.mfaServers.find((server) => sameName(server.host, host))?.replicationGroup;

function dataBackups(state: RunState, host: string): PlanStep[] {
	const group = groupOf(state, host);
	return state.plan.steps.filter(
		(step) => step.kind === "mfa-server.backup-data" && group !== undefined && sameName(groupOf(state, step.host ?? "") ?? "", group),
	);
}

/** Taken before the world it describes changed: another primary since, or back in use since. */
function outdated(state: RunState, step: PlanStep, backup: PlanStep, takenAt: string): boolean {
	const host = backup.host ?? "";
	if (backup.kind === "mfa-server.backup-data") return primaryChangedSince(state, step, takenAt);
	if (backup.kind === "user-portal.backup-config" || backup.kind === "user-portal.backup-theme")
		return (
			returnedSince(state, stepOf(state, "user-portal.drain", host), stepOf(state, "user-portal.undrain", host), takenAt) ||
			returnedSince(state, stepOf(state, "mfa-server.drain", host), stepOf(state, "mfa-server.undrain", host), takenAt)
		);
	return false;
}

/** The planned promotion comes before the old primary's own install (R22): there it is no news. */
function primaryChangedSince(state: RunState, step: PlanStep, takenAt: string): boolean {
	const server = state.inventory.mfaServers.find((candidate) => sameName(candidate.host, step.host ?? ""));
	if (!server || server.role === "primary") return false;
	return finishedSince(state, stepOf(state, "mfa-server.promote", server.replicationGroup), takenAt);
}

const returnedSince = (state: RunState, drain: PlanStep | undefined, undrain: PlanStep | undefined, takenAt: string): boolean =>
	finishedSince(state, undrain, takenAt) || isAfter(drain && state.steps[drain.id]?.reopenedAt, takenAt);

function finishedSince(state: RunState, step: PlanStep | undefined, takenAt: string): boolean {
	const record = step && state.steps[step.id];
	return record?.status === "done" && isAfter(record.finishedAt, takenAt);
}

const isAfter = (at: string | undefined, takenAt: string): boolean => at !== undefined && isBefore(takenAt, at);
