/**
 * The way back from here: the inverse of everything begun, in the reverse of the plan's legal order (so every state on
 * the way back is one that was passed on the way in), its minutes, what would be lost since which backup, and where the
 * points of no return lie. Recorded by reopening the steps in this order, each with a reason.
 */
import { sameName } from "../names.ts";
import type { PlanStep, StepCommand } from "../planner/plan-document.ts";
import type { FileDigest } from "./commands.ts";
import { runGraph, stepOf } from "./graph.ts";
import type { RunState } from "./state.ts";

export type InverseStep = {
	readonly stepId: string;
	readonly title: string;
	readonly subject: string;
	readonly host?: string;
	readonly team: PlanStep["team"];
	/** How the step stands that is undone; a running or failed one may be half done. */
	readonly status: "done" | "running" | "failed";
	readonly instructions: readonly string[];
	readonly commands: readonly StepCommand[];
	/** Estimate: what the step itself takes; 0 where nothing is to be undone. */
	readonly minutes: number;
};

/** Changes made after the copy was taken are gone when it is put back. */
export type Loss = {
	readonly subject: string;
	readonly backup: string;
	/** When the copy was taken; absent: there is no usable copy. */
	readonly since?: string;
	readonly what: "users-and-settings" | "portal-configuration" | "adapter-configuration";
};

export type PointOfNoReturn = {
	readonly stepId: string;
	readonly crossed: boolean;
	/** What going back means from here on. */
	readonly why: "data-restore" | "no-old-server-left" | "no-way-below-8.0" | "backups-destroyed";
};

export type BackOut = {
	readonly steps: readonly InverseStep[];
	readonly minutes: number;
	readonly lost: readonly Loss[];
	/** Farms whose providers are exchanged again on the way back: another MFA gap. */
	readonly opensGap: readonly string[];
	readonly pointsOfNoReturn: readonly PointOfNoReturn[];
};

/** The way back for the whole run, or for one subject alone. */
export function backOutFrom(state: RunState, subject?: string): BackOut {
	const graph = runGraph(state.plan);
	const begun = graph.order
		.flatMap((id) => graph.steps.get(id) ?? [])
		.filter((step) => hasBegun(state, step) && (subject === undefined || sameName(step.subject, subject)));
	const steps = begun.toReversed().map((step) => inverse(state, step));
	return {
		steps,
		minutes: steps.reduce((sum, step) => sum + step.minutes, 0),
		lost: begun.flatMap((step) => losses(state, step)).filter(firstOfItsKind),
		opensGap: begun.filter((step) => step.kind === "adfs.unregister-provider").map((step) => step.subject),
		pointsOfNoReturn: graph.order.flatMap((id) => graph.steps.get(id) ?? []).flatMap((step) => pointOfNoReturn(state, step)),
	};
}

const hasBegun = (state: RunState, step: PlanStep): boolean => {
	const status = state.steps[step.id]?.status;
	return status === "done" || status === "running" || status === "failed";
};

function inverse(state: RunState, step: PlanStep): InverseStep {
	const { instructions, commands } = step.backOut;
	const status = state.steps[step.id]?.status;
	return {
		stepId: step.id,
		title: step.title,
		subject: step.subject,
		...(step.host !== undefined && { host: step.host }),
		team: step.team,
		status: status === "running" || status === "failed" ? status : "done",
		instructions,
		commands,
		minutes: instructions.length + commands.length > 0 ? step.estimateMinutes : 0,
	};
}

const firstOfItsKind = (loss: Loss, i: number, all: readonly Loss[]): boolean =>
	all.findIndex((other) => other.backup === loss.backup && other.subject === loss.subject) === i;

function losses(state: RunState, step: PlanStep): Loss[] {
	const host = step.host ?? "";
	switch (step.kind) {
		case "mfa-server.install":
			return losesData(state, host) ? groupBackups(state, host).map((backup) => loss(state, backup, "users-and-settings")) : [];
		case "user-portal.install":
		case "user-portal.accept-update":
			return given(stepOf(state, "user-portal.backup-config", host)).map((backup) => loss(state, backup, "portal-configuration"));
		case "adfs.unregister-provider": {
			const farm = step.subject.slice(step.subject.indexOf(":") + 1);
			return given(stepOf(state, "adfs.export-config", farm)).map((backup) => loss(state, backup, "adapter-configuration"));
		}
		default:
			return [];
	}
}

const given = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);

function loss(state: RunState, backup: PlanStep, what: Loss["what"]): Loss {
	const record = state.steps[backup.id];
	const lists = record?.status === "done" ? backup.evidence.filter((field) => field.type === "file-digest") : [];
	const taken = lists.flatMap(({ name }) => ((record?.evidence?.[name] ?? []) as FileDigest[]).map((file) => file.takenAt)).toSorted();
	return { subject: backup.subject, backup: backup.id, what, ...(taken[0] !== undefined && { since: taken[0] }) };
}

const server = (state: RunState, host: string) => state.inventory.mfaServers.find((candidate) => sameName(candidate.host, host));

/** While the old primary still runs the old version it replicates everything back; after that the copy is all there is. */
function losesData(state: RunState, host: string): boolean {
	const { role, replicationGroup = "" } = server(state, host) ?? {};
	const promotion = stepOf(state, "mfa-server.promote", replicationGroup);
	return role === "primary" || (promotion !== undefined && hasBegun(state, promotion));
}

function groupBackups(state: RunState, host: string): PlanStep[] {
	const group = server(state, host)?.replicationGroup ?? "";
	const mine = state.plan.steps.filter(
		(step) => step.kind === "mfa-server.backup-data" && sameName(server(state, step.host ?? "")?.replicationGroup ?? "", group),
	);
	const taken = mine.filter((step) => state.steps[step.id]?.status === "done");
	// The copy taken last is the one that would be put back.
	return taken.length > 0
		? taken
				.toSorted((a, b) => Date.parse(state.steps[b.id]?.finishedAt ?? "") - Date.parse(state.steps[a.id]?.finishedAt ?? ""))
				.slice(0, 1)
		: mine.slice(0, 1);
}

function pointOfNoReturn(state: RunState, step: PlanStep): PointOfNoReturn[] {
	const why = ((): PointOfNoReturn["why"] | undefined => {
		switch (step.kind) {
			case "mfa-server.promote":
				return "data-restore";
			case "mfa-server.install":
				return server(state, step.host ?? "")?.role === "primary" ? "no-old-server-left" : undefined;
			case "mobile-app.uninstall":
				return "no-way-below-8.0";
			case "estate.dispose-backups":
				return "backups-destroyed";
			default:
				return undefined;
		}
	})();
	return why ? [{ stepId: step.id, crossed: hasBegun(state, step), why }] : [];
}
