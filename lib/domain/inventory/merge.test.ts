import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyInventory } from "../testing/any-inventory.ts";
import { agesAfterEdit, type FactAges } from "./fact-ages.ts";
import { parseFragment } from "./fragment-document.ts";
import { mergeFragments } from "./merge.ts";
import { parseInventory } from "./parse-inventory.ts";

const AT = "2026-11-24T02:00:00.000Z";
const LATER = "2026-11-25T02:00:00.000Z";

function fragment(parts: Record<string, unknown>) {
	const parsed = parseFragment({ format: "lockstep.fragment/1", collectedAt: AT, host: "MFA01", ...parts });
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
	return parsed.value;
}

function estate(parts: Record<string, unknown> = {}) {
	const parsed = parseInventory({ format: "lockstep.inventory/1", estate: { name: "Contoso" }, ...parts });
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
	return parsed.value;
}

function merge(inventory: ReturnType<typeof estate>, parts: Record<string, unknown>, ages: FactAges = {}, options = {}) {
	const merged = mergeFragments(inventory, ages, [fragment(parts)], options);
	if (!merged.ok) throw new Error(JSON.stringify(merged.error));
	return merged.value;
}

const server = { version: "7.3.0.3", installPath: "D:\\MFA", webServiceSdk: { url: "https://mfa01.contoso.com/Sdk" } };

