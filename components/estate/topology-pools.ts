/** The pools of an estate and who is in them, whatever they balance. Pure. */
import type { Inventory, Pool } from "@/lib/domain/inventory/document.ts";
import { compareNames, fold } from "@/lib/domain/names.ts";

/** A host's part in pools: a server, a portal, a mobile app web service or a node. */
export type Member = { readonly host: string; readonly pools: readonly string[] };

const poolKindWord: Record<Pool["kind"], string> = {
	mfa: "MFA pool",
	portal: "portal pool",
	"mobile-app": "mobile app pool",
	adfs: "AD FS pool",
	sdk: "SDK pool",
};

/** `MFA pool, sticky, keeps 1 in service, drains in 10 min`. */
export function aboutPool(pool: Pool): string {
	const sticky = pool.sticky === "yes" ? ", sticky" : pool.sticky === "no" ? ", not sticky" : "";
	return `${poolKindWord[pool.kind]}${sticky}, keeps ${pool.minInService} in service, drains in ${pool.drainMinutes} min`;
}

type PoolGroup = { readonly pool: Pool | undefined; readonly hosts: readonly string[] };

/** Each pool with all its members among these, by name; those in no pool that is recorded come last, without one. */
export function poolGroups(members: readonly Member[], pools: ReadonlyMap<string, Pool>): readonly PoolGroup[] {
	const groups = new Map<string, Map<string, string>>();
	const put = (key: string, host: string) => {
		const inside = groups.get(key) ?? new Map<string, string>();
		groups.set(key, inside);
		if (!inside.has(fold(host))) inside.set(fold(host), host);
	};
	for (const { host, pools: named } of members) {
		const known = named.map(fold).filter((key) => pools.has(key));
		for (const key of known.length === 0 ? [""] : known) put(key, host);
	}
	// A host that stands in a pool by one of its parts needs no second place without one.
	const pooled = new Set([...groups].flatMap(([key, inside]) => (key === "" ? [] : [...inside.keys()])));
	const alone = groups.get("");
	if (alone !== undefined) for (const host of pooled) alone.delete(host);
	return [...groups]
		.filter(([, inside]) => inside.size > 0)
		.sort(([a], [b]) => (a === "" ? 1 : b === "" ? -1 : compareNames(a, b)))
		.map(([key, inside]) => ({ pool: pools.get(key), hosts: [...inside.values()] }));
}

/** Folded hosts of every pool, by folded pool name. */
export function membersByPool(inventory: Inventory): ReadonlyMap<string, ReadonlySet<string>> {
	const found = new Map<string, Set<string>>(inventory.pools.map(({ name }) => [fold(name), new Set<string>()]));
	const members: readonly Member[] = [
		...inventory.mfaServers,
		...inventory.userPortals,
		...inventory.mobileAppWebServices,
		...inventory.adfsFarms.flatMap((farm) => farm.nodes),
	];
	for (const { host, pools } of members) for (const pool of pools) found.get(fold(pool))?.add(fold(host));
	return found;
}
