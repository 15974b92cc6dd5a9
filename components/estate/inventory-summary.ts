import type { Inventory } from "@/lib/domain/inventory/document.ts";

const counted = (n: number, one: string, many = `${one}s`): string | undefined => (n === 0 ? undefined : `${n} ${n === 1 ? one : many}`);

/** `3 servers, 2 portals, 1 farm with 2 nodes, 2 pools`; says so when there is nothing. */
export function inventorySummary(inventory: Inventory): string {
	const nodes = inventory.adfsFarms.reduce((sum, farm) => sum + farm.nodes.length, 0);
	const farms = counted(inventory.adfsFarms.length, "farm");
	const parts = [
		counted(inventory.mfaServers.length, "MFA Server"),
		counted(inventory.userPortals.length, "User Portal"),
		counted(inventory.mobileAppWebServices.length, "mobile app web service"),
		farms === undefined ? undefined : `${farms} with ${counted(nodes, "node")}`,
		counted(inventory.pools.length, "pool"),
		counted(inventory.clientSystems.length, "client system"),
	].filter((part) => part !== undefined);
	return parts.length === 0 ? "no components yet" : parts.join(", ");
}
