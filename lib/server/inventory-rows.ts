/**
 * An inventory as rows of the projection tables. Pure: the same function fills the tables, rebuilds them, and tells the
 * test what must be in them. `only` cuts the answer down to some components.
 */
import "server-only";
import { keyOf } from "@/lib/domain/inventory/components.ts";
import type { AdfsFarm, Inventory } from "@/lib/domain/inventory/document.ts";
import type { ComponentKind } from "@/lib/domain/inventory/events.ts";
import { fold } from "@/lib/domain/names.ts";
import type { Prisma } from "./db.ts";

export type InventoryRows = {
	readonly host: Prisma.HostCreateManyInput[];
	readonly mfaServer: Prisma.MfaServerCreateManyInput[];
	readonly userPortal: Prisma.UserPortalCreateManyInput[];
	readonly mobileAppWebService: Prisma.MobileAppWebServiceCreateManyInput[];
	readonly adfsFarm: Prisma.AdfsFarmCreateManyInput[];
	readonly adfsNode: Prisma.AdfsNodeCreateManyInput[];
	readonly pool: Prisma.PoolCreateManyInput[];
	readonly poolMember: Prisma.PoolMemberCreateManyInput[];
	readonly clientSystem: Prisma.ClientSystemCreateManyInput[];
};

/** Whether a component, by kind and typed name, is wanted. */
export type Wanted = (component: ComponentKind, name: string) => boolean;

/** Wanted are the components in `keys`, written `kind key`. */
export const wantedKeys =
	(keys: ReadonlySet<string>): Wanted =>
	(component, name) =>
		keys.has(`${component} ${keyOf(component, name)}`);

const everything: Wanted = () => true;

export function inventoryRows(estateId: string, inventory: Inventory, only: Wanted = everything): InventoryRows {
	const servers = inventory.mfaServers.filter(({ host }) => only("mfa-server", host));
	const portals = inventory.userPortals.filter(({ host }) => only("user-portal", host));
	const mobileApps = inventory.mobileAppWebServices.filter(({ host }) => only("mobile-app", host));
	const farms = inventory.adfsFarms.filter(({ name }) => only("adfs-farm", name));
	const members = (memberKind: string, items: readonly { host: string; pools: readonly string[] }[]) =>
		items.flatMap(({ host, pools }) => pools.map((pool) => ({ estateId, poolKey: fold(pool), memberKind, memberKey: fold(host) })));
	return {
		host: inventory.hosts.filter(({ name }) => only("host", name)).map((host) => ({ estateId, key: fold(host.name), ...host })),
		mfaServer: servers.map(({ host, pools: _, authFeatures, webServiceSdk, ...facts }) => ({
			estateId,
			key: fold(host),
			host,
			...facts,
			authFeatures: authFeatures.join(","),
			sdkVersion: webServiceSdk?.version,
			sdkVirtualDirectory: webServiceSdk?.virtualDirectory,
			sdkUrl: webServiceSdk?.url,
		})),
		userPortal: portals.map(({ pools: _, customThemes, ...facts }) => ({
			estateId,
			key: fold(facts.host),
			...facts,
			customThemes: JSON.stringify(customThemes),
		})),
		mobileAppWebService: mobileApps.map(({ pools: _, ...facts }) => ({ estateId, key: fold(facts.host), ...facts })),
		adfsFarm: farms.map(({ nodes: _, otherProviders, ...facts }) => ({
			estateId,
			key: fold(facts.name),
			...facts,
			otherProviders: JSON.stringify(otherProviders),
		})),
		adfsNode: farms.flatMap((farm) => nodeRows(estateId, farm)),
		pool: inventory.pools.filter(({ name }) => only("pool", name)).map((pool) => ({ estateId, key: fold(pool.name), ...pool })),
		poolMember: [
			...members("mfa-server", servers),
			...members("user-portal", portals),
			...members("mobile-app", mobileApps),
			...members(
				"adfs-node",
				farms.flatMap((farm) => farm.nodes),
			),
		],
		clientSystem: inventory.clientSystems
			.filter(({ name }) => only("client-system", name))
			.map(({ targets, ...facts }) => ({ estateId, key: fold(facts.name), ...facts, targets: JSON.stringify(targets) })),
	};
}

const nodeRows = (estateId: string, farm: AdfsFarm): Prisma.AdfsNodeCreateManyInput[] =>
	farm.nodes.map(({ host, widPrimary, batch }) => ({ estateId, key: fold(host), farmKey: fold(farm.name), host, widPrimary, batch }));
