/**
 * The steps a plan must hold, and the optional ones it may hold, with spelling, subject, host and phase
 * (contracts section 2, domain rules 1 and 7). Everything else in a plan is work nobody asked for.
 */
import { fold } from "../../names.ts";
import type { PhaseId, StepKind } from "../plan-document.ts";
import { farmSteps } from "./expected-adfs-steps.ts";
import { type ExpectedStep, step } from "./expected-step.ts";
import { lacksRuntime } from "./runtime-need.ts";
import { type Group, needsTarget, type PortalScope, type Scope } from "./scope.ts";
import {
	inOwnTraffic,
	installedServers,
	promotes,
	upgradedMobileApps,
	workedFarms,
	workedGroups,
	workedPortals,
	workedServers,
} from "./worked-on.ts";

export type ExpectedSteps = {
	readonly required: readonly ExpectedStep[];
	/** Required work by one reading of the rules and none by another: a Web Service SDK that is ahead of its server. */
	readonly possible: readonly ExpectedStep[];
	/** Optional steps. */
	readonly allowed: readonly ExpectedStep[];
};

export function expectedSteps(scope: Scope): ExpectedSteps {
	const groups = workedGroups(scope);
	const ownTraffic = inOwnTraffic(scope);
	const required = [
		...groups.flatMap((g) => groupSteps(scope, g)),
		...workedPortals(scope).flatMap((p) => portalSteps(p, ownTraffic(p))),
		...workedFarms(scope).flatMap(farmSteps),
		...mobileAppUpgrades(scope),
		...runtimeSteps(scope),
	];
	const estate: ExpectedStep[] =
		required.length === 0
			? []
			: [
					step("prepare.download-installer", "estate", "estate", "none", ["prepare"]),
					step("prepare.keep-old-installers", "estate", "estate", "none", ["prepare"]),
				];
	return { required: [...estate, ...required], possible: groups.flatMap((g) => sdksAhead(scope, g)), allowed: allowedSteps(scope, groups) };
}

function groupSteps(scope: Scope, group: Group): ExpectedStep[] {
	const primary = group.primary?.host ?? "";
	const inPhase: PhaseId[] = ["mfa-servers"];
	const servers = workedServers(scope, group).flatMap((server) => {
		const sdkVersion = server.webServiceSdk?.version;
		const one = (kind: StepKind) => step(kind, server.host, `mfa-server:${server.host}`, [server.host], inPhase);
		return [
			one("mfa-server.drain"),
			...(group.below.includes(server) ? [one("mfa-server.install")] : []),
			...(sdkVersion !== undefined && needsTarget(sdkVersion, scope.target) ? [one("mfa-server.install-sdk")] : []),
			one("mfa-server.verify"),
			one("mfa-server.undrain"),
		];
	});
	const candidates = group.servers.filter((s) => s !== group.primary).map((s) => s.host);
	const installs = installedServers(scope, group).length > 0;
	return [
		...(installs ? [step("mfa-server.backup-data", primary, `mfa-server:${primary}`, [primary], ["prepare", "mfa-servers"])] : []),
		...servers,
		...(promotes(scope, group) ? [step("mfa-server.promote", group.name, `replication-group:${group.name}`, candidates, inPhase)] : []),
	];
}

const sdkSteps = (servers: Group["servers"]): ExpectedStep[] =>
	servers.map(({ host }) => step("mfa-server.install-sdk", host, `mfa-server:${host}`, [host], ["mfa-servers"]));

/** R19 asks for the SDK wherever there is one, invariant 13 for nothing that is at the target. */
const sdksAhead = (scope: Scope, group: Group): ExpectedStep[] =>
	sdkSteps(workedServers(scope, group).filter((s) => s.webServiceSdk && !needsTarget(s.webServiceSdk.version, scope.target)));

function portalSteps({ portal, server }: PortalScope, drained: boolean): ExpectedStep[] {
	const phase: PhaseId = server ? "mfa-servers" : "user-portals";
	const one = (kind: StepKind, ...extra: PhaseId[]) =>
		step(kind, portal.host, `user-portal:${portal.host}`, [portal.host], [phase, ...extra]);
	return [
		one("user-portal.backup-config", "prepare"),
		...(portal.defaultThemeModified === "no" ? [] : [one("user-portal.backup-theme", "prepare")]),
		...(server ? [one("user-portal.accept-update")] : [one("user-portal.copy-installer"), one("user-portal.install")]),
		...(drained ? [one("user-portal.drain"), one("user-portal.undrain")] : []),
		one("user-portal.reconcile-config"),
		one("user-portal.verify"),
	];
}

const mobileAppStep = (kind: StepKind, host: string, optional: boolean, ...phases: PhaseId[]): ExpectedStep =>
	step(kind, host, `mobile-app:${host}`, [host], phases, optional);

function mobileAppUpgrades(scope: Scope): ExpectedStep[] {
	return upgradedMobileApps(scope).flatMap(({ service }) => [
		mobileAppStep("mobile-app.backup-config", service.host, false, "mobile-app", "prepare"),
		mobileAppStep("mobile-app.upgrade", service.host, false, "mobile-app"),
	]);
}

/** R5, R6: hosts without an MFA Server whose portal or mobile app web service is upgraded and whose runtime may lack. */
function runtimeSteps(scope: Scope): ExpectedStep[] {
	const versions = new Map<string, { host: string; versions: string[] }>();
	const add = (host: string, version: string): void => {
		if (scope.serverOn.has(fold(host))) return;
		versions.set(fold(host), { host, versions: [...(versions.get(fold(host))?.versions ?? []), version] });
	};
	for (const { portal, server } of workedPortals(scope)) if (server === undefined) add(portal.host, portal.version);
	for (const { service } of upgradedMobileApps(scope)) add(service.host, service.version);
	return scope.inventory.hosts.flatMap((host) => {
		const use = versions.get(fold(host.name));
		if (use === undefined) return [];
		const lacks = lacksRuntime(host, use.versions, scope.target);
		return lacks ? [step("prepare.install-runtime", host.name, `host:${host.name}`, [host.name], ["prepare", "user-portals"])] : [];
	});
}

function allowedSteps(scope: Scope, groups: readonly Group[]): ExpectedStep[] {
	const accept: PhaseId[] = ["accept"];
	const freeze = groups.flatMap((g) => [
		step("prepare.announce-freeze", g.name, `replication-group:${g.name}`, undefined, ["prepare", "mfa-servers"], true),
		step("prepare.end-freeze", g.name, `replication-group:${g.name}`, undefined, ["mfa-servers", "accept"], true),
	]);
	const second = groups
		.filter((g) => promotes(scope, g))
		.flatMap((g) => g.servers.filter((s) => s !== g.primary))
		.map((s) => step("mfa-server.backup-data", s.host, `mfa-server:${s.host}`, [s.host], ["mfa-servers"], true));
	const removals = scope.mobileApps
		.filter((m) => scope.recipe === "guide" && !m.blocked && m.fate === "remove")
		.flatMap(({ service }) => [
			mobileAppStep("mobile-app.backup-config", service.host, true, "mobile-app", "prepare"),
			mobileAppStep("mobile-app.uninstall", service.host, true, "mobile-app"),
		]);
	return [
		...freeze,
		...second,
		...removals,
		step("estate.accept", "estate", "estate", "none", accept, true),
		step("estate.dispose-backups", "estate", "estate", "none", accept, true),
	];
}
