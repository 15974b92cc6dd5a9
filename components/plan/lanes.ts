/** Lanes: who or what a step is about, as the plan, the run and the graph group it. Pure, in the plan's order. */
import type { PlanDocument, PlanStep, Team } from "@/lib/domain/planner/plan-document.ts";

export type Lane = {
	/** Stable within a plan: `host MFA01`. */
	readonly key: string;
	/** What people call it: a host, a farm, a replication group, `Estate`. */
	readonly name: string;
	readonly kind: "estate" | "host" | "farm" | "group" | "pool" | "client";
	readonly stepIds: readonly string[];
};

const kinds: Readonly<Record<string, Lane["kind"]>> = {
	estate: "estate",
	host: "host",
	"mfa-server": "host",
	"user-portal": "host",
	"mobile-app": "host",
	"adfs-farm": "farm",
	"adfs-node": "farm",
	"replication-group": "group",
	pool: "pool",
	"client-system": "client",
};

/** Lane of a subject: `adfs-node:CORP/FS1` lies in the lane of farm CORP, `mfa-server:MFA01` in that of its host. */
export function laneOf(subject: string): { readonly kind: Lane["kind"]; readonly name: string } {
	const colon = subject.indexOf(":");
	if (colon < 0) return { kind: "estate", name: "Estate" };
	const kind = kinds[subject.slice(0, colon)] ?? "host";
	const name = subject.slice(colon + 1);
	return { kind, name: kind === "farm" ? (name.split("/")[0] ?? name) : name };
}

export const laneKey = (subject: string): string => {
	const { kind, name } = laneOf(subject);
	return `${kind} ${name.toLowerCase()}`;
};

/** The lanes of these steps, in order of their first step. */
export function lanesOf(steps: readonly PlanStep[]): readonly Lane[] {
	const lanes = new Map<string, Lane & { readonly stepIds: string[] }>();
	for (const step of steps) {
		const key = laneKey(step.subject);
		const lane = lanes.get(key);
		if (lane) lane.stepIds.push(step.id);
		else lanes.set(key, { key, ...laneOf(step.subject), stepIds: [step.id] });
	}
	return [...lanes.values()];
}

export type PhaseLanes = {
	readonly id: string;
	readonly title: string;
	readonly stepIds: readonly string[];
	readonly lanes: readonly Lane[];
};

/** Phases with their lanes, in the plan's order. */
export function phaseLanes(plan: PlanDocument): readonly PhaseLanes[] {
	const steps = new Map(plan.steps.map((step) => [step.id, step]));
	return plan.phases.map((phase) => ({
		...phase,
		lanes: lanesOf(phase.stepIds.flatMap((id) => steps.get(id) ?? [])),
	}));
}

const subjectWords: Readonly<Record<string, string>> = {
	"mfa-server": "MFA Server",
	"user-portal": "user portal on",
	"mobile-app": "mobile app web service on",
	"adfs-farm": "farm",
	"adfs-node": "AD FS node",
	"replication-group": "group",
	pool: "pool",
	"client-system": "client system",
	host: "host",
};

/** A subject in words: `farm CORP`, `AD FS node FS1`, `group default`, `the estate`. */
export function subjectText(subject: string): string {
	const colon = subject.indexOf(":");
	if (colon < 0) return subject === "estate" || subject === "run" ? `the ${subject}` : subject;
	const kind = subject.slice(0, colon);
	const name = subject.slice(colon + 1);
	return `${subjectWords[kind] ?? kind} ${kind === "adfs-node" ? (name.split("/")[1] ?? name) : name}`;
}

const laneNotes: Partial<Record<Lane["kind"], string>> = {
	farm: "AD FS farm",
	group: "replication group",
	pool: "pool",
	client: "client system",
};
/** What a lane is where its name does not say it; undefined for hosts and the estate. */
export const laneNote = (kind: Lane["kind"]): string | undefined => laneNotes[kind];

const teams: Record<Team, string> = {
	"mfa-admin": "MFA admin",
	"web-admin": "Web admin",
	"adfs-admin": "AD FS admin",
	network: "Network",
	"domain-admin": "Domain admin",
	"tenant-admin": "Tenant admin",
	approver: "Approver",
};
export const teamText = (team: Team): string => teams[team];

/** Every team, in the order people know them by. */
export const allTeams = Object.keys(teams) as readonly Team[]; // the keys of a record by team
export const isTeam = (text: string | undefined): text is Team => text !== undefined && Object.hasOwn(teams, text);
