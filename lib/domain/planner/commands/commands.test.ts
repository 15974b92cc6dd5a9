/** Rendered commands: from inventory facts, for the host's system, with nothing breaking out of its quotes. */
import { describe, expect, it } from "vitest";
import { farm, planned, portal, primary, sdk, step, subordinate } from "../../testing/builders.ts";
import { canConnect, fileSafe, hasModernCmdlets, joinPath, literal, networkPath } from "./powershell.ts";

const commandsOf = (p: ReturnType<typeof planned>): string =>
	p.steps
		.flatMap((s) => [...s.commands, ...s.backOut.commands])
		.map((c) => c.text)
		.join("\n");

describe("pieces", () => {
	it("a literal cannot be broken out of, by curly quotes neither", () => {
		expect(literal("O'Brien\u2019s")).toBe("'O''Brien\u2019\u2019s'");
	});

	it("folders are joined whether or not they end with a backslash", () => {
		expect([joinPath("D:\\MFA\\", "Data"), joinPath("D:\\MFA", "Data"), joinPath("D:\\", "x")]).toEqual([
			"D:\\MFA\\Data",
			"D:\\MFA\\Data",
			"D:\\x",
		]);
	});

	it("a local folder is reached over the network by its drive share, a share stays itself", () => {
		expect([networkPath("MFA01", "D:\\MFA"), networkPath("MFA01", "\\\\nas\\mfa")]).toEqual(["\\\\MFA01\\D$\\MFA", "\\\\nas\\mfa"]);
	});

	it("names that go into file names lose what Windows refuses", () => expect(fileSafe('Corp: "A" *x')).toBe("Corp___A___x"));

	it("cmdlets of PowerShell 4 are printed from 2012 R2 on, not for older or unknown hosts", () => {
		expect((["2008R2", "2012", "2012R2", "2016", "2025", "unknown", "other"] as const).filter(hasModernCmdlets)).toEqual([
			"2012R2",
			"2016",
			"2025",
		]);
		expect(canConnect("2012", "css.phonefactor.net", 443)).toContain("Net.Sockets.TcpClient");
	});
});

describe("in a plan", () => {
	const nodes = [{ host: "FS1", widPrimary: true }, { host: "FS2" }];
	const own = {
		estate: { installerShare: "\\\\files\\mfa", backupShare: "\\\\files\\O'Brien" },
		mfaServers: [primary("MFA01", { installPath: "D:\\MFA", webServiceSdk: sdk() }), subordinate("MFA02", { installPath: "E:\\MFA\\" })],
		userPortals: [portal("UP01", { physicalPath: "F:\\web\\portal" }), portal("MFA01", { physicalPath: "F:\\web\\portal" })],
		adfsFarms: [farm("CORP", nodes, { configStore: "wid" })],
		mobileAppWebServices: [{ host: "WEB01", version: "7.3" }],
	};

	it("[H20] a host with its own folder shows no default path anywhere", () => {
		const text = JSON.stringify(planned(own));
		expect(text).not.toMatch(/Program Files|inetpub/);
		expect(text).toContain("D:\\\\MFA");
	});

	it("shares come from the estate, else a placeholder says what is missing", () => {
		expect(commandsOf(planned(own))).toContain("'\\\\files\\O''Brien'");
		const bare = commandsOf(planned({ mfaServers: [primary("MFA01")] }));
		expect(bare).toContain("'<backup share>'");
		expect(bare).toContain("<installer share>");
	});

	it("time stamps are made when the command runs", () => {
		expect(commandsOf(planned(own))).not.toMatch(/20\d\d-\d\d-\d\d/);
		expect(step(planned(own), "mfa-server.backup-data:MFA01").commands[1]?.text).toContain("Get-Date");
	});

	it.each([
		["2012", "certutil -hashfile", "Get-FileHash"],
		["unknown", "certutil -hashfile", "Get-FileHash"],
		["2019", "Get-FileHash", "certutil"],
	])("on %s hashes are made with %s", (os, printed, avoided) => {
		const p = planned({ hosts: [{ name: "MFA01", os }], mfaServers: [primary("MFA01")] });
		const text = step(p, "mfa-server.backup-data:MFA01")
			.commands.map((c) => c.text)
			.join("\n");
		expect([text.includes(printed), text.includes(avoided)]).toEqual([true, false]);
	});

	it.each([
		["2012R2", /Authentication Policies/, /Authentication Methods/],
		["2019", /Service > Authentication Methods/, /Authentication Policies/],
	])("the policy page is the one %s has", (os, shown, hidden) => {
		const p = planned({ hosts: [{ name: "FS1", os }], mfaServers: [primary("MFA01")], adfsFarms: [farm("CORP", ["FS1"])] });
		const text = step(p, "adfs.disable-provider:CORP").instructions.join(" ");
		expect(text).toMatch(shown);
		expect(text).not.toMatch(hidden);
	});

	it("both policy pages are shown when the system is not known", () => {
		const p = planned({ mfaServers: [primary("MFA01")], adfsFarms: [farm("CORP", ["FS1"])] });
		expect(step(p, "adfs.enable-provider:CORP").instructions.join(" ")).toMatch(/Authentication Policies.*Authentication Methods/);
	});

	it("the comparison of web.config covers all element paths and prints no value", () => {
		const text = step(planned(own), "user-portal.reconcile-config:UP01").commands[0]?.text ?? "";
		expect(text).toContain("ChildNodes");
		expect(text).toContain("F:\\web\\portal\\web.config");
		expect(text).not.toContain(".value");
	});
});
