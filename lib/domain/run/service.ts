/**
 * Who is in service right now, from the frozen inventory and the run's own drains and batches, and the question
 * asked before something leaves it: would too few be left? (`last-serving-node`, invariants 2, 8 and 14, hazard H28.)
 * A member counts as out from the *start* of the step that takes it out until the step that returns it is done, so a
 * parked or failed subject that was drained stays out. A member marked down is out until it is marked up, and no step
 * brings it back.
 */
import type { Inventory } from "../inventory/document.ts";
import { fold, sameName } from "../names.ts";
import type { PlanStep } from "../planner/plan-document.ts";
import { farmBatches, farmOf } from "./batches.ts";
import { stepOf } from "./graph.ts";
import { type MemberComponent, markedDown } from "./marks.ts";
import type { Refusal } from "./refusals.ts";
import type { RunState } from "./state.ts";

/** One member of a pool: a component on a host. Draining an MFA Server takes everything on its host out. */
type Member = { readonly component: MemberComponent; readonly host: string };
type Pool = { readonly subject: string; readonly minInService: number; readonly members: readonly Member[] };
type Leaving = (member: Member) => boolean;

export type LastServing = Extract<Refusal, { code: "last-serving-node" }>;

/** Every reason why `step` must not start now for want of serving members, worst named first; empty: nothing to fear. */
export function lastServing(state: RunState, step: PlanStep): LastServing[] {
	switch (step.kind) {
		case "mfa-server.drain":
			return [...groupLeft(state, step), ...poolsLeft(state, onHost(step), 2)];
		case "user-portal.drain":
			return poolsLeft(state, portalOn(step), 1);
		case "adfs.remove-batch-a":
			return [...farmLeft(state, step, "A"), ...poolsLeft(state, inBatch(state, step, "A"), 1)];
		case "adfs.swap-batches":
			return [
				...farmLeft(state, step, "B"),
				...poolsLeft(state, inBatch(state, step, "B"), 1, returning(state, inBatch(state, step, "A"))),
			];
		case "adfs.install-adapter":
			return farmBatches(state.plan, farmOf(step.subject)).all.length === 1 ? [alone(`adfs-farm:${farmOf(step.subject)}`)] : [];
		default:
			return [];
	}
}

const alone = (subject: string): LastServing => ({ code: "last-serving-node", subject, serving: 1, minInService: 1 });

const onHost =
	(step: PlanStep): Leaving =>
	(member) =>
		sameName(member.host, step.host ?? "");
const portalOn =
	(step: PlanStep): Leaving =>
	(member) =>
		member.component === "user-portal" && sameName(member.host, step.host ?? "");

const nobody: Leaving = () => false;

/** Of those that a step puts back, the ones that can serve then. */
function returning(state: RunState, back: Leaving): Leaving {
	const down = markedDown(state);
	return (member) => back(member) && !down(member.component, member.host);
}

function inBatch(state: RunState, step: PlanStep, batch: "A" | "B"): Leaving {
	const nodes = farmBatches(state.plan, farmOf(step.subject))[batch];
	return (member) => member.component === "adfs-node" && nodes.some((node) => sameName(node, member.host));
}

/** A lone server is always the last; in a larger group at least one other server must serve. */
function groupLeft(state: RunState, step: PlanStep): LastServing[] {
	const server = state.inventory.mfaServers.find((candidate) => sameName(candidate.host, step.host ?? ""));
	const group = state.inventory.mfaServers.filter((other) => server && sameName(other.replicationGroup, server.replicationGroup));
	if (group.length <= 1) return [alone(step.subject)];
	const out = outOfService(state);
	const serving = group.filter((other) => !out({ component: "mfa-server", host: other.host }));
	if (serving.some((other) => !sameName(other.host, step.host ?? ""))) return [];
	return [
		{ code: "last-serving-node", subject: `replication-group:${server?.replicationGroup}`, serving: serving.length, minInService: 1 },
	];
}

