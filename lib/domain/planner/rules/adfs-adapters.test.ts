import { describe, expect, it } from "vitest";
import {
	broken,
	chain,
	farm,
	found,
	idsOf,
	planned,
	pool,
	portal,
	precedes,
	primary,
	step,
	subordinate,
	textOf,
} from "../../testing/builders.ts";

const servers = [primary("MFA01"), subordinate("MFA02")];
const id = (kind: string, name = "CORP"): string => `adfs.${kind}:${name}`;
const wid = (nodes: readonly (string | Record<string, unknown>)[], more: Record<string, unknown> = {}) =>
	farm("CORP", nodes, { configStore: "wid", ...more });
const withFarm = (one: Record<string, unknown>, more: Record<string, unknown> = {}) =>
	planned({ mfaServers: servers, adfsFarms: [one], ...more });
const three = withFarm(wid(["FS1", { host: "FS2", widPrimary: true }, "FS3"]));

describe("preparation", () => {
	it("[R33] servers and portals are done before a node leaves or files are copied; only the export may come earlier", () => {
		const p = withFarm(farm("CORP", ["FS1", "FS2"]), { userPortals: [portal("UP01")] });
		expect(
			broken(p, [
				["user-portal.verify:UP01", id("copy-files")],
				["mfa-server.undrain:MFA01", id("remove-batch-a")],
			]),
		).toEqual([]);
		expect(precedes(p, "mfa-server.undrain:MFA01", id("export-config"))).toBe(false);
	});

	it("[R34] it falls away where every node carries an MFA Server, and stays where one does not", () => {
		const kinds = ["adfs.export-config", "adfs.copy-files", "adfs.compare-config", "adfs.edit-register-script"];
		const all = planned({ mfaServers: [primary("FS1"), subordinate("FS2")], adfsFarms: [farm("CORP", ["FS1", "FS2"])] });
		expect(kinds.flatMap((kind) => idsOf(all, kind))).toEqual([]);
		const some = planned({ mfaServers: [primary("FS1")], adfsFarms: [farm("CORP", ["FS1", "FS2"])] });
		expect(kinds.flatMap((kind) => idsOf(some, kind))).toHaveLength(4);
		expect(step(some, id("copy-files")).commands.map((command) => command.runOn)).toEqual(["FS2"]);
		expect(found(some)).toContain("warning partly-co-located-farm adfs-farm:CORP");
	});

	it("[R35] the registered configuration is saved before the script is edited and the provider unticked", () => {
		expect(
			broken(three, [
				[id("export-config"), id("edit-register-script")],
				[id("export-config"), id("disable-provider")],
			]),
		).toEqual([]);
		expect(step(three, id("export-config"))).toMatchObject({ checkpoint: true, host: "FS2" });
		expect(textOf(three, id("export-config"))).toContain(
			"Export-AdfsAuthenticationProviderConfigurationData -Name 'AzureMfaServerAuthentication'",
		);
	});

	it("[R36] the name is one of two, compared case-insensitively and used as typed; any other stops the farm alone", () => {
		const typed = withFarm(farm("CORP", ["FS1", "FS2"], { adapterName: "AzureMFAServerAuthentication" }));
		expect(textOf(typed, id("unregister-provider"))).toContain("'AzureMFAServerAuthentication'");
		for (const adapterName of ["unknown", "Contoso MFA", "AzureMfaAuthentication"]) {
			const p = planned({ mfaServers: servers, adfsFarms: [farm("CORP", ["FS1"], { adapterName }), farm("DMZ", ["FS2"])] });
			expect([p.status, found(p).filter((text) => text.startsWith("blocker"))]).toEqual([
				"partial",
				["blocker adapter-name-unknown adfs-farm:CORP"],
			]);
			expect(idsOf(p, "adfs.disable-provider")).toEqual([id("disable-provider", "DMZ")]);
		}
	});

	it("[R37] four files are copied to every node without an MFA Server before its adapter is installed", () => {
		expect(
			broken(
				three,
				["FS1", "FS2", "FS3"].map((node) => [id("copy-files"), id("install-adapter", `CORP/${node}`)] as const),
			),
		).toEqual([]);
		for (const file of [
			"MultiFactorAuthenticationAdfsAdapterSetup64.msi",
			"Register-MultiFactorAuthenticationAdfsAdapter.ps1",
			"Unregister-MultiFactorAuthenticationAdfsAdapter.ps1",
			"MultiFactorAuthenticationAdfsAdapter.config",
		]) {
			expect(textOf(three, id("copy-files"))).toContain(file);
		}
	});

	it("[R38] the register script names the configuration before a node leaves service", () => {
		expect(
			broken(three, [
				...chain(id("copy-files"), id("edit-register-script"), id("remove-batch-a")),
				[id("edit-register-script"), id("register-provider")],
			]),
		).toEqual([]);
		expect(textOf(three, id("edit-register-script"))).toContain("-ConfigurationFilePath");
	});

	it("[R39] old and new configuration are compared before a node leaves service", () => {
		expect(broken(three, chain(id("copy-files"), id("compare-config"), id("remove-batch-a")))).toEqual([]);
	});

	it("[R38] on a single node the paperwork is ready before the gap opens", () => {
		const p = withFarm(farm("CORP", ["FS1"]));
		expect(
			broken(p, [
				[id("edit-register-script"), id("disable-provider")],
				[id("compare-config"), id("disable-provider")],
			]),
		).toEqual([]);
	});
});

