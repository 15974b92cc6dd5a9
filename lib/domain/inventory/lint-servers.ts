/** MFA Servers and versions: roles in a group, install folders, versions nobody knows (domain 4.3, D1). */
import { compareNames, fold } from "../names.ts";
import type { Inventory, MfaServer } from "./document.ts";
import { type LintFinding, type LintRule, listed } from "./lint-finding.ts";

type Member = { readonly server: MfaServer; readonly index: number };

function groups(inventory: Inventory): (readonly [string, readonly Member[]])[] {
	const all = new Map<string, { name: string; members: Member[] }>();
	inventory.mfaServers.forEach((server, index) => {
		const key = fold(server.replicationGroup);
		const group = all.get(key) ?? { name: server.replicationGroup, members: [] };
		group.members.push({ server, index });
		all.set(key, group);
	});
	return [...all.values()].map(({ name, members }) => [name, members] as const).sort(([a], [b]) => compareNames(a, b));
}

/** LINT3 */
export const groupsWithoutPrimary: LintRule = (inventory) =>
	groups(inventory).flatMap(([name, members]): LintFinding[] => {
		if (members.some(({ server }) => server.role === "primary")) return [];
		const message = `Replication group ${name} has no primary among ${listed(members.map((m) => m.server.host))}: no user or setting could be changed, and no order of upgrade can be computed. Look at each server's console and mark the primary.`;
		return [
			{
				code: "no-primary",
				severity: "blocker",
				subject: `replication-group:${name}`,
				path: `mfaServers[${members[0]?.index}].role`,
				message,
			},
		];
	});

/** LINT4 */
export const groupsWithSeveralPrimaries: LintRule = (inventory) =>
	groups(inventory).flatMap(([name, members]): LintFinding[] => {
		const primaries = members.filter(({ server }) => server.role === "primary");
		if (primaries.length < 2) return [];
		const message = `Replication group ${name} has ${primaries.length} primaries, ${listed(primaries.map((m) => m.server.host))}; a group has one, and changes made on another are lost to its users. Look at each server's console and leave one.`;
		return [
			{
				code: "several-primaries",
				severity: "blocker",
				subject: `replication-group:${name}`,
				path: `mfaServers[${primaries[1]?.index}].role`,
				message,
			},
		];
	});

/** LINT5 */
export const unknownRoles: LintRule = (inventory) =>
	inventory.mfaServers.flatMap((server, i): LintFinding[] =>
		server.role === "unknown"
			? [
					{
						code: "role-unknown",
						severity: "blocker",
						subject: `mfa-server:${server.host}`,
						path: `mfaServers[${i}].role`,
						message: `Whether ${server.host} is the primary or a subordinate is not known, so its place in the order is not either; upgrading a primary first would leave its group without one. Look at its console and set the role.`,
					},
				]
			: [],
	);

const GUIDE_SPELLING = "multifactor authentication server";
const USUAL_SPELLING = "multi-factor authentication server";

/** LINT2 */
export const installPathSpellings: LintRule = (inventory) => {
	const spelled = (word: string) => inventory.mfaServers.filter((server) => fold(server.installPath).includes(word));
	const usual = spelled(USUAL_SPELLING);
	if (usual.length === 0) return [];
	return inventory.mfaServers.flatMap((server, i): LintFinding[] => {
		if (!fold(server.installPath).includes(GUIDE_SPELLING)) return [];
		const message = `${server.host} is entered under ${server.installPath}, while ${listed(usual.map((s) => s.host))} have the folder with a hyphen. One of the two is mistyped more likely than not, and backups taken from a folder that does not exist would be empty. Compare with InstallPath in the registry of ${server.host}.`;
		return [
			{
				code: "install-path-spellings",
				severity: "warning",
				subject: `mfa-server:${server.host}`,
				path: `mfaServers[${i}].installPath`,
				message,
			},
		];
	});
};

/** LINT13 */
export const unknownVersions: LintRule = (inventory) => [
	...inventory.mfaServers.flatMap((server, i): LintFinding[] =>
		server.version === "unknown"
			? [
					{
						code: "version-unknown",
						severity: "blocker",
						subject: `mfa-server:${server.host}`,
						path: `mfaServers[${i}].version`,
						message: `The version of the MFA Server on ${server.host} is not known, so nobody can say whether it may be upgraded in place or what it needs first. Read it from its console or the collector and enter it.`,
					},
				]
			: [],
	),
	...[
		...inventory.userPortals.map((c, i) => ({
			version: c.version,
			subject: `user-portal:${c.host}`,
			path: `userPortals[${i}].version`,
			label: `the user portal on ${c.host}`,
		})),
		...inventory.mobileAppWebServices.map((c, i) => ({
			version: c.version,
			subject: `mobile-app:${c.host}`,
			path: `mobileAppWebServices[${i}].version`,
			label: `the mobile app web service on ${c.host}`,
		})),
		...inventory.adfsFarms.map((c, i) => ({
			version: c.adapterVersion,
			subject: `adfs-farm:${c.name}`,
			path: `adfsFarms[${i}].adapterVersion`,
			label: `the adapter of AD FS farm ${c.name}`,
		})),
	].flatMap(({ version, subject, path, label }): LintFinding[] =>
		version === "unknown"
			? [
					{
						code: "component-version-unknown",
						severity: "warning",
						subject,
						path,
						message: `The version of ${label} is not known; a plan must assume that it needs the upgrade and every prerequisite, which may be work for nothing. Read it and enter it.`,
					},
				]
			: [],
	),
];
