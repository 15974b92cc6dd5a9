import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvColumns, csvTypes } from "@/lib/domain/inventory/csv/columns.ts";
import { parseInventory } from "@/lib/domain/inventory/parse-inventory.ts";
import { anyInventory } from "@/lib/domain/testing/any-inventory.ts";
import { anyCase } from "@/lib/domain/testing/arbitraries.ts";
import { csvDelimiters } from "./csv-text.ts";
import { csvTemplate, parseCsv, toCsv } from "./inventory-csv.ts";

const estate = { name: "estate.csv", text: "name\r\nContoso\r\n" };
const read = (name: string, text: string) => parseCsv([estate, { name, text }]);

/** The list of issues, as file, cell and message. */
const issuesOf = (name: string, text: string) => {
	const result = read(name, text);
	return result.ok ? [] : result.error.map(({ path: _, ...issue }) => issue);
};

describe("round trips", { timeout: 60_000 }, () => {
	it("any inventory survives CSV in every dialect, and JSON", () => {
		fc.assert(
			fc.property(anyInventory, fc.constantFrom(...csvDelimiters), (inventory, delimiter) => {
				expect(parseCsv(toCsv(inventory, delimiter))).toEqual({ ok: true, value: inventory });
				expect(parseInventory(JSON.parse(JSON.stringify(inventory)))).toEqual({ ok: true, value: inventory });
			}),
			{ numRuns: 300 },
		);
	});

	it("an estate survives CSV over another one as base, with nothing of the other left", () => {
		fc.assert(
			fc.property(anyCase, anyInventory, ({ inventory }, base) => {
				expect(parseCsv(toCsv(inventory), { base })).toEqual({ ok: true, value: inventory });
			}),
			{ numRuns: 100 },
		);
	});

	it("updating an estate with its own export changes nothing", () => {
		fc.assert(
			fc.property(anyInventory, fc.subarray([...csvTypes]), (base, types) => {
				const files = toCsv(base).filter((file) => types.includes(file.type));
				for (const mode of ["update", "replace"] as const) expect(parseCsv(files, { base, mode })).toEqual({ ok: true, value: base });
			}),
			{ numRuns: 200 },
		);
	});

	it("the columns cover every field of the document", () => {
		fc.assert(
			fc.property(anyInventory, (inventory) => {
				const { estate: facts, hosts, mfaServers, userPortals, mobileAppWebServices, adfsFarms, pools, clientSystems } = inventory;
				const seen = {
					estate: [facts],
					hosts,
					"mfa-servers": mfaServers,
					"user-portals": userPortals,
					"mobile-app-web-services": mobileAppWebServices,
				};
				const more = {
					"adfs-farms": adfsFarms,
					"adfs-nodes": adfsFarms.flatMap((farm) => farm.nodes),
					pools,
					"client-systems": clientSystems,
				};
				for (const [type, items] of Object.entries({ ...seen, ...more })) {
					const outer = csvColumns[type as keyof typeof csvColumns].map((column) => column.field.split(".")[0]);
					for (const item of items) expect(Object.keys(item).filter((key) => key !== "nodes" && !outer.includes(key))).toEqual([]);
				}
			}),
		);
	});
});

describe("recognising files", () => {
	it("every template reads as an empty table of its own type", () => {
		for (const type of csvTypes) expect(parseCsv([{ ...estate }, ...(type === "estate" ? [] : [csvTemplate(type)])]).ok, type).toBe(true);
	});

	it("cells pasted from a sheet are known by their headers", () => {
		const result = read("pasted", "Host\tRole\tReplication Group\tVersion\nMFA01\tPrimary\t\t7,3\n");
		expect(result).toMatchObject({
			ok: true,
			value: { mfaServers: [{ host: "MFA01", role: "primary", replicationGroup: "default", version: "7.3" }] },
		});
	});

	it("headers that fit several types are refused with the choice", () => {
		expect(issuesOf("pasted", "host;version\nA;8.0\n")).toEqual([
			{
				file: "pasted",
				row: 1,
				message: "These columns fit mfa-servers, user-portals, mobile-app-web-services; name the file after the one you mean, or choose it",
			},
		]);
		expect(parseCsv([estate, { name: "pasted", text: "host;version\nA;8.0\n", type: "user-portals" }])).toMatchObject({
			ok: true,
			value: { userPortals: [{ host: "A" }] },
		});
		expect(parseCsv([estate, { name: "C:\\x\\User Portals (2).csv", text: "host;version\nA;8.0\n" }])).toMatchObject({
			ok: true,
			value: { userPortals: [{ host: "A" }] },
		});
	});

	it("a header nobody knows is an issue with its cell", () => {
		expect(issuesOf("hosts.csv", "name,os,color\nA,2016,red\n")).toEqual([
			{ file: "hosts.csv", row: 1, column: "color", cell: "C1", message: 'No column "color" in hosts' },
		]);
	});
});

