/** Order inside and around the MFA Server phase: invariants 1, 3, 4, 6 and R10 to R22. */
import type { Demands } from "./demands.ts";
import type { Group, Scope } from "./scope.ts";
import { promotes, workedGroups, workedServers } from "./worked-on.ts";

export function demandServers(scope: Scope, demand: Demands): void {
	for (const group of workedGroups(scope)) {
		demandGroup(scope, group, demand);
		if (promotes(scope, group)) demandPromotion(scope, group, demand);
	}
}

function demandGroup(scope: Scope, group: Group, demand: Demands): void {
	for (const { host } of workedServers(scope, group)) {
		const at = (kind: string): string => `mfa-server.${kind}:${host}`;
		demand.before("prepare.download-installer:estate", [at("install"), at("install-sdk")], 1, "the installer must be at hand (R10)");
		demand.before(
			"prepare.keep-old-installers:estate",
			[at("install"), at("install-sdk")],
			1,
			"the way back needs the old installers (H18)",
		);
		demand.before(`mfa-server.backup-data:${group.primary?.host}`, at("install"), 3, "the primary's data file is copied first (R11)");
		demand.before(at("drain"), [at("install"), at("install-sdk")], "R16", "a server is out of traffic while it is upgraded");
		demand.before(at("install"), at("install-sdk"), "R19", "the server's installer brings the new Web Service SDK");
		demand.before([at("install"), at("install-sdk")], at("verify"), "R19", "the check covers server and Web Service SDK");
		demand.before([at("install"), at("install-sdk"), at("verify")], at("undrain"), "R13", "only a checked server returns to traffic");
		for (const backup of ["backup-config", "backup-theme"])
			demand.before(`user-portal.${backup}:${host}`, at("install"), 6, "the server's installer updates the portal beside it (H1)");
	}
}

function demandPromotion(scope: Scope, group: Group, demand: Demands): void {
	const old = group.primary?.host ?? "";
	const promote = `mfa-server.promote:${group.name}`;
	for (const { host } of workedServers(scope, group)) {
		if (host === old) continue;
		demand.before(`mfa-server.install:${host}`, promote, 4, "every other server is at the target when the primary changes");
		demand.before(`mfa-server.undrain:${host}`, promote, "R20", "every subordinate is finished before the old primary is touched");
		demand.before(`mfa-server.verify:${host}`, `mfa-server.install:${old}`, "R9", "subordinates come before the primary");
	}
	demand.before(promote, `mfa-server.drain:${old}`, "R22", "the former primary is upgraded only after the promotion");
	demand.before(promote, `mfa-server.install:${old}`, "R22", "the former primary is upgraded only after the promotion");
}