describe("merging a fragment", { timeout: 60_000 }, () => {
	it("a host nobody knew comes in with its components and the age of each fact", () => {
		const { inventory, factAges, changes, conflicts, added } = merge(estate(), {
			hostFacts: { os: "2012R2", vcRedistX64: "missing" },
			mfaServer: server,
		});
		expect(inventory).toEqual(
			estate({ hosts: [{ name: "MFA01", os: "2012R2", vcRedistX64: "missing" }], mfaServers: [{ host: "MFA01", ...server }] }),
		);
		expect(added).toEqual(["host:MFA01", "mfa-server:MFA01"]);
		expect(conflicts).toEqual([]);
		expect(factAges).toEqual({
			"host:mfa01#os": AT,
			"host:mfa01#vcRedistX64": AT,
			"mfa-server:mfa01#version": AT,
			"mfa-server:mfa01#installPath": AT,
			"mfa-server:mfa01#webServiceSdk.url": AT,
		});
		expect(changes).toContainEqual({ subject: "mfa-server:MFA01", field: "version", after: "7.3.0.3" });
	});

	it("what was not read stays, and an unknown is no news", () => {
		const before = estate({
			mfaServers: [{ host: "MFA01", role: "primary", version: "7.3.0.3", pools: ["p"] }],
			pools: [{ name: "p", kind: "mfa" }],
		});
		const { inventory, changes } = merge(before, { mfaServer: { version: "unknown", role: null } });
		expect([inventory, changes]).toEqual([before, []]);
	});

	it("the same fact read again only grows younger", () => {
		const before = estate({ mfaServers: [{ host: "MFA01", version: "7.3" }] });
		const { inventory, factAges, changes } = merge(
			before,
			{ mfaServer: { version: "7.3" } },
			{ "mfa-server:mfa01#version": "2020-01-01T00:00:00.000Z" },
		);
		expect([inventory, factAges, changes]).toEqual([before, { "mfa-server:mfa01#version": AT }, []]);
	});

	it("a fact read later stands against an older reading", () => {
		const before = estate({ mfaServers: [{ host: "MFA01", version: "8.1" }] });
		const ages = { "mfa-server:mfa01#version": LATER };
		const merged = merge(before, { mfaServer: { version: "7.3" } }, ages);
		expect([merged.inventory, merged.factAges]).toEqual([before, ages]);
		expect(merged.conflicts).toEqual([
			{
				why: "read-later",
				subject: "mfa-server:MFA01",
				field: "version",
				recorded: "8.1",
				collected: "7.3",
				recordedAt: LATER,
				kept: "recorded",
			},
		]);
	});

	it("against what a person entered the reading wins, or not, and it is said", () => {
		const before = estate({ mfaServers: [{ host: "MFA01", version: "8.1" }] });
		const wanted = { why: "entered-otherwise", subject: "mfa-server:MFA01", field: "version", recorded: "8.1", collected: "7.3" };
		const taken = merge(before, { mfaServer: { version: "7.3" } });
		expect([taken.inventory.mfaServers[0]?.version, taken.conflicts]).toEqual(["7.3", [{ ...wanted, kept: "collected" }]]);
		const kept = merge(before, { mfaServer: { version: "7.3" } }, {}, { prefer: "recorded" });
		expect([kept.inventory, kept.conflicts, kept.factAges]).toEqual([before, [{ ...wanted, kept: "recorded" }], {}]);
	});

	it("a default nobody entered is no conflict", () => {
		const merged = merge(estate({ mfaServers: [{ host: "MFA01" }] }), { hostFacts: { azureVm: true }, mfaServer: server });
		expect([merged.conflicts, merged.inventory.mfaServers[0]?.installPath]).toEqual([[], "D:\\MFA"]);
	});

	it("features seen are added, and none is taken away", () => {
		const merged = merge(estate({ mfaServers: [{ host: "MFA01", authFeatures: ["iis"] }] }), { mfaServer: { authFeatures: ["radius"] } });
		expect([merged.inventory.mfaServers[0]?.authFeatures, merged.conflicts]).toEqual([["iis", "radius"], []]);
	});

	it("a short and a full name of one machine meet; the same label in another domain does not", () => {
		const parts = { host: "MFA01", fullName: "mfa01.contoso.com", hostFacts: { os: "2016" } };
		expect(merge(estate({ hosts: [{ name: "mfa01" }] }), parts).added).toEqual([]);
		expect(merge(estate({ hosts: [{ name: "MFA01.contoso.com" }] }), parts).added).toEqual([]);
		expect(merge(estate({ hosts: [{ name: "mfa01.lab.local" }] }), parts).added).toEqual(["host:MFA01"]);
		expect(merge(estate({ hosts: [{ name: "mfa01.lab.local" }] }), { ...parts, fullName: null }).added).toEqual([]);
	});

	it("a node finds its farm by the host, else by the service name, else founds one", () => {
		const adfs = { farm: { serviceName: "sts.contoso.com", configStore: "wid", otherProviders: ["B", "A"] }, node: { widPrimary: true } };
		const farms = (list: unknown[]) =>
			merge(estate({ adfsFarms: list }), { host: "FS2", adfs }).inventory.adfsFarms.map((f) => [
				f.name,
				f.configStore,
				f.nodes.map((n) => [n.host, n.widPrimary]),
			]);
		expect(farms([{ name: "CORP", nodes: [{ host: "fs2" }] }])).toEqual([["CORP", "wid", [["fs2", true]]]]);
		expect(farms([{ name: "CORP", serviceName: "STS.contoso.com", nodes: [{ host: "FS1" }] }])).toEqual([
			[
				"CORP",
				"wid",
				[
					["FS1", false],
					["FS2", true],
				],
			],
		]);
		expect(farms([{ name: "CORP", nodes: [{ host: "FS1" }] }])).toEqual([
			["CORP", "unknown", [["FS1", false]]],
			["sts.contoso.com", "wid", [["FS2", true]]],
		]);
	});

	it("what the host says is not there is kept and pointed at", () => {
		const before = estate({
			mfaServers: [{ host: "MFA01", webServiceSdk: {} }],
			adfsFarms: [{ name: "CORP", nodes: [{ host: "MFA01" }] }],
		});
		const merged = merge(before, { absent: ["webServiceSdk", "userPortal", "adfs"] });
		expect(merged.inventory).toEqual(before);
		expect(merged.conflicts).toEqual([
			{ why: "absent-on-host", subject: "mfa-server:MFA01", kept: "recorded" },
			{ why: "absent-on-host", subject: "adfs-node:CORP/MFA01", kept: "recorded" },
		]);
	});

	it("of several fragments the latest reading stands, whatever their order", () => {
		const old = fragment({ mfaServer: { version: "7.3" } });
		const young = fragment({ collectedAt: LATER, mfaServer: { version: "8.1" } });
		for (const fragments of [
			[old, young],
			[young, old],
		]) {
			const merged = mergeFragments(estate(), {}, fragments);
			expect(merged).toMatchObject({
				ok: true,
				value: { inventory: { mfaServers: [{ version: "8.1" }] }, factAges: { "mfa-server:mfa01#version": LATER }, conflicts: [] },
			});
		}
	});

	it("a result that breaks a rule of the document is refused with the host's name", () => {
		const before = estate({ mfaServers: [{ host: "MFA01", role: "subordinate", promotionCandidate: true }] });
		expect(mergeFragments(before, {}, [fragment({ mfaServer: { role: "primary" } })])).toEqual({
			ok: false,
			error: [{ path: "mfaServers[0].promotionCandidate", message: "MFA01: The primary cannot be the promotion candidate" }],
		});
	});

	it("merging the same fragment twice changes nothing more", () => {
		fc.assert(
			fc.property(anyInventory, (inventory) => {
				const parts = {
					hostFacts: { os: "2019" },
					mfaServer: { version: "8.1", adSync: "yes", authFeatures: ["radius", "ldap"] },
					adfs: { farm: { serviceName: "sts.contoso.com" } },
				};
				const once = merge(inventory, parts);
				const twice = merge(once.inventory, parts, once.factAges);
				expect([twice.inventory, twice.factAges, twice.changes, twice.conflicts]).toEqual([once.inventory, once.factAges, [], []]);
			}),
		);
	});
});

describe("ages", () => {
	it("an edited fact loses its age, the others keep theirs", () => {
		const ages = { "mfa-server:mfa01#version": AT, "mfa-server:mfa01#installPath": AT, "host:gone#os": AT };
		const before = estate({ mfaServers: [{ host: "MFA01", version: "7.3" }] });
		const after = estate({ mfaServers: [{ host: "MFA01", version: "8.1" }] });
		expect(agesAfterEdit(ages, before, after)).toEqual({ "mfa-server:mfa01#installPath": AT });
	});
});

describe("a fragment", () => {
	it("is refused with the path of what is wrong", () => {
		expect(
			parseFragment({ format: "x", collectedAt: "today", host: "MFA01", hostFacts: { password: "p" }, mfaServer: { version: "seven" } }),
		).toMatchObject({
			ok: false,
			error: [
				{ path: "format" },
				{ path: "collectedAt" },
				{ path: "hostFacts.password", message: "Unknown key" },
				{ path: "mfaServer.version" },
			],
		});
	});

	it("never throws, whatever it is", () => {
		fc.assert(
			fc.property(fc.anything(), (value) => {
				expect(typeof parseFragment(value).ok).toBe("boolean");
			}),
		);
	});
});
