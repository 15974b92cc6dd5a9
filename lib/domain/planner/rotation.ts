/**
 * Keeps pools above their minimum across groups, portals, web services and farms (invariant 14): whoever shares a
 * pool takes turns, so the last return of one comes before the first departure of the next. Inside a group or a
 * farm the turns are its own rules' business. Gives no turn that the phases or other turns imply already.
 */
import type { Facts, PoolFacts, PortalFacts } from "./facts.ts";
import { nodePools } from "./scope/batches.ts";
import type { FarmWork } from "./scope/farm-scope.ts";
import { mobileAppPools } from "./scope/mobile-app-scope.ts";
import { portalPools } from "./scope/portal-scope.ts";
import type { GroupWork } from "./scope/server-scope.ts";
import type { Work } from "./scope.ts";
import { stepId } from "./step.ts";

/** "server": groups and the portals beside servers. A gate stands behind the servers, and one between portals and farms. */
type Kind = "server" | "portal" | "mobile-app" | "farm";

type Unit = {
	readonly kind: Kind;
	readonly label: string;
	/** What it takes out of service at times; pools by key. */
	readonly pools: ReadonlySet<string>;
	/** Step that first takes a member out, and step that brings the last one back. */
	readonly first: string;
	readonly last: string;
};

export type Turn = { readonly from: Unit; readonly pool: string };

export type Rotation = {
	/** Turns to wait for, by the step that first takes a member out. */
	readonly before: ReadonlyMap<string, readonly Turn[]>;
	/** Last steps that somebody of the same phase waits for: the gate behind them need not. */
	readonly followed: ReadonlySet<string>;
};

export function planRotation(facts: Facts, work: Work): Rotation {
	const units = allUnits(facts, work);
	const incoming = units.map((): Map<number, string> => new Map());
	const lastOf = new Map<string, number>();
	units.forEach((unit, index) => {
		for (const pool of unit.pools) {
			const earlier = lastOf.get(pool);
			lastOf.set(pool, index);
			if (earlier !== undefined && !isImpliedByGate(units[earlier], unit)) incoming[index]?.set(earlier, pool);
		}
	});

	const before = new Map<string, Turn[]>();
	const followed = new Set<string>();
	units.forEach((unit, index) => {
		const turns = [...(incoming[index] ?? [])].filter(([from]) => !isImplied(units, incoming, from, index));
		for (const [from, pool] of turns) {
			const earlier = units[from];
			if (earlier === undefined) continue;
			before.set(unit.first, [...(before.get(unit.first) ?? []), { from: earlier, pool }]);
			if (earlier.kind === unit.kind) followed.add(earlier.last);
		}
	});
	return { before, followed };
}

function isImpliedByGate(earlier: Unit | undefined, later: Unit): boolean {
	if (earlier === undefined) return true;
	return (earlier.kind === "server" && later.kind !== "server") || (earlier.kind === "portal" && later.kind === "farm");
}

/** True when `to` waits for some other unit that comes back only after `from` did. */
function isImplied(units: readonly Unit[], incoming: readonly ReadonlyMap<number, string>[], from: number, to: number): boolean {
	const open = [...(incoming[to] ?? new Map<number, string>()).keys()].filter((other) => other !== from);
	const seen = new Set(open);
	for (let unit = open.pop(); unit !== undefined; unit = open.pop()) {
		if (unit === from) return true;
		const farmBefore = units[unit]?.kind === "farm" && units[unit - 1]?.kind === "farm" ? [unit - 1] : []; // farms finish one after the other (R41)
		for (const previous of [...(incoming[unit] ?? new Map<number, string>()).keys(), ...farmBefore]) {
			if (previous < from || seen.has(previous)) continue;
			seen.add(previous);
			open.push(previous);
		}
	}
	return false;
}

function allUnits(facts: Facts, work: Work): Unit[] {
	const crowded = crowdedFarms(facts, work.groups);
	return [
		...work.groups.map((group) => groupUnit(facts, group, crowded)),
		...work.repairs.flatMap((portal) => portalUnit(facts, portal, "server")),
		...work.standAlone.flatMap((portal) => portalUnit(facts, portal, "portal")),
		...work.upgrades.map((app) => ({
			kind: "mobile-app" as const,
			label: `the mobile app web service on ${app.name}`,
			pools: keysOf(mobileAppPools(facts, app)),
			first: stepId("mobile-app.upgrade", app.name),
			last: stepId("mobile-app.upgrade", app.name),
		})),
		...work.farms.map((farm) => farmUnit(facts, farm)),
	];
}

const keysOf = (pools: readonly PoolFacts[]): ReadonlySet<string> =>
	new Set(pools.filter((pool) => pool.members.size >= 2).map((pool) => pool.key));

function portalUnit(facts: Facts, portal: PortalFacts, kind: Kind): Unit[] {
	if (portal.record.pools.length === 0) return [];
	const [first, last] = [stepId("user-portal.drain", portal.name), stepId("user-portal.undrain", portal.name)];
	return [{ kind, label: `portal ${portal.name}`, pools: keysOf(portalPools(facts, portal)), first, last }];
}

function groupUnit(facts: Facts, { group, order }: GroupWork, crowded: ReadonlySet<string>): Unit {
	const hosts = order.map((work) => work.server.key);
	const farms = hosts.flatMap((host) => facts.farmOn.get(host) ?? []).filter((farm) => crowded.has(farm.key));
	return {
		kind: "server",
		label: `group ${group.name}`,
		pools: new Set([
			...keysOf(hosts.flatMap((host) => facts.poolsOnHost.get(host) ?? [])),
			...farms.map((farm) => `AD FS farm ${farm.name}`),
		]),
		first: stepId("mfa-server.drain", order[0]?.server.name ?? ""),
		last: stepId("mfa-server.undrain", order.at(-1)?.server.name ?? ""),
	};
}

/** Farms whose nodes several groups could drain all at once, pool or no pool (invariant 8). */
function crowdedFarms(facts: Facts, groups: readonly GroupWork[]): ReadonlySet<string> {
	const groupsOnFarm = new Map<string, { nodes: number; groups: Set<string> }>();
	for (const { group, order } of groups) {
		for (const { server } of order) {
			const farm = facts.farmOn.get(server.key);
			if (farm === undefined || farm.nodes.length < 2) continue;
			const seen = groupsOnFarm.get(farm.key) ?? { nodes: farm.nodes.length, groups: new Set() };
			seen.groups.add(group.key);
			groupsOnFarm.set(farm.key, seen);
		}
	}
	return new Set([...groupsOnFarm].filter(([, seen]) => seen.groups.size >= seen.nodes).map(([key]) => key));
}

function farmUnit(facts: Facts, { farm, a, b }: FarmWork): Unit {
	const alone = `${farm.name}/${a[0]?.name ?? ""}`;
	return {
		kind: "farm",
		label: `AD FS farm ${farm.name}`,
		pools: keysOf(farm.nodes.flatMap((node) => nodePools(facts, node))),
		first: b.length > 0 ? stepId("adfs.remove-batch-a", farm.name) : stepId("adfs.install-adapter", alone),
		last: b.length > 0 ? stepId("adfs.return-batch-b", farm.name) : stepId("adfs.restart-service", alone),
	};
}
