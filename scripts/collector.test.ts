/** What can be known of the collector without Windows: its grammar, that it only reads, and that import takes what it prints. */
import { readFileSync } from "node:fs";
import TreeSitter, { type Node, type Tree } from "@vscode/tree-sitter-wasm";
import { describe, expect, it } from "vitest";
import { fragment, parseFragment } from "@/lib/domain/inventory/fragment-document.ts";
import { parseInventory } from "@/lib/domain/inventory/parse-inventory.ts";
import { readInventoryFiles } from "@/lib/wire/read-inventory-files.ts";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8").replaceAll("\r\n", "\n");
const source = read("../collect/Get-LockstepInventory.ps1");
const example = read("../collect/example-output.json");

const { Parser, Language } = TreeSitter;
await Parser.init();
const grammar = new URL("tree-sitter-powershell.wasm", import.meta.resolve("@vscode/tree-sitter-wasm"));
const parser = new Parser();
parser.setLanguage(await Language.load(readFileSync(grammar)));

function parse(text: string): Tree {
	const tree = parser.parse(text);
	if (!tree) throw new Error("No tree");
	return tree;
}

function* nodesOf(node: Node): Generator<Node> {
	yield node;
	for (const child of node.children) if (child) yield* nodesOf(child);
}

const textsOf = (text: string, ...types: string[]): string[] =>
	[...nodesOf(parse(text).rootNode)].filter((node) => types.includes(node.type)).map((node) => node.text);

/** Lines of the grammar's complaints. */
const faults = (text: string): number[] =>
	[...nodesOf(parse(text).rootNode)].filter((node) => node.isError || node.isMissing).map((node) => node.startPosition.row + 1);

const commands = [
	"ConvertTo-Json",
	"ForEach-Object",
	"Get-AdfsAdditionalAuthenticationRule",
	"Get-AdfsAuthenticationProvider",
	"Get-AdfsGlobalAuthenticationPolicy",
	"Get-AdfsProperties",
	"Get-AdfsRelyingPartyTrust",
	"Get-AdfsSyncProperties",
	"Get-ChildItem",
	"Get-CimInstance",
	"Get-Date",
	"Get-Item",
	"Get-ItemProperty",
	"Get-Service",
	"Get-WebApplication",
	"Get-WebVirtualDirectory",
	"Import-Module",
	"Join-Path",
	"New-Object",
	"Select-Object",
	"Test-Path",
	"Where-Object",
];
const methods = [
	"ExpandEnvironmentVariables",
	"GetAttribute",
	"GetCurrent",
	"GetValue",
	"IndexOf",
	"IsInRole",
	"Load",
	"LoadXml",
	"Min",
	"SelectNodes",
	"SelectSingleNode",
	"Substring",
	"ToString",
	"ToUniversalTime",
	"Trim",
	"TrimEnd",
	"WriteLine",
];
const created = ["System.Xml.XmlDocument", "Security.Principal.WindowsPrincipal([Security.Principal.WindowsIdentity]::GetCurrent())"];

/** Everything in the text that might do more than read: commands, methods, objects, calls, redirections, settings. */
function suspicious(text: string): string[] {
	const own = textsOf(text, "function_name");
	const all = [...nodesOf(parse(text).rootNode)];
	const called = all
		.filter((node) => node.type === "invokation_expression")
		.flatMap((node) => node.children.filter((child) => child?.type === "member_name"));
	const invoked = all.filter((node) => node.type === "command_invokation_operator").map((node) => node.parent?.text ?? "");
	const made = all
		.filter((node) => node.type === "command" && node.text.startsWith("New-Object"))
		.map((node) => node.text.slice("New-Object ".length).trim());
	const targets = all.filter((node) => node.type === "left_assignment_expression").map((node) => node.text);
	return [
		...textsOf(text, "command_name").filter((name) => !own.includes(name) && !commands.includes(name)),
		...called.flatMap((node) => (node && !methods.includes(node.text) ? [`.${node.text}()`] : [])),
		...invoked.filter((call) => call !== "& $appcmd list vdir /xml"),
		...made.filter((type) => !created.includes(type)),
		...textsOf(text, "redirection").map((redirection) => redirection.trim()),
		...targets.filter((target) => /^\$(env|global|using):/i.test(target)),
	];
}

