/** Order of the optional steps: they may be skipped, but when they are done they must mean something. */

import { finishedPortals, finishedServers } from "./demand-portals.ts";
import type { Demands } from "./demands.ts";
import type { Scope } from "./scope.ts";
import { promotes, upgradedMobileApps, workedFarms, workedGroups, workedServers } from "./worked-on.ts";

export function demandOptional(scope: Scope, demand: Demands): void {
	for (const group of workedGroups(scope)) {
		const back = workedServers(scope, group).map((s) => `mfa-server.undrain:${s.host}`);
		const end = `prepare.end-freeze:${group.name}`;
		demand.before([`prepare.announce-freeze:${group.name}`, ...back], end, "H3", "a freeze ends when the group is done");
		if (!promotes(scope, group)) continue;
		for (const { host } of group.servers)
			if (host !== group.primary?.host)
				demand.before(`mfa-server.promote:${group.name}`, `mfa-server.backup-data:${host}`, "H48", "the new primary's data is copied");
	}
	const done = [
		...finishedServers(scope),
		...finishedPortals(scope),
		...workedFarms(scope).map((f) => `adfs.verify:${f.farm.name}`),
		...upgradedMobileApps(scope).map((m) => `mobile-app.upgrade:${m.service.host}`),
		...scope.mobileApps.map((m) => `mobile-app.uninstall:${m.service.host}`),
	];
	const last = ["estate.accept:estate", "estate.dispose-backups:estate"];
	demand.allBefore(done, last, "accept", "the estate is accepted, and its backups given up, when all work is done");
	demand.before("estate.accept:estate", "estate.dispose-backups:estate", "accept", "backups are kept until the estate is accepted");
}
