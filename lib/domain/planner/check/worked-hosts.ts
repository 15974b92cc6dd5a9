/** Hosts that carry a component worked on, and whether some such component crosses 7.0 there. */
import type { Host } from "../../inventory/document.ts";
import { fold } from "../../names.ts";
import { compareVersions, crosses } from "../../version.ts";
import type { Scope } from "./scope.ts";
import { upgradedMobileApps, workedFarms, workedGroups, workedPortals, workedServers } from "./worked-on.ts";

/** `assumed`: only a component of unknown version crosses there. */
export type Crossing = "no" | "assumed" | "yes";
export type WorkedHost = { readonly host: Host; readonly crossing: Crossing };

export const crossing = (version: string, target: string): Crossing =>
	version === "unknown" ? (compareVersions(target, "7.0") >= 0 ? "assumed" : "no") : crosses(version, target, "7.0") ? "yes" : "no";

/** Subject, hosts and version of everything the plan installs on. */
export function workedComponents(
	scope: Scope,
): { readonly subject: string; readonly hosts: readonly string[]; readonly version: string }[] {
	return [
		...workedGroups(scope).flatMap((g) =>
			workedServers(scope, g).map((s) => ({ subject: `mfa-server:${s.host}`, hosts: [s.host], version: s.version })),
		),
		...workedPortals(scope).map(({ portal }) => ({ subject: `user-portal:${portal.host}`, hosts: [portal.host], version: portal.version })),
		...upgradedMobileApps(scope).map(({ service }) => ({
			subject: `mobile-app:${service.host}`,
			hosts: [service.host],
			version: service.version,
		})),
		...workedFarms(scope).map(({ farm }) => ({
			subject: `adfs-farm:${farm.name}`,
			hosts: farm.nodes.map((n) => n.host),
			version: farm.adapterVersion,
		})),
	];
}

export function workedHosts(scope: Scope): WorkedHost[] {
	const found = new Map<string, Crossing>();
	for (const { hosts, version } of workedComponents(scope)) {
		for (const host of hosts) {
			const now = found.get(fold(host)) ?? "no";
			const more = crossing(version, scope.target);
			found.set(fold(host), now === "yes" || more === "yes" ? "yes" : now === "assumed" || more === "assumed" ? "assumed" : "no");
		}
	}
	return scope.inventory.hosts.flatMap((host) => {
		const over = found.get(fold(host.name));
		return over === undefined ? [] : [{ host, crossing: over }];
	});
}
