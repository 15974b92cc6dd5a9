/**
 * What an inventory would say after part of a plan was carried out. A farm counts as done when its last step is:
 * its record holds one adapter version, so half a farm cannot be written down.
 */
import type { Inventory, MfaServer } from "../inventory/document.ts";
import { parseInventory } from "../inventory/parse-inventory.ts";
import { fold } from "../names.ts";
import type { PlanDocument } from "../planner/plan-document.ts";
import { relationToTarget } from "../version.ts";

/** Steps done in some legal order, `dice` choosing among the ready ones, until `count` are done; optional steps are skipped. */
export function legalPrefix(plan: PlanDocument, count: number, dice: number): ReadonlySet<string> {
	const required = new Set(plan.steps.filter((s) => !s.optional).map((s) => s.id));
	const waits = new Map<string, number>();
	const after = new Map<string, string[]>();
	for (const { from, to } of plan.edges) {
		waits.set(to, (waits.get(to) ?? 0) + 1);
		after.set(from, [...(after.get(from) ?? []), to]);
	}
	const ready = [...plan.steps.map((s) => s.id), ...plan.gates.map((g) => g.id)].filter((id) => !waits.has(id));
	const done = new Set<string>();
	let state = dice >>> 0;
	while (ready.length > 0 && done.size < count) {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		const [id = ""] = ready.splice((state >>> 8) % ready.length, 1);
		if (required.has(id)) done.add(id);
		for (const next of after.get(id) ?? []) {
			const left = (waits.get(next) ?? 1) - 1;
			waits.set(next, left);
			if (left === 0) ready.push(next);
		}
	}
	return done;
}

export function writtenBack(inventory: Inventory, plan: PlanDocument, done: ReadonlySet<string>): Inventory {
	const target = plan.targetVersion.split(".").length < 4 ? `${plan.targetVersion}.7` : plan.targetVersion; // some build of the target
	const has = (kind: string, name: string): boolean => done.has(`${kind}:${name}`);
	const promoted = new Map(
		plan.steps.filter((s) => s.kind === "mfa-server.promote" && done.has(s.id)).map((s) => [fold(s.subject), s.host]),
	);
	const role = (s: MfaServer): MfaServer["role"] => {
		const candidate = promoted.get(fold(`replication-group:${s.replicationGroup}`));
		return candidate === undefined ? s.role : candidate === s.host ? "primary" : "subordinate";
	};
	const result = parseInventory({
		...inventory,
		mfaServers: inventory.mfaServers.map((s) => ({
			...s,
			role: role(s),
			promotionCandidate: s.promotionCandidate && role(s) !== "primary",
			version: has("mfa-server.install", s.host) ? target : s.version,
			...(s.webServiceSdk && has("mfa-server.install-sdk", s.host) ? { webServiceSdk: { ...s.webServiceSdk, version: target } } : {}),
		})),
		userPortals: inventory.userPortals.map((p) => ({
			...p,
			version: has("user-portal.install", p.host) || has("user-portal.accept-update", p.host) ? target : p.version,
		})),
		mobileAppWebServices: inventory.mobileAppWebServices.map((m) => ({
			...m,
			version: has("mobile-app.upgrade", m.host) ? target : m.version,
		})),
		adfsFarms: inventory.adfsFarms.map((f) =>
			has("adfs.verify", f.name) ? { ...f, adapterVersion: target, adapterName: "AzureMfaServerAuthentication" } : f,
		),
	});
	if (!result.ok) throw new Error(JSON.stringify(result.error));
	return result.value;
}

/**
 * Ids whose being done `before` can come to remember: installs, promotions, and the adapter steps of a farm, all or none
 * of them. An SDK that is at the target beside a server that is not looks the same before and after its installation.
 */
export function openWork(plan: PlanDocument, before: Inventory, done: ReadonlySet<string>): string[] {
	const sdkAhead = new Set(
		before.mfaServers
			.filter((s) => s.webServiceSdk && relation(s.webServiceSdk.version, plan.targetVersion) === "at")
			.map((s) => `mfa-server.install-sdk:${s.host}`),
	);
	const farmDone = (subject: string): boolean => done.has(`adfs.verify:${subject.replace(/^adfs-(farm|node):/, "").split("/")[0]}`);
	const kept = plan.steps.filter((s) =>
		/^(mfa-server\.(install|install-sdk|promote)|user-portal\.(install|accept-update)|mobile-app\.upgrade|adfs\.(install-adapter|restart-service|remove-batch-a|swap-batches|return-batch-b|(disable|unregister|register|enable)-provider))$/.test(
			s.kind,
		),
	);
	const isDone = (s: PlanDocument["steps"][number]): boolean => (s.kind.startsWith("adfs.") ? farmDone(s.subject) : done.has(s.id));
	return kept
		.filter((s) => !isDone(s) && !sdkAhead.has(s.id))
		.map((s) => s.id)
		.sort();
}

const relation = (version: string, target: string): string => (version === "unknown" ? "below" : relationToTarget(version, target));
