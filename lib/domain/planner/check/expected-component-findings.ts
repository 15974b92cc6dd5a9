/** Warnings and infos about servers, groups, portals, mobile app web services and the estate (domain 4.9). */
import { fold, shortName } from "../../names.ts";
import { compareVersions } from "../../version.ts";
import { type ExpectedFinding, each, infos, warnings } from "./expected-finding.ts";
import { type Group, needsTarget, type Scope } from "./scope.ts";
import { crossing, workedComponents } from "./worked-hosts.ts";
import { promotes, upgradedMobileApps, workedGroups, workedPortals, workedServers } from "./worked-on.ts";

const atLeast = (version: string, floor: string): boolean => compareVersions(version, floor) >= 0;
const above = (a: string, b: string): boolean => a !== "unknown" && b !== "unknown" && compareVersions(a, b) > 0;

export function expectedComponentFindings(scope: Scope): ExpectedFinding[] {
	const { inventory, target } = scope;
	const crossings = workedComponents(scope).map((c) => crossing(c.version, target));
	const jump = crossings.includes("yes") || crossings.includes("assumed");
	return [
		...warnings("end-of-service", "estate"),
		...(inventory.estate.usesTags === "yes" && atLeast(target, "8.0.0") && !atLeast(target, "8.0.2")
			? warnings("tags-in-use", "estate")
			: []),
		...infos("runtime-jump", ...(jump ? ["estate"] : [])).map((f) => ({ ...f, allowed: !crossings.includes("yes") })),
		...groupsFindings(scope),
		...serverFindings(scope),
		...portalFindings(scope),
		...mobileAppFindings(scope),
		...alreadyAtTarget(scope),
	];
}

function groupsFindings(scope: Scope): ExpectedFinding[] {
	const worked = new Set(workedGroups(scope));
	const targets = new Set(scope.inventory.clientSystems.flatMap((c) => c.targets.map(fold)));
	return scope.groups.flatMap((g) => groupFindings(scope, g, worked.has(g), targets));
}

function groupFindings(scope: Scope, group: Group, worked: boolean, clientTargets: ReadonlySet<string>): ExpectedFinding[] {
	const { servers } = group;
	const subject = `replication-group:${group.name}`;
	const utilityOnly = scope.recipe === "migration-utility-only";
	const pooled = servers.some((s) => s.pools.length > 0);
	const named = servers.some((s) => clientTargets.has(fold(s.host)));
	const joined = servers.map((s) => scope.hostOf.get(fold(s.host))?.domainJoined);
	const ports = new Set(servers.flatMap((s) => s.staticRpcPort ?? []));
	const known = servers.map((s) => s.version).filter((v) => v !== "unknown");
	const differ = known.some((v) => compareVersions(v, known[0] ?? v) !== 0);
	const below = group.below.filter((s) => s.version !== "unknown" && s.role === "subordinate");
	const aheadNow = below.some((s) => group.primary !== undefined && above(group.primary.version, s.version));
	const aheadMaybe = group.below.some(
		(s) => s.role !== "primary" && servers.some((p) => p.role === "primary" && above(p.version, s.version)),
	);
	const aheadAfter = utilityOnly && worked && below.length > 0;
	const sdks = servers.filter((s) => s.webServiceSdk !== undefined);
	const consumers =
		sdks.length !== 1 ? [] : [...scope.inventory.userPortals, ...scope.inventory.mobileAppWebServices, ...scope.inventory.adfsFarms];
	const consumed = sdks.length === 1 && sdks[0] === group.primary && consumers.some((c) => c.sdkUrl !== undefined);
	const onlyOld = consumed && promotes(scope, group);
	const when = (holds: boolean): string[] => (holds ? [subject] : []);
	return [
		...warnings("clients-unknown", ...when(worked && !pooled && !named)),
		...warnings("no-load-balancer", ...when(worked && !pooled && servers.length >= 2)),
		...warnings("primary-ahead", ...when(aheadNow || aheadAfter || aheadMaybe)).map((f) => ({ ...f, allowed: !aheadNow && !aheadAfter })),
		...warnings("sdk-only-on-old-primary", ...when(onlyOld)),
		...warnings("domain-join-mixed", ...when(joined.includes("yes") && joined.includes("no"))),
		...warnings("adsync-several", ...when(servers.filter((s) => s.adSync === "yes").length > 1)),
		// A server without a static port beside one with: "differing values" can be read both ways.
		...warnings(
			"rpc-port-mismatch",
			...when(ports.size > 1 || (ports.size === 1 && servers.some((s) => s.staticRpcPort === undefined))),
		).map((f) => ({ ...f, allowed: ports.size < 2 })),
		...infos("mixed-versions", ...when(differ || (known.length > 0 && known.length < servers.length))).map((f) => ({
			...f,
			allowed: !differ,
		})),
	];
}