describe("collector", { timeout: 60_000 }, () => {
	it("is a PowerShell script by the grammar, with either line end, and the grammar sees a fault", () => {
		expect(faults(source)).toEqual([]);
		expect(faults(source.replaceAll("\n", "\r\n"))).toEqual([]);
		expect(faults(source.replace("catch {", "catch ("))).not.toEqual([]);
	});

	it("only reads, and a planted writer is seen", () => {
		expect(suspicious(source)).toEqual([]);
		const planted = {
			"Set-Service -Name MultiFactorAuth -Status Stopped": "Set-Service",
			"& $appcmd delete vdir x": "& $appcmd delete vdir x",
			"[IO.File]::WriteAllText('a', 'b')": ".WriteAllText()",
			"$config.Save($path)": ".Save()",
			"New-Object System.Net.WebClient": "System.Net.WebClient",
			"Get-Date > C:\\date.txt": "> C:\\date.txt",
			"$env:PATH = 'x'": "$env:PATH",
			"iex 'x'": "iex",
		};
		for (const [line, seen] of Object.entries(planted)) expect(suspicious(`${line}\n`), line).toContain(seen);
	});

	it("takes no silence for an answer: every AD FS and IIS command stops on errors, so that notes tell them", () => {
		const asked = textsOf(source, "command").filter((command) => /^Get-(Adfs(?!Fact)|Web(Application|Virtual))/.test(command));
		expect(asked).toHaveLength(8);
		expect(asked.filter((command) => !command.includes("-ErrorAction Stop"))).toEqual([]);
	});

	it("is plain ASCII, so that old hosts read it whatever their code page", () => {
		expect([...source].filter((character) => character !== "\n" && (character < " " || character > "~"))).toEqual([]);
	});

	it("says so on PowerShell 2.0, before anything 2.0 cannot parse or do", () => {
		const statements = parse(source).rootNode.descendantsOfType("statement_list")[0]?.children ?? [];
		expect(statements[0]?.text).toMatch(/^if \(\$PSVersionTable\.PSVersion\.Major -lt 3\) \{[\s\S]*exit 2\s*\}$/);
		const newer = ["-in", "-notin", "-shl", "-shr", "-cin", "-iin"];
		expect(textsOf(source, "comparison_operator").filter((operator) => newer.includes(operator.toLowerCase()))).toEqual([]);
		expect(source).not.toMatch(/^\s*(class|enum|using|workflow|configuration)\s/im);
		expect(source).not.toMatch(/\?\?|\?\.|&&|\|\|/);
	});

	it("reads no secret and keeps two values of a web.config", () => {
		const code = source.slice(source.indexOf("#>"));
		expect(code).not.toMatch(/password|username|credential|thumbprint|pfdata/i);
		const paths = textsOf(source, "string_literal").filter((text) => /^["']\/\//.test(text));
		expect(paths.sort()).toEqual([
			"\"//*[local-name()='UseWebServiceSdk']\"",
			"\"//*[local-name()='WebServiceSdkUrl']\"",
			"\"//appSettings/add[@key='USE_WEB_SERVICE_SDK']/@value\"",
			"\"//applicationSettings//setting[contains(@name,'_pfwssdk_PfWsSdk')]\"",
			"'//VDIR'",
		]);
	});

	it("has a help that says what was not tested", () => {
		for (const part of [
			".SYNOPSIS",
			".DESCRIPTION",
			".PARAMETER SkipClaimRules",
			".EXAMPLE",
			"NOT TESTED ON WINDOWS",
			"needs PowerShell 3.0 or later",
		])
			expect(source).toContain(part);
	});

	it("prints only facts that import knows", () => {
		const written = new Set(
			[...source.matchAll(/(?:Add-Fact \$[Ff]acts '|\$(?:facts|node|server|fragment)\[')(\w+)'/g)].map((match) => match[1] ?? ""),
		);
		const { hostFacts, mfaServer, userPortal, mobileAppWebService, adfs } = fragment.shape;
		const { farm, node } = adfs.unwrap().shape;
		const parts = [hostFacts, mfaServer, userPortal, mobileAppWebService, farm, node].flatMap((part) => Object.keys(part.unwrap().shape));
		const known = new Set([...Object.keys(fragment.shape), ...parts]);
		expect(written.size).toBeGreaterThan(20);
		expect([...written].filter((name) => !known.has(name))).toEqual([]);
	});

	it("prints what import accepts and merges, as PowerShell redirects it", () => {
		expect(parseFragment(JSON.parse(example)).ok).toBe(true);
		const base = parseInventory({ format: "lockstep.inventory/1", estate: { name: "Contoso" } });
		const bytes = new Uint8Array(Uint16Array.from(`\ufeff${example.replaceAll("\n", "\r\n")}`, (c) => c.charCodeAt(0)).buffer);
		const merged = readInventoryFiles([{ name: "MFA01.json", bytes }], base.ok ? { base: base.value } : {});
		expect(merged).toMatchObject({
			ok: true,
			value: {
				inventory: {
					hosts: [{ name: "MFA01", os: "2012R2", vcRedistX64: "missing" }],
					mfaServers: [{ version: "7.3.0.3", role: "unknown", staticRpcPort: 5000, webServiceSdk: { version: "7.3.0.3" } }],
					userPortals: [{ useWebServiceSdk: true }],
					adfsFarms: [{ name: "sts.contoso.com", nodes: [{ host: "MFA01", widPrimary: true }] }],
				},
				merge: { conflicts: [], factAges: { "host:mfa01#os": "2026-11-24T02:14:05.120Z" } },
			},
		});
	});
});
