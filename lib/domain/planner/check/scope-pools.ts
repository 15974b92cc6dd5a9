/**
 * The blocker `pool-minimum`: pools that cannot give up the members the work would take out (domain 4.8, 4.9).
 * A farm is worked on half at a time, so a pool that cannot miss a whole batch is as undrainable as one
 * whose minimum equals its members (invariant 14).
 */
import type { MfaServer } from "../../inventory/document.ts";
import { fold, sameName } from "../../names.ts";
import { splittable } from "./farm-splits.ts";
import type { Blocker, FarmScope, PoolMembers, Scope, Stop } from "./scope.ts";

/** Pools too tight for what the plan would work on of one kind. */
export function poolBlockers(scope: Scope, kind: Stop["kind"]): Blocker[] {
	return scope.poolMembers.flatMap(({ pool, hosts }): Blocker[] => {
		if (hosts.size < 2) return [];
		const room = hosts.size - pool.minInService;
		const worked = workedOn(scope, { pool, hosts }).filter((w) => w.stop.kind === kind);
		const stops = room <= 0 ? worked.map((w) => w.stop) : worked.filter((w) => w.atOnce > room).map((w) => w.stop);
		return stops.length === 0 ? [] : [{ code: "pool-minimum", subject: `pool:${pool.name}`, stops }];
	});
}

/** What the plan would work on in a pool, and how many members it takes out at once. A server's drain covers every pool of its host (H28). */
function workedOn(scope: Scope, { pool, hosts }: PoolMembers): { stop: Stop; atOnce: number }[] {
	const lists = (member: { readonly pools: readonly string[] }): boolean => member.pools.some((name) => sameName(name, pool.name));
	const one = (kind: Stop["kind"], name: string) => ({ stop: { kind, name }, atOnce: 1 });
	const canSplit = (farm: FarmScope): boolean => splittable(farm, scope.poolMembers);
	const utilityOnly = scope.recipe === "migration-utility-only";
	const drained = (server: MfaServer, primary: MfaServer | undefined): boolean =>
		hosts.has(fold(server.host)) && (!utilityOnly || server === primary);
	const groups = scope.groups
		.filter((g) => !g.blocked && [...g.below, ...(utilityOnly ? [] : g.sdkBehind)].some((s) => drained(s, g.primary)))
		.map((g) => one("group", g.name));
	if (utilityOnly) return groups;
	return [
		...groups,
		...scope.portals.filter((p) => !p.blocked && p.needs && lists(p.portal)).map((p) => one("portal", p.portal.host)),
		...scope.mobileApps.filter((m) => !m.blocked && m.fate === "upgrade" && lists(m.service)).map((m) => one("mobile-app", m.service.host)),
		...scope.farms
			.filter((f) => !f.blocked && f.needs)
			.map((f) => {
				const members = new Set(f.farm.nodes.filter(lists).map((n) => n.host));
				const out = (batch: readonly string[]): number => batch.filter((host) => members.has(host)).length;
				const usual = Math.max(out(f.batchA), out(f.batchB));
				// Where another split keeps every pool, the farm takes out no more than there is room for.
				const room = hosts.size - pool.minInService;
				return { stop: { kind: "farm" as const, name: f.farm.name }, atOnce: usual > room && canSplit(f) ? Math.min(usual, room) : usual };
			})
			.filter((f) => f.atOnce > 0),
	];
}