function serverFindings(scope: Scope): ExpectedFinding[] {
	const worked = workedGroups(scope).flatMap((g) => workedServers(scope, g).map((server) => ({ server, lone: g.servers.length === 1 })));
	const risky = scope.inventory.mfaServers.filter((s) => {
		const host = scope.hostOf.get(fold(s.host));
		return s.activatedBeforeJuly2019 === "no" || (host?.azureVm === true && ["2019", "2022", "2025"].includes(host.os));
	});
	const subject = (s: { host: string }): string => `mfa-server:${s.host}`;
	return [
		...warnings("single-server", ...worked.filter((w) => w.lone).map((w) => subject(w.server))),
		...warnings("old-installer-missing", ...worked.filter((w) => w.server.oldInstallerAvailable === "no").map((w) => subject(w.server))),
		...warnings("activation-risk", ...risky.map(subject)),
		...infos(
			"virtual-directory-non-default",
			...scope.inventory.mfaServers
				.filter((s) => s.webServiceSdk && fold(s.webServiceSdk.virtualDirectory) !== "multifactorauthwebservicesdk")
				.map(subject),
		),
	];
}

/** The `…-ahead` test: newer than some MFA Server that is still below the target. */
export function aheadOfServers(scope: Scope): (version: string) => boolean {
	const below = scope.inventory.mfaServers.map((s) => s.version).filter((v) => v !== "unknown" && needsTarget(v, scope.target));
	const oldest = below.reduce<string | undefined>((least, v) => (least === undefined || above(least, v) ? v : least), undefined);
	return (version) => oldest !== undefined && above(version, oldest);
}

/** Whether an `sdkUrl` names the host of a server worked on, by short or full name. */
export function pinnedTo(scope: Scope): (sdkUrl: string | undefined) => boolean {
	const names = new Set(workedGroups(scope).flatMap((g) => workedServers(scope, g).map((s) => shortName(s.host))));
	return (sdkUrl) => names.has(shortName(sdkUrl?.match(/^https:\/\/([^/:?#]+)/)?.[1] ?? ""));
}

function portalFindings(scope: Scope): ExpectedFinding[] {
	const portals = scope.inventory.userPortals;
	const subject = (p: { host: string }): string => `user-portal:${p.host}`;
	const worked = workedPortals(scope);
	const ahead = aheadOfServers(scope);
	const pinned = pinnedTo(scope);
	return [
		...warnings("portal-ahead", ...portals.filter((p) => ahead(p.version)).map(subject)),
		...warnings("sdk-pinned", ...portals.filter((p) => pinned(p.sdkUrl)).map(subject)),
		...warnings("component-version-unknown", ...portals.filter((p) => p.version === "unknown").map(subject)),
		...infos("co-located-portal", ...worked.filter((p) => p.server !== undefined).map((p) => subject(p.portal))),
		...infos("default-theme-modified", ...worked.filter((p) => p.portal.defaultThemeModified === "yes").map((p) => subject(p.portal))),
		...infos("virtual-directory-non-default", ...portals.filter((p) => fold(p.virtualDirectory) !== "multifactorauth").map(subject)),
	];
}

function mobileAppFindings(scope: Scope): ExpectedFinding[] {
	const services = scope.inventory.mobileAppWebServices;
	const subject = (m: { host: string }): string => `mobile-app:${m.host}`;
	const pinned = pinnedTo(scope);
	const removed = scope.mobileApps
		.filter((m) => scope.recipe === "guide" && !m.blocked && m.fate === "remove")
		.map((m) => subject(m.service));
	return [
		...warnings("sdk-pinned", ...services.filter((m) => pinned(m.sdkUrl)).map(subject)),
		...warnings("component-version-unknown", ...services.filter((m) => m.version === "unknown").map(subject)),
		...warnings("mobile-app-no-procedure", ...upgradedMobileApps(scope).map((m) => subject(m.service))),
		...warnings("mobile-app-users", ...removed),
		...infos("mobile-app-obsolete", ...(atLeast(scope.target, "8.0") ? services.map(subject) : [])),
		...infos(
			"virtual-directory-non-default",
			...services.filter((m) => fold(m.virtualDirectory) !== "multifactorauthmobileappwebservice").map(subject),
		),
	];
}

function alreadyAtTarget({ inventory, target }: Scope): ExpectedFinding[] {
	const at = (version: string): boolean => version !== "unknown" && !needsTarget(version, target) && isCut(version, target);
	return each("already-at-target", "info", [
		...inventory.mfaServers.filter((s) => s.product === "mfa-server" && at(s.version)).map((s) => `mfa-server:${s.host}`),
		...inventory.userPortals.filter((p) => at(p.version)).map((p) => `user-portal:${p.host}`),
		...inventory.mobileAppWebServices.filter((m) => at(m.version)).map((m) => `mobile-app:${m.host}`),
		...inventory.adfsFarms.filter((f) => at(f.adapterVersion)).map((f) => `adfs-farm:${f.name}`),
	]);
}

/** Not above either: cut to the target's parts it equals the target. */
const isCut = (version: string, target: string): boolean =>
	compareVersions(version.split(".").slice(0, target.split(".").length).join("."), target) === 0;
