import { describe, expect, it } from "vitest";
import { farm, found, idsOf, planned, pool, portal, primary, requiredIds, subordinate } from "../testing/builders.ts";

const blockers = (p: ReturnType<typeof planned>): string[] => found(p).filter((text) => text.startsWith("blocker"));
const pair = [primary("MFA01"), subordinate("MFA02")];

describe("versions", () => {
	it("[R1] an MFA Server, portal or adapter below 6.0 is not upgraded in place", () => {
		expect(blockers(planned({ mfaServers: [primary("MFA01", { version: "5.9" })] }))).toEqual(["blocker version-too-old mfa-server:MFA01"]);
		const p = planned({
			mfaServers: pair,
			userPortals: [portal("UP01", { version: "5.2" })],
			adfsFarms: [farm("CORP", ["FS1"], { adapterVersion: "5.2" })],
		});
		expect(blockers(p)).toEqual(["blocker version-too-old adfs-farm:CORP", "blocker version-too-old user-portal:UP01"]);
		expect(p.status).toBe("partial");
	});

	it("[R2] the PhoneFactor Agent is refused with the path to take", () => {
		const p = planned({ mfaServers: [primary("PF01", { product: "phonefactor-agent", version: "5.2" })] });
		expect([p.status, p.steps, blockers(p)]).toEqual(["blocked", [], ["blocker phonefactor-agent mfa-server:PF01"]]);
		expect(p.findings[0]?.message).toMatch(/uninstall .*then the agent; install MFA Server .*Record the result here as mfa-server/);
	});

	it("[R14] a component above the target is no downgrade in place: server, portal, adapter, each with its scope", () => {
		const server = planned({ mfaServers: [primary("MFA01", { version: "8.2" })], userPortals: [portal("UP01")] });
		expect([server.status, blockers(server)]).toEqual(["blocked", ["blocker downgrade mfa-server:MFA01"]]);
		const one = planned({
			mfaServers: pair,
			userPortals: [portal("UP01", { version: "8.2" }), portal("UP02")],
			adfsFarms: [farm("CORP", ["FS1"])],
		});
		expect([blockers(one), idsOf(one, "user-portal.install"), idsOf(one, "adfs.verify")]).toEqual([
			["blocker downgrade user-portal:UP01"],
			["user-portal.install:UP02"],
			[],
		]);
		const adapter = planned({ mfaServers: pair, adfsFarms: [farm("A", ["FS1"], { adapterVersion: "8.2" }), farm("B", ["FS2"])] });
		expect([blockers(adapter), idsOf(adapter, "adfs.verify")]).toEqual([["blocker downgrade adfs-farm:A"], ["adfs.verify:B"]]);
	});

	it("[R14] 8.1.4.2 is at target 8.1, 8.1 is not at target 8.1.4", () => {
		expect(planned({ mfaServers: [primary("MFA01", { version: "8.1.4.2" })] }).status).toBe("nothing-to-do");
		expect(planned({ mfaServers: [primary("MFA01", { version: "8.1" })] }, { targetVersion: "8.1.4" }).status).toBe("ready");
	});
});

describe("roles", () => {
	it("[R9] an unknown role stops the group, and everything after it", () => {
		const p = planned({ mfaServers: [primary("MFA01"), { host: "MFA02", version: "8.0.2" }], userPortals: [portal("UP01")] });
		expect([p.status, blockers(p)]).toEqual(["blocked", ["blocker role-unknown mfa-server:MFA02"]]);
	});

	it("[R21] two primaries are an error in one group and none in two", () => {
		const two = (group: string) => planned({ mfaServers: [primary("MFA01"), primary("MFA02", { replicationGroup: group })] });
		expect(blockers(two("DEFAULT"))).toEqual(["blocker several-primaries replication-group:default"]);
		expect(two("default").findings[0]?.message).toMatch(/MFA01 and MFA02/);
		expect(blockers(two("EU"))).toEqual([]);
	});
});

describe("portals", () => {
	it("[R28] a stand-alone portal without SDK cannot reach a server: it and every farm stop, other portals go on", () => {
		const p = planned({
			mfaServers: pair,
			userPortals: [portal("UP01", { useWebServiceSdk: false }), portal("UP02")],
			adfsFarms: [farm("CORP", ["FS1"])],
		});
		expect([p.status, blockers(p)]).toEqual(["partial", ["blocker portal-without-sdk user-portal:UP01"]]);
		expect([idsOf(p, "user-portal.install"), idsOf(p, "adfs.verify")]).toEqual([["user-portal.install:UP02"], []]);
	});
});

