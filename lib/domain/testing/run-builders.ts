/** Hand-made plans, inventories and people for tests of the run: small, legal, each part replaceable. */
import type { Role } from "../access/permissions.ts";
import type { Inventory } from "../inventory/document.ts";
import { parseInventory } from "../inventory/parse-inventory.ts";
import type { EvidenceField, PlanDocument, PlanStep, PlanWindow, StepKind } from "../planner/plan-document.ts";
import type { Evidence, FileDigest } from "../run/commands.ts";
import type { DecideContext } from "../run/decide-context.ts";

export const AT = "2026-11-24T02:00:00.000Z";
export const later = (minutes: number): string => new Date(Date.parse(AT) + minutes * 60_000).toISOString();

type Actor = DecideContext["actor"];
const person = (id: string, role: Role): Actor => ({ id, kind: "person", role });
/** `ada` drafts, `ben` approves and leads, `cid` and `dot` work, `eve` reads, `flo` audits, `gus` looks after accounts. */
export const people = {
	ada: person("ada", "lead"),
	ben: person("ben", "lead"),
	cid: person("cid", "operator"),
	dot: person("dot", "operator"),
	eve: person("eve", "viewer"),
	flo: person("flo", "auditor"),
	gus: person("gus", "admin"),
	bot: { id: "bot", kind: "token", role: "operator" },
	leadBot: { id: "lead-bot", kind: "token", role: "lead" },
} as const satisfies Record<string, Actor>;

export const files: EvidenceField = { name: "files", label: "Copies", type: "file-digest", required: true };
export const field = (name: string, type: EvidenceField["type"], required = true): EvidenceField => ({ name, label: name, type, required });

const subjectOf = (kind: StepKind, name: string): string => {
	if (kind === "mfa-server.promote") return `replication-group:${name}`;
	if (kind === "adfs.install-adapter" || kind === "adfs.restart-service") return `adfs-node:${name}`;
	const family = kind.split(".")[0];
	if (family === "adfs") return `adfs-farm:${name}`;
	return name === "estate" ? "estate" : kind === "prepare.install-runtime" ? `host:${name}` : `${family}:${name}`;
};
const hostOf = (kind: StepKind, name: string): { host?: string } => {
	if (name === "estate" || kind === "mfa-server.promote") return {};
	if (kind.startsWith("adfs.")) return name.includes("/") ? { host: name.split("/")[1] ?? name } : {};
	return { host: name };
};

export function step(kind: StepKind, name: string, extra: Partial<PlanStep> = {}): PlanStep {
	return {
		id: `${kind}:${name}`,
		kind,
		phase: "mfa-servers",
		subject: subjectOf(kind, name),
		...hostOf(kind, name),
		title: `${kind} ${name}`,
		team: "mfa-admin",
		instructions: [],
		commands: [],
		checkpoint: false,
		evidence: [],
		verification: [],
		backOut: { instructions: [], commands: [] },
		optional: false,
		estimateMinutes: 10,
		rules: [],
		hazards: [],
		...extra,
	};
}

type PlanParts = {
	readonly steps: readonly PlanStep[];
	readonly edges?: readonly (readonly [string, string])[];
	readonly windows?: readonly PlanWindow[];
	readonly extra?: Partial<PlanDocument>;
};

const digest = (hexDigit: string) => `sha256:${hexDigit.repeat(64)}`;
export const INVENTORY_DIGEST = digest("a");
export const PLAN_DIGEST = digest("b");

/** A plan of the given steps in the given order; edges are pairs of ids, `gate:…` among them. */
export function planOf({ steps, edges = [], windows = [], extra = {} }: PlanParts): PlanDocument {
	const ids = new Set(edges.flat());
	return {
		format: "lockstep.plan/1",
		estate: "Contoso",
		targetVersion: "8.1",
		recipe: "guide",
		purpose: "lab",
		plannerVersion: "1.0.0",
		inventoryDigest: INVENTORY_DIGEST,
		planDigest: PLAN_DIGEST,
		status: "ready",
		phases: [{ id: "mfa-servers", title: "All", stepIds: steps.map(({ id }) => id) }],
		steps: [...steps],
		gates: (["gate:mfa-servers", "gate:user-portals"] as const).filter((id) => ids.has(id)).map((id) => ({ id, title: id })),
		edges: edges.map(([from, to]) => ({ from, to, rules: [], because: "test" })),
		findings: [],
		windows: [...windows],
		estimate: { workMinutes: 0, criticalPathMinutes: 0 },
		...extra,
	};
}

/** Each id before the next. */
export const chain = (...ids: readonly string[]): [string, string][] => ids.slice(1).map((id, i): [string, string] => [ids[i] ?? "", id]);

/** An inventory with the given parts; throws with the issues when they do not parse. */
export function inventoryOf(parts: Record<string, unknown>): Inventory {
	const parsed = parseInventory({ format: "lockstep.inventory/1", estate: { name: "Contoso" }, ...parts });
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
	return parsed.value;
}

export const copyOf = (host: string, extra: Partial<FileDigest> = {}): FileDigest => ({
	host,
	path: "D:\\backup\\PhoneFactor.pfdata",
	sizeBytes: 4096,
	sha256: "c".repeat(64),
	storedAt: "\\\\files\\backup, readable by MFA admins",
	takenAt: AT,
	...extra,
});

/** Evidence that satisfies every required field of `planStep` at `at`. */
export function goodEvidence(planStep: PlanStep, at = AT, providerName = "AzureMfaServerAuthentication"): Evidence {
	const value = (wanted: EvidenceField): Evidence[string] => {
		if (wanted.name === "providerName") return providerName;
		switch (wanted.type) {
			case "text":
				return "seen";
			case "version":
				return wanted.name === "versionBefore" ? "7.3.0.3" : "8.1.4.2";
			case "number":
				return 1;
			case "boolean":
				return true;
			case "choice":
				return wanted.options?.[0] ?? "";
			case "instant":
				return at;
			case "file-digest":
				return [copyOf(planStep.host ?? "MFA01", { takenAt: at })];
		}
	};
	const given = Object.fromEntries(planStep.evidence.filter((wanted) => wanted.required).map((wanted) => [wanted.name, value(wanted)]));
	return planStep.kind === "adfs.enable-provider" ? { ...given, signInTest: true } : given;
}
