import { describe, expect, it } from "vitest";
import {
	broken,
	chain,
	found,
	idsOf,
	planned,
	pool,
	portal,
	precedes,
	primary,
	requiredIds,
	sdk,
	step,
	subordinate,
	textOf,
} from "../../testing/builders.ts";

const three = { mfaServers: [primary("MFA01"), subordinate("MFA02"), subordinate("MFA03")] };
const server = (kind: string, host: string): string => `mfa-server.${kind}:${host}`;

describe("one group", () => {
	it("[R8] every server precedes every stand-alone portal, and those every adapter", () => {
		const farm = {
			name: "CORP",
			configStore: "sql",
			adapterVersion: "8.0",
			adapterName: "AzureMfaServerAuthentication",
			nodes: [{ host: "FS1" }, { host: "FS2" }],
		};
		const p = planned({ ...three, userPortals: [portal("UP01")], adfsFarms: [farm] });
		expect(
			broken(p, chain(server("undrain", "MFA01"), "user-portal.copy-installer:UP01", "user-portal.verify:UP01", "adfs.copy-files:CORP")),
		).toEqual([]);
		expect(p.gates.map((gate) => gate.id)).toEqual(["gate:mfa-servers", "gate:user-portals"]);
	});

	it("[R9] every subordinate is verified before the primary is installed", () => {
		expect(
			broken(
				planned(three),
				["MFA02", "MFA03"].map((host) => [server("verify", host), server("install", "MFA01")] as const),
			),
		).toEqual([]);
	});

	it("[R11] the primary's data file is copied before every installation of the group, the subordinates' too", () => {
		const pairs = ["MFA01", "MFA02", "MFA03"].map((host) => [server("backup-data", "MFA01"), server("install", host)] as const);
		expect(broken(planned(three), pairs)).toEqual([]);
		expect(step(planned(three), server("backup-data", "MFA01"))).toMatchObject({ checkpoint: true, subject: "mfa-server:MFA01" });
	});

	it("[R11] and before a promotion that comes first of all", () => {
		const p = planned({ mfaServers: [primary("MFA01"), subordinate("MFA02", { version: "8.1" })] });
		expect(broken(p, chain(server("backup-data", "MFA01"), "mfa-server.promote:default", server("install", "MFA01")))).toEqual([]);
	});

	it("[R12] the drain comes before the installation and names the clients to re-point", () => {
		const p = planned({
			...three,
			clientSystems: [
				{ name: "VPN", kind: "radius", targets: ["MFA02"], owner: "Network team", howToRepoint: "Change server 1 in the RADIUS profile" },
			],
		});
		expect(broken(p, [[server("drain", "MFA02"), server("install", "MFA02")]])).toEqual([]);
		expect(textOf(p, server("drain", "MFA02"))).toMatch(/VPN.*Network team.*Change server 1 in the RADIUS profile/);
		expect(textOf(p, server("drain", "MFA03"))).not.toContain("VPN");
	});

	it("[R13] out, upgraded, back in, and only then the next one", () => {
		const p = planned({ ...three, pools: [pool("mfa-lb", "mfa")], mfaServers: three.mfaServers.map((s) => ({ ...s, pools: ["mfa-lb"] })) });
		expect(
			broken(
				p,
				chain(
					...["MFA02", "MFA03"].flatMap((host) => [
						server("drain", host),
						server("install", host),
						server("verify", host),
						server("undrain", host),
					]),
				),
			),
		).toEqual([]);
		expect(textOf(p, server("drain", "MFA02"))).toContain("mfa-lb");
	});

	it("[R14] every server below target is installed once, one at target not at all", () => {
		const p = planned({ mfaServers: [primary("MFA01"), subordinate("MFA02"), subordinate("MFA03", { version: "8.1.4.2" })] });
		expect(idsOf(p, "mfa-server.install")).toEqual([server("install", "MFA02"), server("install", "MFA01")]);
		expect(found(p)).toContain("info already-at-target mfa-server:MFA03");
	});

	it("[R15] a primary newer than a subordinate is said, a newer subordinate is not", () => {
		const warning = "warning primary-ahead replication-group:default";
		expect(found(planned({ mfaServers: [primary("MFA01", { version: "8.1" }), subordinate("MFA02")] }))).toContain(warning);
		expect(found(planned({ mfaServers: [primary("MFA01"), subordinate("MFA02", { version: "8.1" })] }))).not.toContain(warning);
	});

	it("[R16] drain and return stand around every installation, the primary's included", () => {
		for (const host of ["MFA01", "MFA02", "MFA03"]) {
			expect(
				broken(planned(three), chain(server("drain", host), server("install", host), server("verify", host), server("undrain", host))),
			).toEqual([]);
		}
	});

	it("[R17] nothing is uninstalled, and the install folder is proven unchanged", () => {
		const p = planned({ mfaServers: [primary("MFA01", { installPath: "D:\\MFA" })] });
		expect(requiredIds(p).filter((id) => id.includes("uninstall"))).toEqual([]);
		expect(step(p, server("install", "MFA01")).evidence.find((field) => field.name === "installPath")).toMatchObject({ required: true });
		expect(textOf(p, server("install", "MFA01"))).toContain("D:\\MFA");
	});

	it("[R18] the Visual C++ prompt is accepted, and recorded", () => {
		expect(step(planned(three), server("install", "MFA02")).evidence.find((field) => field.name === "runtimePrompt")).toMatchObject({
			required: true,
		});
	});

	it("[R19] the SDK is updated between installation and check, in the same virtual directory", () => {
		const p = planned({ mfaServers: [primary("MFA01", { webServiceSdk: sdk({ virtualDirectory: "PhoneFactorWebServiceSdk" }) })] });
		expect(broken(p, chain(server("install", "MFA01"), server("install-sdk", "MFA01"), server("verify", "MFA01")))).toEqual([]);
		expect(textOf(p, server("install-sdk", "MFA01"))).toContain("PhoneFactorWebServiceSdk");
		expect(step(p, server("install-sdk", "MFA01")).evidence.find((field) => field.name === "virtualDirectory")).toMatchObject({
			required: true,
		});
	});

	it("[R19] an SDK left behind by an interrupted night is made up for", () => {
		const p = planned({ mfaServers: [primary("MFA01", { version: "8.1", webServiceSdk: sdk({ version: "8.0.2" }) })] });
		expect(requiredIds(p).filter((id) => id.startsWith("mfa-server."))).toEqual(
			["drain", "install-sdk", "verify", "undrain"].map((kind) => server(kind, "MFA01")),
		);
	});

	it("[R20] the promotion waits for every subordinate, and happens also when all are at target already", () => {
		expect(
			broken(
				planned(three),
				["MFA02", "MFA03"].map((host) => [server("undrain", host), "mfa-server.promote:default"] as const),
			),
		).toEqual([]);
		const p = planned({ mfaServers: [primary("MFA01"), subordinate("MFA02", { version: "8.1" })] });
		expect(idsOf(p, "mfa-server.promote")).toEqual(["mfa-server.promote:default"]);
		expect(step(p, "mfa-server.promote:default").host).toBe("MFA02");
	});

	it("[R21] one promotion per group; none for a lone server or a primary at target", () => {
		expect(idsOf(planned(three), "mfa-server.promote")).toEqual(["mfa-server.promote:default"]);
		expect(idsOf(planned({ mfaServers: [primary("MFA01")] }), "mfa-server.promote")).toEqual([]);
		expect(idsOf(planned({ mfaServers: [primary("MFA01", { version: "8.1" }), subordinate("MFA02")] }), "mfa-server.promote")).toEqual([]);
	});

	it("[R22] the old primary leaves service only after the promotion", () => {
		expect(broken(planned(three), chain("mfa-server.promote:default", server("drain", "MFA01"), server("install", "MFA01")))).toEqual([]);
	});
});

