/** Warnings and infos about user portals, mobile app web services and pools (domain 4.9). */
import { type Facts, type PoolFacts, targetIsAtLeast } from "../facts.ts";
import type { Finding } from "../plan-document.ts";
import type { Work } from "../scope.ts";
import { finding } from "./finding.ts";

export function portalFindings(facts: Facts, work: Work): Finding[] {
	const worked = facts.portals.filter((portal) => work.subjects.has(portal.subject));
	return [
		...worked
			.filter((portal) => facts.serverOn.has(portal.key))
			.map((portal) =>
				finding(
					"co-located-portal",
					portal.subject,
					`The user portal on ${portal.name} stands beside an MFA Server: the server's installer updates it. Its web.config and theme are backed up before that installer runs, and the update prompt must be accepted.`,
					{ rules: ["R24", "R27"], hazards: ["H1"] },
				),
			),
		...worked
			.filter((portal) => portal.record.defaultThemeModified === "yes")
			.map((portal) =>
				finding(
					"default-theme-modified",
					portal.subject,
					`The Default theme of the user portal on ${portal.name} has been changed, and the upgrade overwrites it. The plan backs it up; better keep your look in a copied theme under a name of its own.`,
					{ rules: ["R25", "R26"] },
				),
			),
	];
}

export function mobileAppFindings(facts: Facts, work: Work): Finding[] {
	const upgraded = new Set(work.upgrades);
	const removed = new Set(work.removals);
	return facts.mobileApps.flatMap((app) => [
		...(upgraded.has(app)
			? [
					finding(
						"mobile-app-no-procedure",
						app.subject,
						`The current guide has no procedure for upgrading a mobile app web service below 8.0. The steps for ${app.name} follow the 2017 edition: rehearse them, and keep its web.config.`,
						{ rules: ["R32"], hazards: ["H23"] },
					),
				]
			: []),
		...(removed.has(app)
			? [
					finding(
						"mobile-app-users",
						app.subject,
						`Whether users who registered through ${app.name} must register again after 8.0 is not documented. Before removing it, let an existing user approve a test push.`,
						{ rules: ["R32"], hazards: ["H21", "H22"] },
					),
				]
			: []),
		...(targetIsAtLeast(facts, "8.0")
			? [
					finding(
						"mobile-app-obsolete",
						app.subject,
						`From 8.0 on the mobile app does not need the web service on ${app.name}. It may be uninstalled when everything else is done; it is not upgraded.`,
						{ rules: ["R32"], hazards: ["H21"] },
					),
				]
			: []),
	]);
}

const STICKY_KINDS: ReadonlySet<string> = new Set(["mfa", "portal", "mobile-app"]);

export function poolFindings(facts: Facts, work: Work): Finding[] {
	const worked = new Set<PoolFacts>();
	const mark = (subject: string, key: string, names: readonly string[]): void => {
		if (!work.subjects.has(subject)) return;
		for (const pool of facts.poolsOnHost.get(key) ?? []) if (facts.namesPool(names, pool)) worked.add(pool);
	};
	for (const { subject, key, record } of [...facts.servers, ...facts.portals, ...facts.mobileApps]) mark(subject, key, record.pools);
	for (const farm of facts.farms) for (const node of farm.nodes) mark(farm.subject, node.key, node.record.pools);
	return [...facts.pools.values()]
		.filter((pool) => worked.has(pool) && STICKY_KINDS.has(pool.record.kind) && pool.record.sticky !== "yes")
		.map((pool) =>
			finding(
				"pool-not-sticky",
				`pool:${pool.record.name}`,
				`Pool ${pool.record.name} ${pool.record.sticky === "no" ? "does not keep" : "is not known to keep"} a user on one member. Codes by text message and portal sessions need the same server for question and answer: switch stickiness on, or expect broken sessions at every drain.`,
				{ rules: ["R13"], hazards: ["H13"] },
			),
		);
}