describe("pools (R13, invariant 14)", () => {
	const inPool = (host: string, role: typeof primary) => role(host, { pools: ["lb"] });

	it("[R13] a pool that must keep all its members cannot be drained", () => {
		const p = planned({
			mfaServers: [inPool("MFA01", primary), inPool("MFA02", subordinate)],
			pools: [pool("lb", "mfa", { minInService: 2 })],
		});
		expect([p.status, blockers(p)]).toEqual(["blocked", ["blocker pool-minimum pool:lb"]]);
	});

	it("[R12] a pool of one raises single-server instead", () => {
		const p = planned({ mfaServers: [inPool("MFA01", primary)], pools: [pool("lb", "mfa")] });
		expect(blockers(p)).toEqual([]);
		expect(found(p)).toContain("warning single-server mfa-server:MFA01");
	});

	it("[R42] batches are spread so that each of a farm's pools keeps a member", () => {
		const node = (host: string, name: string) => ({ host, pools: [name] });
		const split = [node("FS1", "east"), node("FS2", "east"), node("FS3", "west"), node("FS4", "west")];
		const p = planned({ mfaServers: pair, pools: [pool("east", "adfs"), pool("west", "adfs")], adfsFarms: [farm("CORP", split)] });
		expect(blockers(p)).toEqual([]);
		expect(p.steps.find((step) => step.id === "adfs.remove-batch-a:CORP")?.title).toContain("FS1, FS3");
	});

	it("[R42] a farm no split can serve is stopped by its pool", () => {
		const nodes = ["FS1", "FS2", "FS3"].map((host) => ({ host, pools: ["lb"] }));
		const p = planned({ mfaServers: pair, pools: [pool("lb", "adfs", { minInService: 2 })], adfsFarms: [farm("CORP", nodes)] });
		expect([p.status, blockers(p)]).toEqual(["partial", ["blocker pool-minimum pool:lb"]]);
	});
});

describe("farms", () => {
	it("[R47] a WID farm needs one known primary computer, a SQL farm and a single node do not", () => {
		const wid = { configStore: "wid" };
		const of = (nodes: (string | Record<string, unknown>)[], more: Record<string, unknown>) =>
			blockers(planned({ mfaServers: pair, adfsFarms: [farm("CORP", nodes, more)] }));
		expect(of(["FS1", "FS2"], wid)).toEqual(["blocker wid-primary-unknown adfs-farm:CORP"]);
		expect(of(["FS1", "FS2"], { configStore: "unknown" })).toEqual(["blocker wid-primary-unknown adfs-farm:CORP"]);
		expect(
			of(
				[
					{ host: "FS1", widPrimary: true },
					{ host: "FS2", widPrimary: true },
				],
				wid,
			),
		).toEqual(["blocker wid-primary-unknown adfs-farm:CORP"]);
		expect([of(["FS1"], wid), of(["FS1", "FS2"], {})]).toEqual([[], []]);
	});

	it("[R43] a node older than 2012 R2 has no adapter", () => {
		const p = planned({ hosts: [{ name: "FS2", os: "2012" }], mfaServers: pair, adfsFarms: [farm("CORP", ["FS1", "FS2"])] });
		expect(blockers(p)).toEqual(["blocker adfs-os-unsupported adfs-node:CORP/FS2"]);
	});
});

describe("recipe migration-utility-only (decision 15)", () => {
	const only = { recipe: "migration-utility-only" } as const;

	it("[R7] the primary alone, with what its installer prompts for, and nothing else", () => {
		const p = planned(
			{
				mfaServers: [primary("MFA01", { webServiceSdk: { url: "https://mfa/sdk" } }), subordinate("MFA02")],
				userPortals: [portal("MFA01"), portal("UP01")],
				adfsFarms: [farm("CORP", ["FS1"], { adapterName: "unknown" })],
				mobileAppWebServices: [{ host: "WEB01" }],
			},
			only,
		);
		expect([p.status, blockers(p)]).toEqual(["ready", []]);
		expect(requiredIds(p).filter((id) => !id.startsWith("prepare."))).toEqual([
			"mfa-server.backup-data:MFA01",
			"user-portal.backup-config:MFA01",
			"mfa-server.drain:MFA01",
			"mfa-server.install:MFA01",
			"mfa-server.install-sdk:MFA01",
			"user-portal.accept-update:MFA01",
			"user-portal.reconcile-config:MFA01",
			"user-portal.verify:MFA01",
			"mfa-server.verify:MFA01",
			"mfa-server.undrain:MFA01",
		]);
		expect(p.findings.find((f) => f.code === "primary-ahead")?.message).toMatch(/leaves MFA02.*Unhandled SB/);
	});
});
