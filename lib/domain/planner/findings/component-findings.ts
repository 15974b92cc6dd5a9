/** Findings every kind of component can have: its standing, its directory, its Web Service SDK address (domain 4.9). */
import { DEFAULT_MOBILE_APP_DIRECTORY, DEFAULT_PORTAL_DIRECTORY, DEFAULT_SDK_DIRECTORY } from "../../inventory/document.ts";
import { fold, sameName } from "../../names.ts";
import { compareVersions } from "../../version.ts";
import type { AnyComponent, Facts, FarmFacts, PortalFacts } from "../facts.ts";
import type { Finding } from "../plan-document.ts";
import type { Work } from "../scope.ts";
import { finding } from "./finding.ts";

export function componentFindings(facts: Facts, work: Work): Finding[] {
	return [...ahead(facts), ...sdkPinned(facts, work), ...standings(facts), ...directories(facts)];
}

const NAMES = {
	"mfa-server": "MFA Server on",
	"user-portal": "user portal on",
	"mobile-app": "mobile app web service on",
	"adfs-farm": "AD FS adapter of",
} as const;

const nameOf = (component: AnyComponent): string => `${NAMES[component.kind]} ${component.name}`;

function ahead(facts: Facts): Finding[] {
	const oldest = facts.servers
		.filter((server) => server.standing === "below")
		.reduce<(typeof facts.servers)[number] | undefined>(
			(low, server) => (low === undefined || compareServers(server, low) < 0 ? server : low),
			undefined,
		);
	if (oldest === undefined) return [];
	const isAhead = (component: PortalFacts | FarmFacts): boolean =>
		component.version !== "unknown" && oldest.version !== "unknown" && compareVersions(component.version, oldest.version) > 0;
	return [
		...facts.portals.filter(isAhead).map((portal) => aheadFinding("portal-ahead", portal, oldest.name)),
		...facts.farms.filter(isAhead).map((farm) => aheadFinding("adapter-ahead", farm, oldest.name)),
	];
}

const compareServers = (a: { readonly version: string }, b: { readonly version: string }): number => compareVersions(a.version, b.version);

const aheadFinding = (code: "portal-ahead" | "adapter-ahead", component: AnyComponent, server: string): Finding =>
	finding(
		code,
		component.subject,
		`The ${nameOf(component)} is ${component.version}, newer than MFA Server ${server}. Server and Web Service SDK ought to be as new as what calls them: upgrade the servers soon, and test sign-ins until then.`,
		{ rules: ["R8"], hazards: ["H12"] },
	);

function sdkPinned(facts: Facts, work: Work): Finding[] {
	const servers = new Map<string, string[]>();
	for (const server of facts.servers) {
		if (!work.subjects.has(server.subject)) continue;
		for (const consumer of facts.callers.pinnedTo.get(server.key) ?? []) {
			const names = servers.get(consumer.subject);
			if (names) names.push(server.name);
			else servers.set(consumer.subject, [server.name]);
		}
	}
	return facts.callers.consumers.flatMap((consumer) => {
		const names = servers.get(consumer.subject);
		if (names === undefined) return [];
		const server = names.join(", ");
		return [
			finding(
				"sdk-pinned",
				consumer.subject,
				`${consumer.label.charAt(0).toUpperCase()}${consumer.label.slice(1)} calls the Web Service SDK of ${server} by its own name, so a load balancer does not help: while ${server} is upgraded it is cut off. ` +
					"Point it to another server's SDK before the drain (mind the certificate's name), or accept the outage.",
				{ rules: ["R12", "R16"], hazards: ["H10", "H45"] },
			),
		];
	});
}

function standings(facts: Facts): Finding[] {
	const all: readonly AnyComponent[] = [...facts.servers, ...facts.portals, ...facts.mobileApps, ...facts.farms];
	return all.flatMap((component): Finding[] => {
		if (component.standing === "at" && !isAgent(component)) {
			return [
				finding(
					"already-at-target",
					component.subject,
					`The ${nameOf(component)} is at ${facts.targetVersion} already (${component.version}); the plan leaves it alone.`,
					{
						rules: ["R14"],
					},
				),
			];
		}
		if (component.standing === "unknown" && component.kind !== "mfa-server") {
			return [
				finding(
					"component-version-unknown",
					component.subject,
					`The version of the ${nameOf(component)} is not known. The plan takes the careful way: it treats it as older than the target and in need of the newer runtime. Read it under Programs and Features and record it.`,
					{ rules: ["R3", "R4"] },
				),
			];
		}
		return [];
	});
}

const isAgent = (component: AnyComponent): boolean => component.kind === "mfa-server" && component.record.product === "phonefactor-agent";

function directories(facts: Facts): Finding[] {
	return [
		...facts.servers.flatMap(({ subject, name, record }) =>
			record.webServiceSdk
				? directory(subject, `The Web Service SDK on ${name}`, record.webServiceSdk.virtualDirectory, DEFAULT_SDK_DIRECTORY)
				: [],
		),
		...facts.portals.flatMap((portal) =>
			directory(portal.subject, `The ${nameOf(portal)}`, portal.record.virtualDirectory, DEFAULT_PORTAL_DIRECTORY),
		),
		...facts.mobileApps.flatMap((app) =>
			directory(app.subject, `The ${nameOf(app)}`, app.record.virtualDirectory, DEFAULT_MOBILE_APP_DIRECTORY),
		),
	];
}

/** IIS does not tell upper from lower case. */
function directory(subject: string, what: string, found: string, usual: string): Finding[] {
	if (sameName(found, usual)) return [];
	const phoneFactor = fold(found).includes("phonefactor") ? " It is a name from PhoneFactor times." : "";
	return [
		finding(
			"virtual-directory-non-default",
			subject,
			`${what} uses the virtual directory ${found}, not ${usual}.${phoneFactor} Type exactly ${found} when the installer asks; another name breaks every address that uses it.`,
			{ rules: ["R19", "R27"], hazards: ["H19", "H20"] },
		),
	];
}