describe("the farm", () => {
	it("[R40] the gap is announced, with its two ends and its minutes", () => {
		expect(three.windows.filter((w) => w.kind === "mfa-gap")).toEqual([
			{ closes: id("enable-provider"), estimateMinutes: 30, kind: "mfa-gap", opens: id("disable-provider"), subject: "adfs-farm:CORP" },
		]);
		expect(withFarm(farm("CORP", ["FS1", "FS2"])).windows.find((w) => w.kind === "mfa-gap")?.estimateMinutes).toBe(25);
		expect(found(three)).toContain("warning mfa-gap adfs-farm:CORP");
	});

	it("[R41] farms follow one another, each whole before the next gap opens", () => {
		const p = planned({ mfaServers: servers, adfsFarms: [farm("B", ["FS3"]), farm("A", ["FS1", "FS2"])] });
		expect(broken(p, [[id("verify", "A"), id("disable-provider", "B")]])).toEqual([]);
		expect(precedes(p, id("verify", "A"), id("install-adapter", "B/FS3"))).toBe(false);
	});

	it("[R41] farms that share a pool take turns in it too", () => {
		const node = (host: string) => ({ host, pools: ["lb"] });
		const p = planned({
			mfaServers: servers,
			pools: [pool("lb", "adfs")],
			adfsFarms: [farm("A", [node("FS1"), node("FS2")]), farm("B", [node("FS3"), node("FS4")])],
		});
		expect(broken(p, [[id("return-batch-b", "A"), id("remove-batch-a", "B")]])).toEqual([]);
	});

	it("[R42] half the nodes rounded up leave first, the WID primary among them, and some always serve", () => {
		const first = ["FS2", "FS1"].map((node) => [id("remove-batch-a"), id("install-adapter", `CORP/${node}`)] as const);
		expect(broken(three, [...first, [id("enable-provider"), id("install-adapter", "CORP/FS3")]])).toEqual([]);
		expect(precedes(three, id("enable-provider"), id("install-adapter", "CORP/FS1"))).toBe(false);
	});

	it("[R42] given batches stay, and a WID primary given to batch B stops the farm", () => {
		const given = withFarm(farm("CORP", ["FS1", { host: "FS2", batch: "A" }]));
		expect(broken(given, [[id("enable-provider"), id("install-adapter", "CORP/FS1")]])).toEqual([]);
		const wrong = withFarm(wid(["FS1", { host: "FS2", widPrimary: true, batch: "B" }]));
		expect(found(wrong)).toContain("blocker wid-primary-in-batch-b adfs-farm:CORP");
	});

	it("[R43] by console where the node carries an MFA Server, by package elsewhere", () => {
		const p = planned({ mfaServers: [primary("FS1")], adfsFarms: [farm("CORP", ["FS1", "FS2"])] });
		expect(step(p, id("install-adapter", "CORP/FS1")).title).toContain("(console)");
		expect(textOf(p, id("install-adapter", "CORP/FS2"))).toContain("MultiFactorAuthenticationAdfsAdapterSetup64.msi");
	});

	it("[R44] a complaint about Visual C++ has its way out in the step, and AD FS nodes get no runtime step", () => {
		expect(textOf(three, id("install-adapter", "CORP/FS1"))).toContain(
			"install the latest package in both architectures, then run it again",
		);
		expect(idsOf(three, "prepare.install-runtime")).toEqual([]);
	});

	it("[R45] the gap opens when the new adapter is on all of batch A", () => {
		expect(
			broken(
				three,
				["FS1", "FS2"].map((node) => [id("install-adapter", `CORP/${node}`), id("disable-provider")] as const),
			),
		).toEqual([]);
	});

	it("[R46] unregistered once, by the name on screen, after it was unticked", () => {
		expect(idsOf(three, "adfs.unregister-provider")).toEqual([id("unregister-provider")]);
		expect(broken(three, [[id("disable-provider"), id("unregister-provider")]])).toEqual([]);
		expect(step(three, id("unregister-provider")).evidence[0]).toMatchObject({ name: "providerName", type: "text", required: true });
	});

	it("[R47] registered once, on the WID primary, after the old one is gone", () => {
		expect(idsOf(three, "adfs.register-provider")).toEqual([id("register-provider")]);
		expect(broken(three, [[id("unregister-provider"), id("register-provider")]])).toEqual([]);
		expect(step(three, id("register-provider")).host).toBe("FS2");
	});

	it("[R48] AD FS restarts on batch A after the registration", () => {
		expect(
			broken(
				three,
				["FS1", "FS2"].map((node) => [id("register-provider"), id("restart-service", `CORP/${node}`)] as const),
			),
		).toEqual([]);
	});

	it("[R49] batches are swapped when all of A was restarted: in first, out second", () => {
		expect(
			broken(
				three,
				["FS1", "FS2"].map((node) => [id("restart-service", `CORP/${node}`), id("swap-batches")] as const),
			),
		).toEqual([]);
		expect(step(three, id("swap-batches")).instructions.slice(0, 2).join(" ")).toMatch(/First enable FS2, FS1.*Only then disable FS3/);
	});

	it("[R50] ticked after the swap, with a test sign-in", () => {
		expect(broken(three, [[id("swap-batches"), id("enable-provider")]])).toEqual([]);
		expect(step(three, id("enable-provider")).evidence.find((field) => field.name === "signInTest")).toMatchObject({
			type: "boolean",
			required: true,
		});
	});

	it("[R51] batch B is installed, then restarted, after the tick", () => {
		expect(broken(three, chain(id("enable-provider"), id("install-adapter", "CORP/FS3"), id("restart-service", "CORP/FS3")))).toEqual([]);
	});

	it("[R52] batch B returns when all of it was restarted", () => {
		expect(broken(three, chain(id("restart-service", "CORP/FS3"), id("return-batch-b"), id("verify")))).toEqual([]);
	});

	it("[H35] a single node swaps nothing, and its outage is announced", () => {
		const p = withFarm(farm("CORP", ["FS1"]));
		expect(["adfs.remove-batch-a", "adfs.swap-batches", "adfs.return-batch-b"].flatMap((kind) => idsOf(p, kind))).toEqual([]);
		expect(p.windows.filter((w) => w.kind === "outage").map((w) => [w.opens, w.closes])).toEqual([
			[id("install-adapter", "CORP/FS1"), id("restart-service", "CORP/FS1")],
		]);
		expect(
			broken(
				p,
				chain(
					id("install-adapter", "CORP/FS1"),
					id("disable-provider"),
					id("unregister-provider"),
					id("register-provider"),
					id("restart-service", "CORP/FS1"),
					id("enable-provider"),
					id("verify"),
				),
			),
		).toEqual([]);
	});
});
