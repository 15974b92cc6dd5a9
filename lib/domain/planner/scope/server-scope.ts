/**
 * What is done to the MFA Servers. A server's blocker stops its replication group and every later phase
 * (decision 6); other groups are still planned.
 */
import { type Facts, type GroupFacts, isBelowTarget, isTooOld, type PoolFacts, type PortalFacts, type ServerFacts } from "../facts.ts";
import { finding } from "../findings/finding.ts";
import type { Finding } from "../plan-document.ts";
import { promotionCandidate } from "./candidate.ts";
import { cannotDrain, poolMinimum } from "./pool-minimum.ts";

export type ServerWork = {
	readonly server: ServerFacts;
	/** False where the server is at target and only its Web Service SDK lags behind (H12). */
	readonly install: boolean;
	readonly sdk: boolean;
	/** The portal beside it, when it is updated in the same session (R27). */
	readonly portal?: PortalFacts;
};

export type GroupWork = {
	readonly group: GroupFacts;
	/** Primary when the plan is made: the one whose data file is copied (R11). */
	readonly primary: ServerFacts;
	/** One at a time: the promotion candidate, the other subordinates by name, the primary last. */
	readonly order: readonly ServerWork[];
	/** Who takes over before the primary is upgraded; absent for a lone server and a primary at target. */
	readonly candidate?: ServerFacts;
};

export type ServerScope = {
	readonly blockers: readonly Finding[];
	readonly blockedGroups: ReadonlySet<string>;
	readonly groups: readonly GroupWork[];
};

export function serverScope(facts: Facts): ServerScope {
	const blockers: Finding[] = [];
	const blockedGroups = new Set<string>();
	for (const group of facts.groups) {
		const found = [...group.servers.flatMap((server) => serverBlockers(facts, server)), ...groupBlockers(group)];
		if (found.length > 0) blockedGroups.add(group.key);
		blockers.push(...found);
	}
	const open = facts.groups.filter((group) => !blockedGroups.has(group.key)).flatMap((group) => groupWork(facts, group));
	for (const [pool, groups] of tightPools(facts, open)) {
		blockers.push(poolMinimum(pool));
		for (const group of groups) blockedGroups.add(group);
	}
	return { blockers, blockedGroups, groups: open.filter((work) => !blockedGroups.has(work.group.key)) };
}

function serverBlockers(facts: Facts, { record, subject, name, version, standing }: ServerFacts): Finding[] {
	const role =
		record.role === "unknown"
			? [
					finding(
						"role-unknown",
						subject,
						`Nobody has said whether ${name} is primary or subordinate. Look it up in the console's Status view on ${name} and record it; the order of the whole group depends on it.`,
						{ rules: ["R9", "R21"], hazards: ["H47"] },
					),
				]
			: [];
	return [...versionBlockers(facts, { record, subject, name, version, standing }), ...role];
}

/** The way of domain 5.4, for what cannot be upgraded in place. */
const PHONEFACTOR_PATH =
	'The path to take is the article "Upgrade the PhoneFactor Agent to Microsoft Entra Multifactor Authentication Server": ' +
	"copy PhoneFactor.pfdata away; save web.config and changed themes of every user portal and the web.config of every mobile app web service, and uninstall both; " +
	"uninstall the Web Service SDK, then the agent; install MFA Server into the folder the registry names, and if it asks to activate, choose the replication group of before; " +
	"install SDK and portals under their old directory names, or change every address that calls them and the portal's address in the console, and tell the users; " +
	"merge appSettings and applicationSettings into the new web.config. From 8.0 on the mobile app web service is not needed. Record the result here as mfa-server.";