describe("dialects", () => {
	const wanted = {
		ok: true,
		value: {
			hosts: [
				{ name: "A", os: "2012R2", azureVm: true, rebootPending: "no", dotnetRelease: 461808 },
				{ name: "B", os: "unknown" },
			],
		},
	};
	it.each([
		["comma, Unix line ends", "name,os,azureVm,rebootPending,dotnetRelease\nA,2012 R2,yes,NO,461808\nB,,,,\n"],
		[
			"semicolon, Windows line ends, byte order mark",
			'\ufeffname;os;azureVm;rebootPending;dotnetRelease\r\nA;"2012R2";WAHR;falsch;461.808\r\nB;;;;',
		],
		["tab, old Mac line ends", "name\tos\tazureVm\trebootPending\tdotnetRelease\rA\t2012r2\t1\t0\t461808,0\rB\t\t\t\t\r"],
		[
			"mixed line ends, blank rows, quoted",
			'name,os,azureVm,rebootPending,dotnetRelease\r\n\n"A" ,"2012-R2",TRUE,n,"461,808"\n,,,,\r\nB,?,,,\n\n',
		],
		["Excel's sep line", "sep=;\r\nName;OS;Azure VM;Reboot pending;.NET Release\r\nA;2012R2;ja;nein;461 808\r\nB;;;;\r\n"],
	])("%s", (_, text) => {
		expect(read("hosts.csv", text)).toMatchObject(wanted);
	});

	it("lists are split at semicolons and bars, and a backslash keeps a separator", () => {
		const result = read("user-portals.csv", "host,customThemes\nUP,blue; red|a\\;b ;; c\\d\n");
		expect(result).toMatchObject({ ok: true, value: { userPortals: [{ customThemes: ["a;b", "blue", "c\\d", "red"] }] } });
	});
});

describe("issues name row and column", () => {
	it.each([
		[
			"a bad cell",
			"hosts.csv",
			"name;dotnetRelease\nA;4.6\n",
			[{ file: "hosts.csv", row: 2, column: "dotnetRelease", cell: "B2", message: '"4.6" is not a whole number' }],
		],
		["a version cut by a spreadsheet", "user-portals.csv", "host,version\n\nA,8\n", [{ row: 3, cell: "B3" }]],
		["a broken rule of the document", "mfa-servers.csv", "host,role\nA,boss\n", [{ row: 2, column: "role", cell: "B2" }]],
		["a missing key", "mfa-servers.csv", "host,role\n,primary\n", [{ row: 2, cell: "A2", message: "Required" }]],
		["a dangling pool", "mfa-servers.csv", "host,pools\nA,none\n", [{ row: 2, cell: "B2", message: 'No pool named "none"' }]],
		[
			"a second row of one name",
			"hosts.csv",
			"name,os\nA,2016\nB,\na,2019\n",
			[{ row: 4, cell: "A4", message: 'Host "a" is already at A2 of hosts.csv' }],
		],
		["a cell without header", "hosts.csv", "name\nA,x\n", [{ row: 2, cell: "B2", message: "No column header stands above this cell" }]],
		["a farm without nodes", "adfs-farms.csv", "name\nCORP\n", [{ row: 2, message: "A farm has at least one node" }]],
		["a node without farm", "adfs-nodes.csv", "farm,host\n,FS1\n", [{ row: 2, message: "A node names its farm" }]],
		["an open quote", "hosts.csv", 'name,os\nA,"2016\nB,2019\n', [{ row: 2, message: "A quoted cell is never closed" }]],
		["the SDK inside a server", "mfa-servers.csv", "host,sdkUrl\nA,http://x\n", [{ row: 2, column: "sdkUrl", cell: "B2" }]],
		["a file without rows", "hosts.csv", " \n\n", [{ file: "hosts.csv", message: "The file is empty" }]],
	])("%s", (_, name, text, wanted) => {
		expect(issuesOf(name, text)).toMatchObject(wanted);
		expect(issuesOf(name, text)).toHaveLength(wanted.length);
	});

	it("no estate at all is said in words", () => {
		expect(parseCsv([{ name: "hosts.csv", text: "name\nA\n" }])).toEqual({
			ok: false,
			error: [{ path: "estate", message: "No estate is named: import into an estate, or add estate.csv with its name" }],
		});
	});
});
