/** Blockers of the table in domain rules 4.9 that one component, group or farm shows by itself. */
import { fold } from "../../names.ts";
import { compareVersions, relationToTarget, type Version } from "../../version.ts";
import type { FindingCode } from "../plan-document.ts";
import type { Blocker, Scope, Stop } from "./scope.ts";

const LOWEST = "6.0";
const KNOWN_ADAPTERS = ["windowsazuremultifactorauthentication", "azuremfaserverauthentication"];

function versionCode(version: string, target: Version): FindingCode | undefined {
	if (version === "unknown") return undefined;
	if (compareVersions(version, LOWEST) < 0) return "version-too-old";
	return relationToTarget(version, target) === "above" ? "downgrade" : undefined;
}

export function groupBlockers(scope: Scope): Blocker[] {
	return scope.groups.flatMap((group): Blocker[] => {
		const stops: Stop[] = [{ kind: "group", name: group.name }];
		const ofServers = group.servers.flatMap((server): Blocker[] => {
			const subject = `mfa-server:${server.host}`;
			const agent = server.product === "phonefactor-agent";
			const sdk = server.webServiceSdk === undefined ? undefined : versionCode(server.webServiceSdk.version, scope.target);
			const own = server.version === "unknown" ? "version-unknown" : versionCode(server.version, scope.target);
			const byVersion = own ?? (sdk === "downgrade" ? sdk : undefined);
			return [
				...(agent ? [{ code: "phonefactor-agent" as const, subject, stops }] : []),
				...(byVersion ? [{ code: byVersion, subject, stops, implied: agent }] : []),
				...(server.role === "unknown" ? [{ code: "role-unknown" as const, subject, stops }] : []),
			];
		});
		const primaries = group.servers.filter((s) => s.role === "primary").length;
		const subject = `replication-group:${group.name}`;
		const unsure = group.servers.some((s) => s.role === "unknown");
		if (primaries === 0) return [...ofServers, { code: "no-primary", subject, stops, implied: unsure }];
		return primaries > 1 ? [...ofServers, { code: "several-primaries", subject, stops }] : ofServers;
	});
}

export function portalBlockers(scope: Scope): Blocker[] {
	return scope.portals.flatMap(({ portal, server }): Blocker[] => {
		const subject = `user-portal:${portal.host}`;
		const stops: Stop[] = [{ kind: "portal", name: portal.host }];
		const byVersion = versionCode(portal.version, scope.target);
		return [
			...(byVersion ? [{ code: byVersion, subject, stops }] : []),
			...(server === undefined && !portal.useWebServiceSdk ? [{ code: "portal-without-sdk" as const, subject, stops }] : []),
		];
	});
}

/** A mobile app web service above the target: it alone stops. */
export function mobileAppBlockers(scope: Scope): Blocker[] {
	return scope.mobileApps.flatMap(({ service }): Blocker[] => {
		const code = versionCode(service.version, scope.target);
		if (code !== "downgrade") return [];
		return [{ code, subject: `mobile-app:${service.host}`, stops: [{ kind: "mobile-app", name: service.host }] }];
	});
}

export function farmBlockers(scope: Scope): Blocker[] {
	return scope.farms.flatMap((f): Blocker[] => {
		const { farm } = f;
		const subject = `adfs-farm:${farm.name}`;
		const stops: Stop[] = [{ kind: "farm", name: farm.name }];
		const byVersion = versionCode(farm.adapterVersion, scope.target);
		const several = farm.nodes.length >= 2;
		// Put there outright, or left over when the given nodes fill batch A.
		const primaryInB = f.wid && several && farm.nodes.some((n) => n.widPrimary && (n.batch === "B" || f.batchB.includes(n.host)));
		return [
			...(byVersion ? [{ code: byVersion, subject, stops }] : []),
			...(KNOWN_ADAPTERS.includes(farm.adapterName.toLowerCase()) ? [] : [{ code: "adapter-name-unknown" as const, subject, stops }]),
			...(f.wid && several && f.widPrimary === undefined ? [{ code: "wid-primary-unknown" as const, subject, stops }] : []),
			...(primaryInB ? [{ code: "wid-primary-in-batch-b" as const, subject, stops, implied: f.widPrimary === undefined }] : []),
			...farm.nodes.flatMap((node): Blocker[] =>
				["2008", "2008R2", "2012"].includes(scope.hostOf.get(fold(node.host))?.os ?? "unknown")
					? [{ code: "adfs-os-unsupported", subject: `adfs-node:${farm.name}/${node.host}`, stops }]
					: [],
			),
		];
	});
}
