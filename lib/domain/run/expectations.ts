/** What the frozen plan and inventory say a step's evidence should show: adapter names, versions, hosts. */
import { sameName } from "../names.ts";
import type { PlanStep } from "../planner/plan-document.ts";
import { farmOf } from "./batches.ts";
import type { RunState } from "./state.ts";

/** The name the adapter carries after registration (guide, AD FS steps 5 and 8). */
export const NEW_ADAPTER_NAME = "AzureMfaServerAuthentication";

/** The provider name that must be on screen at this step; undefined where none is known. */
export function expectedProvider(state: RunState, step: PlanStep): string | undefined {
	switch (step.kind) {
		case "adfs.export-config":
		case "adfs.disable-provider":
		case "adfs.unregister-provider":
			return state.inventory.adfsFarms.find((farm) => sameName(farm.name, farmOf(step.subject)))?.adapterName;
		case "adfs.register-provider":
		case "adfs.enable-provider":
			return NEW_ADAPTER_NAME;
		default:
			return undefined;
	}
}

/** The version the inventory knows of what this step replaces; undefined when it says `unknown` or nothing. */
export function inventoryVersion({ inventory }: RunState, step: PlanStep): string | undefined {
	const on = <T extends { readonly host: string }>(list: readonly T[]) => list.find((item) => sameName(item.host, step.host ?? ""));
	const version = (() => {
		switch (step.kind) {
			case "mfa-server.install":
				return on(inventory.mfaServers)?.version;
			case "mfa-server.install-sdk":
				return on(inventory.mfaServers)?.webServiceSdk?.version;
			case "user-portal.install":
			case "user-portal.accept-update":
				return on(inventory.userPortals)?.version;
			case "mobile-app.upgrade":
				return on(inventory.mobileAppWebServices)?.version;
			case "adfs.install-adapter":
				return inventory.adfsFarms.find((farm) => sameName(farm.name, farmOf(step.subject)))?.adapterVersion;
			default:
				return undefined;
		}
	})();
	return version === "unknown" ? undefined : version;
}

/** The virtual directory the inventory knows of what this step replaces: another one breaks its callers (R19, R27, H19). */
export function inventoryDirectory({ inventory }: RunState, step: PlanStep): string | undefined {
	const on = <T extends { readonly host: string }>(list: readonly T[]) => list.find((item) => sameName(item.host, step.host ?? ""));
	switch (step.kind) {
		case "mfa-server.install-sdk":
			return on(inventory.mfaServers)?.webServiceSdk?.virtualDirectory;
		case "user-portal.install":
		case "user-portal.accept-update":
			return on(inventory.userPortals)?.virtualDirectory;
		case "mobile-app.upgrade":
			return on(inventory.mobileAppWebServices)?.virtualDirectory;
		default:
			return undefined;
	}
}

/** `MFA01` and `mfa01.contoso.com` are one machine; two different full names are two. */
export function sameHost(a: string, b: string): boolean {
	if (sameName(a, b)) return true;
	const [labelA, ...domainA] = a.split(".");
	const [labelB, ...domainB] = b.split(".");
	return (domainA.length === 0 || domainB.length === 0) && sameName(labelA ?? "", labelB ?? "");
}