describe("promotion candidate (decisions 9 and 10)", () => {
	const candidate = (servers: unknown[], more: Record<string, unknown> = {}): string | undefined =>
		step(planned({ mfaServers: servers, ...more }), "mfa-server.promote:default").host;

	it("[R21] the flagged one comes before all, and is upgraded first", () => {
		const servers = [primary("MFA01"), subordinate("MFA02"), subordinate("MFA03", { promotionCandidate: true })];
		expect(candidate(servers)).toBe("MFA03");
		expect(broken(planned({ mfaServers: servers }), [[server("undrain", "MFA03"), server("drain", "MFA02")]])).toEqual([]);
	});

	it("[R21] one with the SDK when consumers need it, else the first by name", () => {
		const servers = [primary("MFA01", { webServiceSdk: sdk() }), subordinate("MFA02"), subordinate("MFA03", { webServiceSdk: sdk() })];
		expect(candidate(servers, { userPortals: [portal("UP01")] })).toBe("MFA03");
		expect(candidate(servers)).toBe("MFA02");
	});
});

describe("several groups", () => {
	const groups = (pools: readonly string[]) => ({
		pools: [pool("shared", "mfa")],
		mfaServers: [
			primary("A1", { replicationGroup: "Asia", pools }),
			subordinate("A2", { replicationGroup: "Asia", pools }),
			primary("E1", { replicationGroup: "Europe", pools }),
			subordinate("E2", { replicationGroup: "Europe", pools }),
		],
	});

	it("[R13] groups that share a pool take turns, in name order", () => {
		const p = planned(groups(["shared"]));
		expect(p.edges.some((edge) => edge.from === server("undrain", "A1") && edge.to === server("drain", "E2"))).toBe(true);
	});

	it("[R13] groups that share nothing do not wait for each other", () => {
		const p = planned(groups([]));
		expect(precedes(p, server("undrain", "A1"), server("drain", "E2"))).toBe(false);
	});

	it("[R13] groups on the nodes of one farm take turns even without a pool", () => {
		const farm = {
			name: "CORP",
			configStore: "sql",
			adapterVersion: "8.1",
			adapterName: "AzureMfaServerAuthentication",
			nodes: [{ host: "FS1" }, { host: "FS2" }],
		};
		const p = planned({
			mfaServers: [primary("FS1", { replicationGroup: "A" }), primary("FS2", { replicationGroup: "B" })],
			adfsFarms: [farm],
		});
		expect(precedes(p, server("undrain", "FS1"), server("drain", "FS2"))).toBe(true);
	});

	it("[R14] a blocked group stops itself and the later phases, not the other group", () => {
		const p = planned({
			mfaServers: [primary("A1", { replicationGroup: "A" }), subordinate("B1", { replicationGroup: "B" })],
			userPortals: [portal("UP01")],
		});
		expect(p.status).toBe("partial");
		expect(idsOf(p, "mfa-server.install")).toEqual([server("install", "A1")]);
		expect(requiredIds(p).filter((id) => id.startsWith("user-portal."))).toEqual([]);
	});
});