function farmLeft(state: RunState, step: PlanStep, leaving: "A" | "B"): LastServing[] {
	const farm = farmOf(step.subject);
	const out = outOfService(state);
	const goes = inBatch(state, step, leaving);
	const returns = leaving === "B" ? returning(state, inBatch(state, step, "A")) : nobody;
	const members = farmBatches(state.plan, farm).all.map((host): Member => ({ component: "adfs-node", host }));
	const serving = members.filter((member) => !out(member));
	const left = members.filter((member) => !goes(member) && (returns(member) || !out(member)));
	return left.length >= 1 ? [] : [{ code: "last-serving-node", subject: `adfs-farm:${farm}`, serving: serving.length, minInService: 1 }];
}

/** Pools of at least `smallest` members that would fall below their minimum, and lose somebody now. */
function poolsLeft(state: RunState, goes: Leaving, smallest: number, returns: Leaving = nobody): LastServing[] {
	const out = outOfService(state);
	return pools(state.inventory).flatMap((pool): LastServing[] => {
		if (pool.members.length < smallest || !pool.members.some(goes)) return [];
		const serving = hosts(pool.members.filter((member) => !out(member)));
		const left = hosts(pool.members.filter((member) => !goes(member) && (returns(member) || !out(member))));
		if (left >= pool.minInService || left >= serving) return [];
		return [{ code: "last-serving-node", subject: pool.subject, serving, minInService: pool.minInService }];
	});
}

const hosts = (members: readonly Member[]): number => new Set(members.map((member) => fold(member.host))).size;

/** True for members that the run has taken out and not yet returned, and for those marked down. */
function outOfService(state: RunState): Leaving {
	const down = markedDown(state);
	const servers = new Set<string>();
	const portals = new Set<string>();
	const nodes = new Set<string>();
	const isOut = (takes: PlanStep | undefined, returns: PlanStep | undefined) =>
		takes !== undefined && hasBegun(state, takes) && (returns === undefined || state.steps[returns.id]?.status !== "done");
	for (const step of state.plan.steps) {
		const host = step.host ?? "";
		if (step.kind === "mfa-server.drain" && isOut(step, stepOf(state, "mfa-server.undrain", host))) servers.add(fold(host));
		if (step.kind === "user-portal.drain" && isOut(step, stepOf(state, "user-portal.undrain", host))) portals.add(fold(host));
		if (step.kind !== "adfs.remove-batch-a") continue;
		const farm = farmOf(step.subject);
		const { A, B } = farmBatches(state.plan, farm);
		const swap = stepOf(state, "adfs.swap-batches", farm);
		if (isOut(step, swap)) for (const node of A) nodes.add(fold(node));
		if (isOut(swap, stepOf(state, "adfs.return-batch-b", farm))) for (const node of B) nodes.add(fold(node));
	}
	return ({ component, host }) =>
		down(component, host) ||
		servers.has(fold(host)) ||
		(component === "user-portal" && portals.has(fold(host))) ||
		(component === "adfs-node" && nodes.has(fold(host)));
}

/** Started at least once and not taken back since. */
const hasBegun = (state: RunState, step: PlanStep): boolean => state.steps[step.id]?.firstStartedAt !== undefined;

const built = new WeakMap<Inventory, readonly Pool[]>();

/** The frozen inventory's pools with their members, remembered by identity. */
function pools(inventory: Inventory): readonly Pool[] {
	const known = built.get(inventory);
	if (known) return known;
	const members = new Map<string, Member[]>(inventory.pools.map((pool) => [fold(pool.name), []]));
	const join = (component: Member["component"], host: string, names: readonly string[]) => {
		for (const name of names) members.get(fold(name))?.push({ component, host });
	};
	for (const server of inventory.mfaServers) join("mfa-server", server.host, server.pools);
	for (const portal of inventory.userPortals) join("user-portal", portal.host, portal.pools);
	for (const service of inventory.mobileAppWebServices) join("mobile-app", service.host, service.pools);
	for (const farm of inventory.adfsFarms) for (const node of farm.nodes) join("adfs-node", node.host, node.pools);
	const all = inventory.pools.map((pool) => ({
		subject: `pool:${pool.name}`,
		minInService: pool.minInService,
		members: members.get(fold(pool.name)) ?? [],
	}));
	built.set(inventory, all);
	return all;
}
