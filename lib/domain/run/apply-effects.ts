/** Writes what a live run has changed into an inventory document: the new normalised document, the given one untouched. */
import type { AdfsFarm, Inventory, MfaServer, MobileAppWebService, UserPortal } from "../inventory/document.ts";
import { compareNames, sameName } from "../names.ts";
import type { InventoryEffect } from "./inventory-effects.ts";

/** `current` with the effects written in. `frozen`: where a removed component comes back from. Unknown names change nothing. */
export function withEffects(current: Inventory, effects: readonly InventoryEffect[], frozen: Inventory): Inventory {
	return effects.reduce<Inventory>((inventory, effect) => withEffect(inventory, effect, frozen), current);
}

function withEffect(inventory: Inventory, effect: InventoryEffect, frozen: Inventory): Inventory {
	const here = (host: string) => sameName(host, effect.name);
	const portalSet = <T extends UserPortal | MobileAppWebService>(list: readonly T[], version: string) =>
		list.map((item) => (here(item.host) ? { ...item, version } : item));
	switch (effect.component) {
		case "mfa-server":
			return {
				...inventory,
				mfaServers: inventory.mfaServers.map((server) => (here(server.host) ? withServer(server, effect.set, frozen) : server)),
			};
		case "user-portal":
			return { ...inventory, userPortals: portalSet(inventory.userPortals, effect.set.version) };
		case "mobile-app": {
			const list = inventory.mobileAppWebServices;
			if ("set" in effect) return { ...inventory, mobileAppWebServices: portalSet(list, effect.set.version) };
			const others = list.filter(({ host }) => !here(host));
			const back = effect.removed ? [] : frozen.mobileAppWebServices.filter(({ host }) => here(host));
			return { ...inventory, mobileAppWebServices: sortByHost([...others, ...back]) };
		}
		case "adfs-farm": {
			const set = (farm: AdfsFarm): AdfsFarm => (here(farm.name) ? { ...farm, ...effect.set } : farm);
			return { ...inventory, adfsFarms: inventory.adfsFarms.map(set) };
		}
	}
}

type ServerSet = { readonly version?: string; readonly role?: MfaServer["role"]; readonly sdkVersion?: string };

/** A primary is no candidate for promotion any more; back as a subordinate it is what it was before. */
function withServer(server: MfaServer, { sdkVersion, ...set }: ServerSet, frozen: Inventory): MfaServer {
	const sdk = sdkVersion !== undefined && server.webServiceSdk ? { webServiceSdk: { ...server.webServiceSdk, version: sdkVersion } } : {};
	const before = frozen.mfaServers.find(({ host }) => sameName(host, server.host));
	const candidate = set.role && { promotionCandidate: set.role !== "primary" && (before?.promotionCandidate ?? false) };
	return { ...server, ...set, ...sdk, ...candidate };
}

const sortByHost = <T extends { readonly host: string }>(list: readonly T[]): T[] => list.toSorted((a, b) => compareNames(a.host, b.host));