function versionBlockers(
	facts: Facts,
	{ record, subject, name, version, standing }: Pick<ServerFacts, "record" | "subject" | "name" | "version" | "standing">,
): Finding[] {
	if (record.product === "phonefactor-agent") {
		return [
			finding("phonefactor-agent", subject, `${name} runs the PhoneFactor Agent, which has no in-place upgrade. ${PHONEFACTOR_PATH}`, {
				rules: ["R2"],
				hazards: ["H20"],
			}),
		];
	}
	if (version === "unknown") {
		return [
			finding(
				"version-unknown",
				subject,
				`The version of ${name} is not known, so nobody can say whether it may be upgraded in place. Read it under Programs and Features on ${name} and record it.`,
				{ rules: ["R1"] },
			),
		];
	}
	if (isTooOld({ version })) {
		return [
			finding("version-too-old", subject, `${name} runs ${version}; in-place upgrade starts at 6.0. ${PHONEFACTOR_PATH}`, {
				rules: ["R1", "R2"],
			}),
		];
	}
	const sdk = record.webServiceSdk?.version;
	const ahead =
		standing === "above" ? version : sdk !== undefined && sdk !== "unknown" && facts.standingOf(sdk) === "above" ? sdk : undefined;
	if (ahead === undefined) return [];
	return [
		finding(
			"downgrade",
			subject,
			`${ahead === version ? name : `The Web Service SDK on ${name}`} runs ${ahead}, which is newer than the target ${facts.targetVersion}. There is no downgrade in place: choose a target of ${ahead} or newer, or correct the inventory.`,
			{ rules: ["R14"] },
		),
	];
}

function groupBlockers(group: GroupFacts): Finding[] {
	if (group.primaries.length === 1) return [];
	if (group.primaries.length === 0) {
		return [
			finding(
				"no-primary",
				group.subject,
				`Replication group ${group.name} has no primary. Bring the primary back, or promote one of the subordinates in the console, then import the estate again.`,
				{ rules: ["R9", "R11", "R21"] },
			),
		];
	}
	return [
		finding(
			"several-primaries",
			group.subject,
			`Replication group ${group.name} has ${group.primaries.length} primaries: ${group.primaries.map((server) => server.name).join(" and ")}. ` +
				"A group has one. Find out which one the cloud service names, demote the other, or record them in separate groups if they are separate.",
			{ rules: ["R9", "R21"], hazards: ["H47"] },
		),
	];
}

function groupWork(facts: Facts, group: GroupFacts): GroupWork[] {
	const [primary] = group.primaries;
	if (primary === undefined) return [];
	const primaryWork = serverWork(facts, primary);
	if (facts.recipe === "migration-utility-only") {
		return primaryWork.some((work) => work.install) ? [{ group, primary, order: primaryWork }] : [];
	}
	const subordinates = group.servers.filter((server) => server !== primary);
	const candidate = primary.standing === "below" ? promotionCandidate(facts, subordinates) : undefined;
	const sequence = candidate ? [candidate, ...subordinates.filter((server) => server !== candidate)] : subordinates;
	const order = [...sequence.flatMap((server) => serverWork(facts, server)), ...primaryWork];
	if (order.length === 0) return [];
	return [candidate ? { group, primary, order, candidate } : { group, primary, order }];
}

function serverWork(facts: Facts, server: ServerFacts): ServerWork[] {
	const install = server.standing === "below";
	const sdkVersion = server.record.webServiceSdk?.version;
	const sdk = sdkVersion !== undefined && (install || facts.standingOf(sdkVersion) !== "at"); // the installer asks whatever the SDK's version (R19)
	if (!install && !sdk) return [];
	const portal = facts.portalOn.get(server.key);
	const work = { server, install, sdk };
	return [portal && isBelowTarget(portal) && !isTooOld(portal) ? { ...work, portal } : work];
}

/** Pools that draining some host would breach, with the groups that would do it. A server takes every pool of its host along (H28). */
function tightPools(facts: Facts, groups: readonly GroupWork[]): ReadonlyMap<PoolFacts, ReadonlySet<string>> {
	const tight = new Map<PoolFacts, Set<string>>();
	for (const { group, order } of groups) {
		for (const { server } of order) {
			for (const pool of facts.poolsOnHost.get(server.key) ?? []) {
				if (!cannotDrain(pool)) continue;
				const groupsOfPool = tight.get(pool);
				if (groupsOfPool) groupsOfPool.add(group.key);
				else tight.set(pool, new Set([group.key]));
			}
		}
	}
	return tight;
}
