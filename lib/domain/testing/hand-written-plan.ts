/**
 * A plan document from a few lines of text, for tests that must not lean on the planner.
 * A line is a chain, `a < b, c < d`: every id left of a `<` must be finished before every id right of it.
 * Facts that follow from a step's kind (phase, subject, host, evidence) are filled in from the id.
 */
import { canonicalText } from "../canonical.ts";
import type { Inventory } from "../inventory/document.ts";
import { phaseOrder } from "../planner/check/check-phases.ts";
import type { Edge, EvidenceField, Finding, PhaseId, PlanDocument, PlanStep, PlanWindow, StepKind } from "../planner/plan-document.ts";
import { sha256 } from "./sha256.ts";

export type HandWritten = {
	readonly target: string;
	readonly order: string;
	/** Facts of single steps that the id does not tell. */
	readonly steps?: Readonly<Record<string, Partial<PlanStep>>>;
	readonly windows?: readonly PlanWindow[];
	/** Findings as `severity code subject`, beside the permanent one. */
	readonly findings?: readonly string[];
	readonly status?: PlanDocument["status"];
	readonly recipe?: PlanDocument["recipe"];
};

export const END_OF_SERVICE: Finding = {
	code: "end-of-service",
	severity: "warning",
	subjects: ["estate"],
	message: "Requests are no longer served.",
	rules: ["R7"],
	hazards: [],
};

function findingOf(text: string): Finding {
	const [severity = "", code = "", ...subject] = text.split(" ");
	return { ...END_OF_SERVICE, severity: severity as Finding["severity"], code: code as Finding["code"], subjects: [subject.join(" ")] };
}

export function handWrittenPlan(inventory: Inventory, written: HandWritten): PlanDocument {
	const edges = edgesOf(written.order);
	const ids = [...new Set([...written.order.split(/[<,\n]/).map((id) => id.trim())])].filter((id) => id !== "");
	const stepIds = ids.filter((id) => !id.startsWith("gate:"));
	const colocated = new Set(inventory.mfaServers.map((s) => s.host));
	const steps = sorted(stepIds, ids, edges).map((id): PlanStep => ({ ...stepOf(id, colocated, inventory), ...written.steps?.[id] }));
	return finished(inventory, {
		format: "lockstep.plan/1",
		estate: inventory.estate.name,
		targetVersion: written.target,
		recipe: written.recipe ?? "guide",
		purpose: "upgrade",
		plannerVersion: "hand-written",
		inventoryDigest: "sha256:",
		planDigest: "sha256:",
		status: written.status ?? "ready",
		phases: [],
		steps,
		gates: (["gate:mfa-servers", "gate:user-portals"] as const).filter((g) => ids.includes(g)).map((id) => ({ id, title: id })),
		edges,
		findings: [END_OF_SERVICE, ...(written.findings ?? []).map(findingOf)],
		windows: [...(written.windows ?? [])],
		estimate: { workMinutes: 0, criticalPathMinutes: 0 },
	});
}

/** Phases, estimate and digests recomputed: what a changed plan needs to be wrong in one thing only. */
export function finished(inventory: Inventory, plan: PlanDocument): PlanDocument {
	const order = sorted(
		plan.steps.map((s) => s.id),
		[...plan.steps.map((s) => s.id), ...plan.gates.map((g) => g.id)],
		plan.edges,
	);
	const byId = new Map(plan.steps.map((s) => [s.id, s]));
	const phases = phaseOrder(plan).map((id) => ({ id, title: id, stepIds: order.filter((s) => byId.get(s)?.phase === id) }));
	const minutes = (id: string): number => (byId.get(id)?.optional === false ? (byId.get(id)?.estimateMinutes ?? 0) : 0);
	const end = new Map<string, number>();
	for (const id of sorted(
		[...plan.steps.map((s) => s.id), ...plan.gates.map((g) => g.id)],
		[...plan.steps.map((s) => s.id), ...plan.gates.map((g) => g.id)],
		plan.edges,
	))
		end.set(id, minutes(id) + Math.max(0, ...plan.edges.filter((e) => e.to === id).map((e) => end.get(e.from) ?? 0)));
	const estimate = {
		workMinutes: plan.steps.reduce((sum, s) => sum + minutes(s.id), 0),
		criticalPathMinutes: Math.max(0, ...end.values()),
	};
	const { planDigest: _, ...rest } = {
		...plan,
		phases: phases.filter((p) => p.stepIds.length > 0),
		estimate,
		inventoryDigest: `sha256:${sha256(canonicalText(inventory))}`,
	};
	return { ...rest, planDigest: `sha256:${sha256(canonicalText(rest))}` };
}

