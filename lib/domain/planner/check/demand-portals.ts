/** Order around user portals and mobile app web services: invariants 1, 6, 10 and R23 to R32. */
import { fold } from "../../names.ts";
import type { Demands } from "./demands.ts";
import { lacksRuntime } from "./runtime-need.ts";
import type { PortalScope, Scope } from "./scope.ts";
import { upgradedMobileApps, workedFarms, workedGroups, workedPortals, workedServers } from "./worked-on.ts";

export const finishedServers = (scope: Scope): readonly string[] =>
	workedGroups(scope).flatMap((g) => workedServers(scope, g).map((s) => `mfa-server.undrain:${s.host}`));

export const finishedPortals = (scope: Scope): readonly string[] =>
	workedPortals(scope).flatMap(({ portal }) => [`user-portal.verify:${portal.host}`, `user-portal.undrain:${portal.host}`]);

export function demandPortals(scope: Scope, demand: Demands): void {
	const portals = workedPortals(scope);
	for (const p of portals) {
		demandChain(p, demand);
		demandTraffic(p, demand);
		if (p.server === undefined) demandStandAlone(scope, p, demand);
		else demandBesideServer(p.portal.host, demand);
	}
	const started = portals
		.filter((p) => p.server === undefined)
		.flatMap(({ portal: { host } }) => [`user-portal.copy-installer:${host}`, `user-portal.drain:${host}`, `user-portal.install:${host}`]);
	demand.allBefore(finishedServers(scope), started, "R23", "portals wait for every MFA Server", "gate:mfa-servers");
}

/** What every portal has in common; a portal holds either an install or an accept-update. */
function demandChain({ portal: { host } }: PortalScope, demand: Demands): void {
	const at = (kind: string): string => `user-portal.${kind}:${host}`;
	const installs = [at("install"), at("accept-update")];
	demand.before("prepare.download-installer:estate", installs, 1, "the installer must be at hand (R10)");
	demand.before("prepare.keep-old-installers:estate", installs, 1, "the way back needs the old installers (H18)");
	demand.before(at("backup-config"), installs, 1, "web.config is copied first (R24)");
	demand.before(at("backup-theme"), installs, 1, "the altered theme is copied first (R25)");
	demand.before(installs, at("reconcile-config"), "R30", "old and new web.config are compared after the installation");
	demand.before(at("reconcile-config"), at("verify"), "R30", "the check needs the portal's own settings");
}

function demandStandAlone(scope: Scope, { portal: { host, version } }: PortalScope, demand: Demands): void {
	const at = (kind: string): string => `user-portal.${kind}:${host}`;
	const facts = scope.hostOf.get(fold(host));
	// The runtime may be there for the mobile app web service beside it alone.
	if (facts !== undefined && lacksRuntime(facts, [version], scope.target))
		demand.before(`prepare.install-runtime:${host}`, at("install"), "R6", "the installer stops without its runtime");
	demand.before(at("copy-installer"), at("install"), "R28", "the set-up comes from an upgraded MFA Server");
}

function demandTraffic({ portal: { host } }: PortalScope, demand: Demands): void {
	const at = (kind: string): string => `user-portal.${kind}:${host}`;
	demand.before(at("drain"), [at("install"), at("accept-update")], 14, "a pooled portal is out of traffic while it is upgraded");
	demand.before([at("reconcile-config"), at("verify")], at("undrain"), "R30", "only a checked portal returns to traffic");
}

function demandBesideServer(host: string, demand: Demands): void {
	const accept = `user-portal.accept-update:${host}`;
	demand.before(`mfa-server.install:${host}`, accept, "R27", "the server's installer prompts for the portal");
	demand.before(
		[accept, `user-portal.reconcile-config:${host}`],
		`mfa-server.undrain:${host}`,
		"R30",
		"the host returns with its portal ready",
	);
}

export function demandMobileApps(scope: Scope, demand: Demands): void {
	const servers = finishedServers(scope);
	const upgrades = upgradedMobileApps(scope).map((m) => m.service.host);
	for (const host of upgrades) {
		const upgrade = `mobile-app.upgrade:${host}`;
		demand.before("prepare.download-installer:estate", upgrade, "R10", "the installer must be at hand");
		demand.before("prepare.keep-old-installers:estate", upgrade, "H18", "the way back needs the old installers");
		demand.before(`mobile-app.backup-config:${host}`, upgrade, "H23", "web.config is copied first");
		demand.before(`prepare.install-runtime:${host}`, upgrade, "R6", "the installer stops without its runtime");
	}
	demand.allBefore(
		servers,
		upgrades.map((host) => `mobile-app.upgrade:${host}`),
		"H12",
		"servers are at the target before what calls them",
		"gate:mfa-servers",
	);
	const removed = scope.mobileApps.filter((m) => m.fate === "remove").map((m) => m.service.host);
	for (const host of removed)
		demand.before(`mobile-app.backup-config:${host}`, `mobile-app.uninstall:${host}`, "R32", "web.config is copied first");
	const done = [...servers, ...finishedPortals(scope), ...workedFarms(scope).map((f) => `adfs.verify:${f.farm.name}`)];
	demand.allBefore(
		done,
		removed.map((host) => `mobile-app.uninstall:${host}`),
		"R32",
		"the service is removed only after the whole upgrade (H21)",
	);
}
