/** Names that mean one thing and are written in two ways; people and scripts take them for two (contracts, "Words"). */
import { compareNames, fold, shortName } from "../names.ts";
import type { Inventory } from "./document.ts";
import { type LintFinding, type LintRule, listed } from "./lint-finding.ts";

/** LINT11: a short name beside a full name that begins with it; two full names of two domains are two machines. */
export const hostsThatLookAlike: LintRule = (inventory) => {
	const full = new Map<string, string[]>();
	for (const { name } of inventory.hosts) if (name.includes(".")) full.set(shortName(name), [...(full.get(shortName(name)) ?? []), name]);
	return inventory.hosts.flatMap(({ name }, i): LintFinding[] => {
		const others = name.includes(".") ? [] : (full.get(fold(name)) ?? []);
		if (others.length === 0) return [];
		const message = `${name} and ${listed(others)} look like one machine under two names. What stands on it would be planned twice, and nobody would see that its components share a host. Use one name everywhere.`;
		return [{ code: "names-alike", severity: "warning", subject: `host:${name}`, path: `hosts[${i}].name`, message }];
	});
};

type Spelling = { readonly kind: "host" | "pool" | "replication-group" | "adfs-farm"; readonly name: string; readonly path: string };

function spellings(inventory: Inventory): Spelling[] {
	const { hosts, mfaServers, userPortals, mobileAppWebServices, adfsFarms, pools, clientSystems } = inventory;
	const host = (name: string, path: string): Spelling => ({ kind: "host", name, path });
	const inPools = (names: readonly string[], path: string): Spelling[] =>
		names.map((name, i) => ({ kind: "pool", name, path: `${path}.pools[${i}]` }));
	const at = <T extends { host: string; pools: readonly string[] }>(items: readonly T[], list: string): Spelling[] =>
		items.flatMap((item, i) => [host(item.host, `${list}[${i}].host`), ...inPools(item.pools, `${list}[${i}]`)]);
	const own: Spelling[] = [
		...hosts.map((h, i) => host(h.name, `hosts[${i}].name`)),
		...pools.map((p, i): Spelling => ({ kind: "pool", name: p.name, path: `pools[${i}].name` })),
		...adfsFarms.map((f, i): Spelling => ({ kind: "adfs-farm", name: f.name, path: `adfsFarms[${i}].name` })),
		...mfaServers.map(
			(s, i): Spelling => ({ kind: "replication-group", name: s.replicationGroup, path: `mfaServers[${i}].replicationGroup` }),
		),
		...at(mfaServers, "mfaServers"),
		...at(userPortals, "userPortals"),
		...at(mobileAppWebServices, "mobileAppWebServices"),
		...adfsFarms.flatMap((f, i) => at(f.nodes, `adfsFarms[${i}].nodes`)),
	];
	const kinds = new Map(own.map(({ kind, name }) => [fold(name), kind]));
	const targets = clientSystems.flatMap((c, i) =>
		c.targets.flatMap((name, t): Spelling[] => {
			const kind = kinds.get(fold(name));
			return kind && kind !== "replication-group" ? [{ kind, name, path: `clientSystems[${i}].targets[${t}]` }] : [];
		}),
	);
	return [...own, ...targets];
}

const kindInWords = { host: "Host", pool: "Pool", "replication-group": "Replication group", "adfs-farm": "AD FS farm" } as const;

/** LINT12: harmless to us, since names are compared without case, but not to scripts and exports. */
export const namesThatDifferByCase: LintRule = (inventory) => {
	const groups = new Map<string, Spelling[]>();
	for (const spelling of spellings(inventory)) {
		const key = `${spelling.kind}:${fold(spelling.name)}`;
		const group = groups.get(key);
		if (group) group.push(spelling);
		else groups.set(key, [spelling]);
	}
	return [...groups.values()].flatMap((group): LintFinding[] => {
		const [first] = group;
		const odd = group.find(({ name }) => name !== first?.name);
		if (!first || !odd) return [];
		const forms = [...new Set(group.map(({ name }) => name))].sort(compareNames);
		const message = `${kindInWords[first.kind]} ${first.name} is also written ${listed(forms.filter((name) => name !== first.name))}. They count as one here, but a script that compares exactly would miss it. Write it one way.`;
		return [{ code: "names-differ-by-case", severity: "info", subject: `${first.kind}:${first.name}`, path: odd.path, message }];
	});
};