function edgesOf(order: string): Edge[] {
	const split = (text: string): string[] => text.split(",").map((id) => id.trim());
	return order.split("\n").flatMap((line) => {
		const links = line.split("<").map(split);
		return links
			.slice(1)
			.flatMap((to, i) =>
				(links[i] ?? []).flatMap((from) => to.map((target) => ({ from, to: target, rules: ["R8"], because: "written by hand" }))),
			);
	});
}

/** A topological order of all ids, of which only `wanted` are returned; throws on a cycle, a fault of the test. */
function sorted(wanted: readonly string[], ids: readonly string[], edges: readonly Edge[]): string[] {
	const open = new Map(ids.map((id) => [id, edges.filter((e) => e.to === id && ids.includes(e.from)).length]));
	const order: string[] = [];
	while (open.size > 0) {
		const next = [...open].find(([, count]) => count === 0)?.[0];
		if (next === undefined) return [...order, ...open.keys()].filter((id) => wanted.includes(id));
		order.push(next);
		open.delete(next);
		for (const e of edges) if (e.from === next && open.has(e.to)) open.set(e.to, (open.get(e.to) ?? 0) - 1);
	}
	return order.filter((id) => wanted.includes(id));
}

function stepOf(id: string, colocated: ReadonlySet<string>, inventory: Inventory): PlanStep {
	const cut = id.indexOf(":");
	const kind = id.slice(0, cut) as StepKind; // the checker judges it
	const name = id.slice(cut + 1);
	const [area = ""] = kind.split(".");
	const node = name.split("/")[1];
	const farm = inventory.adfsFarms.find((f) => f.name === name.split("/")[0]);
	const phases: Record<string, PhaseId> = {
		prepare: "prepare",
		"mfa-server": "mfa-servers",
		"user-portal": colocated.has(name) ? "mfa-servers" : "user-portals",
		"mobile-app": "mobile-app",
		adfs: "adfs-adapters",
		estate: "accept",
	};
	const subject =
		name === "estate"
			? "estate"
			: area === "prepare"
				? `host:${name}`
				: area === "adfs" && node !== undefined
					? `adfs-node:${name}`
					: area === "adfs"
						? `adfs-farm:${name}`
						: `${area}:${name}`;
	const farmHost =
		farm?.configStore === "sql" ? farm.nodes[0]?.host : farm?.nodes.find((n) => n.widPrimary || farm.nodes.length === 1)?.host;
	const host = name === "estate" ? undefined : (node ?? (area === "adfs" ? farmHost : name));
	return {
		id,
		kind,
		phase: phases[area] ?? "prepare",
		subject,
		...(host === undefined ? {} : { host }),
		title: id,
		team: "mfa-admin",
		instructions: farm ? [`${farm.adapterName} becomes AzureMfaServerAuthentication`] : [],
		commands: [],
		checkpoint: /backup|export-config/.test(kind),
		evidence: evidenceOf(kind),
		verification: [],
		backOut: { instructions: [], commands: [] },
		optional: /^(estate|mobile-app)\./.test(kind),
		estimateMinutes: 5,
		rules: ["R8"],
		hazards: [],
	};
}

function evidenceOf(kind: StepKind): EvidenceField[] {
	const field = (name: string, type: EvidenceField["type"]): EvidenceField => ({ name, label: name, type, required: true });
	if (/backup|export-config/.test(kind)) return [field("files", "file-digest")];
	if (/\.(install|accept-update|install-adapter)$/.test(kind)) return [field("versionAfter", "version")];
	if (kind === "user-portal.reconcile-config") return [{ ...field("way", "choice"), options: ["restored", "merged"] }];
	if (kind === "adfs.enable-provider") return [field("providerName", "text"), field("signInTest", "boolean")];
	return /disable-provider|unregister-provider/.test(kind) ? [field("providerName", "text")] : [];
}
