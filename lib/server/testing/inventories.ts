/** Inventory documents for tests, as they would be imported. */
import "server-only";

/** A small estate: two servers in a pool, a portal, a farm of two nodes, one client system. */
export const smallEstate = (name = "Contoso") => ({
	format: "lockstep.inventory/1",
	estate: { name, timeZone: "Europe/Berlin" },
	hosts: [
		{ name: "MFA01", os: "2016" },
		{ name: "MFA02", os: "2016" },
	],
	mfaServers: [
		{ host: "MFA01", version: "7.3.0.3", role: "primary", pools: ["mfa-lb"] },
		{ host: "MFA02", version: "7.3.0.3", role: "subordinate", pools: ["mfa-lb"] },
	],
	userPortals: [{ host: "UP01", version: "7.3.0.3", customThemes: ["blue"] }],
	adfsFarms: [
		{
			name: "CORP",
			configStore: "wid",
			adapterVersion: "7.3.0.3",
			nodes: [
				{ host: "FS1", widPrimary: true, pools: ["adfs-lb"] },
				{ host: "FS2", pools: ["adfs-lb"] },
			],
		},
	],
	pools: [
		{ name: "mfa-lb", kind: "mfa" },
		{ name: "adfs-lb", kind: "adfs" },
	],
	clientSystems: [{ name: "VPN", kind: "radius", targets: ["mfa-lb"] }],
});

/** `count` hosts and nothing else. */
export const manyHosts = (count: number, os = "2019") => ({
	format: "lockstep.inventory/1",
	estate: { name: "Large" },
	hosts: Array.from({ length: count }, (_, i) => ({ name: `HOST${String(i).padStart(5, "0")}`, os })),
});
