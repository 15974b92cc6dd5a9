/** The parts of an estate that carry a version, and how each stands to a target. Pure; reads the inventory document alone. */
import type { AdfsFarm, Inventory } from "@/lib/domain/inventory/document.ts";
import { compareNames, fold } from "@/lib/domain/names.ts";
import { compareVersions, relationToTarget, type VersionRelation } from "@/lib/domain/version.ts";

export type ComponentKind = "mfa-server" | "web-service-sdk" | "user-portal" | "mobile-app" | "adfs-adapter";

export const kindWord: Record<ComponentKind, string> = {
	"mfa-server": "MFA Server",
	"web-service-sdk": "Web Service SDK",
	"user-portal": "User Portal",
	"mobile-app": "Mobile app web service",
	"adfs-adapter": "AD FS adapter",
};

export type EstateComponent = {
	/** Unique in the estate: kind and host. */
	readonly key: string;
	readonly kind: ComponentKind;
	readonly host: string;
	readonly version: string;
	readonly standing: VersionRelation | "unknown";
	/** Replication group of a server or its SDK, farm of a node. */
	readonly belongsTo?: string;
	readonly pools: readonly string[];
	/** What a person should know at a glance. */
	readonly remark?: string;
};

export const standingOf = (version: string, target: string): EstateComponent["standing"] =>
	version === "unknown" ? "unknown" : relationToTarget(version, target);

function adapterRemark(farm: AdfsFarm, widPrimary: boolean): string | undefined {
	if (!widPrimary) return undefined;
	return farm.configStore === "sql" ? undefined : "WID primary";
}

/** Every component, one for each place it is installed: adapters count once per node. Servers first, then by host. */
export function estateComponents(inventory: Inventory, target: string): readonly EstateComponent[] {
	const make = (part: Omit<EstateComponent, "key" | "standing">): EstateComponent => ({
		...part,
		key: `${part.kind}:${fold(part.host)}`,
		standing: standingOf(part.version, target),
	});
	return [
		...inventory.mfaServers.flatMap((server) => [
			make({
				kind: "mfa-server",
				host: server.host,
				version: server.version,
				belongsTo: server.replicationGroup,
				pools: server.pools,
				...(server.role === "primary" ? { remark: "Primary" } : server.role === "unknown" ? { remark: "Role not recorded" } : {}),
			}),
			...(server.webServiceSdk === undefined
				? []
				: [
						make({
							kind: "web-service-sdk",
							host: server.host,
							version: server.webServiceSdk.version,
							belongsTo: server.replicationGroup,
							pools: [],
						}),
					]),
		]),
		...inventory.userPortals.map((portal) =>
			make({
				kind: "user-portal",
				host: portal.host,
				version: portal.version,
				pools: portal.pools,
				...(portal.defaultThemeModified === "yes" ? { remark: "Default theme altered" } : {}),
			}),
		),
		...inventory.mobileAppWebServices.map((service) =>
			make({ kind: "mobile-app", host: service.host, version: service.version, pools: service.pools }),
		),
		...inventory.adfsFarms.flatMap((farm) =>
			farm.nodes.map((node) => {
				const remark = adapterRemark(farm, node.widPrimary);
				return make({
					kind: "adfs-adapter",
					host: node.host,
					version: farm.adapterVersion,
					belongsTo: farm.name,
					pools: node.pools,
					...(remark === undefined ? {} : { remark }),
				});
			}),
		),
	];
}

export type Skew = {
	readonly total: number;
	readonly at: number;
	readonly above: number;
	readonly unknown: number;
	/** Versions below the target with their counts, newest first. */
	readonly below: readonly { readonly version: string; readonly count: number }[];
};

/** How far the components are apart, seen from the target. */
export function skewOf(components: readonly EstateComponent[]): Skew {
	const count = (standing: EstateComponent["standing"]) => components.filter((part) => part.standing === standing).length;
	const below = new Map<string, number>();
	for (const part of components) if (part.standing === "below") below.set(part.version, (below.get(part.version) ?? 0) + 1);
	return {
		total: components.length,
		at: count("at"),
		above: count("above"),
		unknown: count("unknown"),
		below: [...below].map(([version, n]) => ({ version, count: n })).sort((a, b) => compareVersions(b.version, a.version)),
	};
}

/** `12 still at 7.3.0.3`, `9 at 7.3.0.3 and 3 at 6.3`, `2 not recorded`; empty when all are at the target. */
export function skewWords(skew: Skew): string {
	const parts = skew.below.slice(0, 2).map(({ version, count }, index) => `${count} ${index === 0 ? "still " : ""}at ${version}`);
	const rest = skew.below.slice(2).reduce((sum, { count }) => sum + count, 0);
	if (rest > 0) parts.push(`${rest} at older versions`);
	if (skew.above > 0) parts.push(`${skew.above} ahead`);
	if (skew.unknown > 0) parts.push(`${skew.unknown} not recorded`);
	return parts.join(", ");
}

/** Components by the host they stand on, hosts in order of name. */
export function byHost(components: readonly EstateComponent[]): ReadonlyMap<string, readonly EstateComponent[]> {
	const hosts = new Map<string, EstateComponent[]>();
	for (const part of [...components].sort((a, b) => compareNames(a.host, b.host))) {
		const key = fold(part.host);
		const list = hosts.get(key);
		if (list === undefined) hosts.set(key, [part]);
		else list.push(part);
	}
	return hosts;
}
