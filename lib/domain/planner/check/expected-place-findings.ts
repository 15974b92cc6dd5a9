/** Warnings and infos about farms, pools and hosts (domain 4.9). */
import { fold, sameName } from "../../names.ts";
import { compareVersions } from "../../version.ts";
import { aheadOfServers, pinnedTo } from "./expected-component-findings.ts";
import { type ExpectedFinding, infos, warnings } from "./expected-finding.ts";
import type { Scope } from "./scope.ts";
import { workedComponents, workedHosts } from "./worked-hosts.ts";
import { workedFarms } from "./worked-on.ts";

export const expectedPlaceFindings = (scope: Scope): ExpectedFinding[] => [
	...farmFindings(scope),
	...poolFindings(scope),
	...hostFindings(scope),
];

function farmFindings(scope: Scope): ExpectedFinding[] {
	const worked = workedFarms(scope);
	const all = scope.farms;
	const ahead = aheadOfServers(scope);
	const pinned = pinnedTo(scope);
	const subjects = (farms: typeof all): string[] => farms.map((f) => `adfs-farm:${f.farm.name}`);
	const lone = worked.filter((f) => f.farm.nodes.length === 1);
	const renamed = worked.filter((f) => sameName(f.farm.adapterName, "WindowsAzureMultiFactorAuthentication"));
	const partly = all.filter((f) => f.separateNodes.length > 0 && f.separateNodes.length < f.farm.nodes.length);
	return [
		...warnings("mfa-gap", ...subjects(worked)),
		...warnings("single-node-farm", ...subjects(lone)),
		...warnings("adapter-renamed", ...subjects(renamed)),
		...warnings("partly-co-located-farm", ...subjects(partly)),
		...warnings("config-store-unknown", ...subjects(worked.filter((f) => f.farm.configStore === "unknown"))),
		...warnings("adapter-ahead", ...subjects(all.filter((f) => ahead(f.farm.adapterVersion)))),
		...warnings("sdk-pinned", ...subjects(all.filter((f) => pinned(f.farm.sdkUrl)))),
		...warnings("component-version-unknown", ...subjects(all.filter((f) => f.farm.adapterVersion === "unknown"))),
		...infos("co-located-adfs", ...subjects(worked.filter((f) => f.separateNodes.length === 0))),
	];
}

function poolFindings(scope: Scope): ExpectedFinding[] {
	const worked = new Set(workedComponents(scope).map((c) => c.subject));
	const { inventory } = scope;
	const members = [
		...inventory.mfaServers.map((s) => ({ subject: `mfa-server:${s.host}`, pools: s.pools })),
		...inventory.userPortals.map((p) => ({ subject: `user-portal:${p.host}`, pools: p.pools })),
		...inventory.mobileAppWebServices.map((m) => ({ subject: `mobile-app:${m.host}`, pools: m.pools })),
		...inventory.adfsFarms.flatMap((f) => f.nodes.map((n) => ({ subject: `adfs-farm:${f.name}`, pools: n.pools }))),
	];
	const touched = new Set(members.filter((m) => worked.has(m.subject)).flatMap((m) => m.pools.map(fold)));
	return warnings(
		"pool-not-sticky",
		...inventory.pools
			.filter((p) => ["mfa", "portal", "mobile-app"].includes(p.kind) && p.sticky !== "yes" && touched.has(fold(p.name)))
			.map((p) => `pool:${p.name}`),
	);
}

function hostFindings(scope: Scope): ExpectedFinding[] {
	const hosts = workedHosts(scope);
	const { target } = scope;
	const pick = (keep: (worked: (typeof hosts)[number]) => boolean): string[] => hosts.filter(keep).map((w) => `host:${w.host.name}`);
	const vague = ({ host, crossing }: (typeof hosts)[number]): boolean =>
		host.vcRedistX86 === "unknown" || host.vcRedistX64 === "unknown" || (crossing !== "no" && host.dotnetRelease === undefined);
	const patch = (sure: boolean) => (w: (typeof hosts)[number]) => w.host.os === "2012R2" && w.crossing === (sure ? "yes" : "assumed");
	return [
		...warnings("runtime-unknown", ...pick((w) => !scope.serverOn.has(fold(w.host.name)) && vague(w))),
		...warnings("tls-1.2", ...(compareVersions(target, "8.0") >= 0 ? pick((w) => ["2008", "2008R2", "2012"].includes(w.host.os)) : [])),
		...warnings("os-unsupported", ...pick((w) => w.host.os === "other")),
		...warnings("reboot-pending", ...pick((w) => w.host.rebootPending === "yes")),
		...infos("os-patch", ...pick(patch(true))),
		...infos("os-patch", ...pick(patch(false))).map((f) => ({ ...f, allowed: true })),
	];
}
