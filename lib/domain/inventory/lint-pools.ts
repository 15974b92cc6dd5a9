/** Load balancer pools that cannot do their work while a member is upgraded (domain 4.8). */
import { fold } from "../names.ts";
import type { Inventory, Pool } from "./document.ts";
import { type LintFinding, type LintRule, listed } from "./lint-finding.ts";

type Kind = Pool["kind"];
type Member = { readonly host: string; readonly kinds: readonly Kind[]; readonly label: string };

/** Everything that names a pool, by the pool's folded name. */
function membersOf(inventory: Inventory): ReadonlyMap<string, readonly Member[]> {
	const members = new Map<string, Member[]>(inventory.pools.map((pool) => [fold(pool.name), []]));
	const add = (pools: readonly string[], host: string, kinds: readonly Kind[], label: string): void => {
		for (const pool of pools) members.get(fold(pool))?.push({ host, kinds, label: `${label} on ${host}` });
	};
	for (const s of inventory.mfaServers) add(s.pools, s.host, s.webServiceSdk ? ["mfa", "sdk"] : ["mfa"], "the MFA Server");
	for (const p of inventory.userPortals) add(p.pools, p.host, ["portal"], "the user portal");
	for (const m of inventory.mobileAppWebServices) add(m.pools, m.host, ["mobile-app"], "the mobile app web service");
	for (const farm of inventory.adfsFarms) for (const n of farm.nodes) add(n.pools, n.host, ["adfs"], `the node of ${farm.name}`);
	return members;
}

const hostsOf = (members: readonly Member[]): string[] => [...new Map(members.map((m) => [fold(m.host), m.host])).values()];

const eachPool =
	(judge: (pool: Pool, hosts: readonly string[], members: readonly Member[], path: string) => readonly LintFinding[]): LintRule =>
	(inventory) => {
		const all = membersOf(inventory);
		return inventory.pools.flatMap((pool, i) => {
			const members = all.get(fold(pool.name)) ?? [];
			return judge(pool, hostsOf(members), members, `pools[${i}]`);
		});
	};

/** LINT6: as many must stay in service as there are, so none can be taken out. */
export const poolsThatCannotDrain: LintRule = eachPool((pool, hosts, _, path): LintFinding[] => {
	if (hosts.length === 0 || pool.minInService < hosts.length) return [];
	const subject = `pool:${pool.name}`;
	if (hosts.length === 1) {
		const message = `Pool ${pool.name} has one member, ${hosts[0]}: draining it is an outage for everyone who comes through the pool. Add a member, or plan a window for it.`;
		return [{ code: "pool-single-member", severity: "warning", subject, path: `${path}.minInService`, message }];
	}
	const message = `Pool ${pool.name} must keep ${pool.minInService} in service and has ${hosts.length} members, ${listed(hosts)}: no member can be drained, so none can be upgraded. Lower the minimum, or add a member.`;
	return [{ code: "pool-minimum", severity: "blocker", subject, path: `${path}.minInService`, message }];
});

/** LINT7 */
export const poolsWithoutMembers: LintRule = eachPool((pool, hosts, _, path): LintFinding[] =>
	hosts.length > 0
		? []
		: [
				{
					code: "pool-empty",
					severity: "warning",
					subject: `pool:${pool.name}`,
					path,
					message: `Pool ${pool.name} has no member, so nothing would be drained before its machines are upgraded and its callers would meet errors. Name the pool at each member, or remove it.`,
				},
			],
);

/** LINT17: a drain would be planned at a balancer that does not carry this traffic. */
export const poolsOfAnotherKind: LintRule = eachPool((pool, _, members, path): LintFinding[] => {
	const strangers = members.filter((member) => !member.kinds.includes(pool.kind));
	if (strangers.length === 0) return [];
	const message = `Pool ${pool.name} is of kind ${pool.kind}, but ${listed(strangers.map((m) => m.label))} ${strangers.length === 1 ? "names" : "name"} it too: draining there would not stop that traffic. Correct the pool's kind or the membership.`;
	return [{ code: "pool-kind-mismatch", severity: "warning", subject: `pool:${pool.name}`, path: `${path}.kind`, message }];
});
