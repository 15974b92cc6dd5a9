/** Estates of any size, made of equal sites: four pooled servers with SDK, two pooled portals, a farm of four nodes. */
import type { Inventory } from "@/lib/domain/inventory/document.ts";
import { parseInventory } from "@/lib/domain/inventory/parse-inventory.ts";

export function sampleEstateInput(sites: number): Record<string, unknown> {
	const each = <T>(make: (site: string) => T[]): T[] =>
		Array.from({ length: sites }, (_, i) => make(String(i + 1).padStart(5, "0"))).flat();
	return {
		format: "lockstep.inventory/1",
		estate: { name: "Bench", installerShare: "\\\\files\\mfa", backupShare: "\\\\files\\backup" },
		pools: each((s) => [
			{ name: `mfa-${s}`, kind: "mfa", sticky: "yes" },
			{ name: `web-${s}`, kind: "portal", sticky: "yes" },
			{ name: `fs-${s}`, kind: "adfs" },
		]),
		hosts: each((s) => [1, 2, 3, 4].map((n) => ({ name: `MFA-${s}-${n}`, os: "2019" }))),
		mfaServers: each((s) =>
			[1, 2, 3, 4].map((n) => ({
				host: `MFA-${s}-${n}`,
				role: n === 1 ? "primary" : "subordinate",
				version: "7.3.0.3",
				replicationGroup: `group-${s}`,
				pools: [`mfa-${s}`],
				webServiceSdk: { url: `https://mfa-${s}.example.com/MultiFactorAuthWebServiceSdk` },
			})),
		),
		userPortals: each((s) =>
			[1, 2].map((n) => ({
				host: `UP-${s}-${n}`,
				version: "7.3.0.3",
				defaultThemeModified: n === 1 ? "yes" : "no",
				sdkUrl: `https://mfa-${s}.example.com/MultiFactorAuthWebServiceSdk`,
				pools: [`web-${s}`],
			})),
		),
		adfsFarms: each((s) => [
			{
				name: `FARM-${s}`,
				configStore: "wid",
				adapterVersion: "7.3.0.3",
				adapterName: "AzureMfaServerAuthentication",
				nodes: [1, 2, 3, 4].map((n) => ({ host: `FS-${s}-${n}`, widPrimary: n === 1, pools: [`fs-${s}`] })),
			},
		]),
	};
}

export function sampleEstate(sites: number): Inventory {
	const parsed = parseInventory(sampleEstateInput(sites));
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
	return parsed.value;
}
