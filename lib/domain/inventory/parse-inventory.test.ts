import { describe, expect, it } from "vitest";
import { parseInventory } from "./parse-inventory.ts";

const base = { format: "lockstep.inventory/1", estate: { name: "Contoso" } };
const issuesOf = (input: unknown) => {
	const result = parseInventory(input);
	return result.ok ? [] : result.error;
};

describe("parse inventory", () => {
	it("fills in defaults, lists implied hosts, and is a fix-point", () => {
		const result = parseInventory({
			...base,
			mfaServers: [{ host: "MFA01", webServiceSdk: null }],
			userPortals: [{ host: "mfa01" }, { host: "UP01" }],
		});
		if (!result.ok) throw new Error(JSON.stringify(result.error));
		expect(result.value.hosts.map((h) => h.name)).toEqual(["MFA01", "UP01"]);
		expect(result.value.userPortals.map((p) => p.useWebServiceSdk)).toEqual([false, true]);
		expect(parseInventory(result.value)).toEqual(result);
	});

	it("names the JSON path of unknown keys, dangling references, duplicates and wrong shapes", () => {
		expect(issuesOf({ ...base, colour: 1 })).toEqual([{ path: "colour", message: "Unknown key" }]);
		expect(issuesOf({ ...base, mfaServers: [{ host: "A" }, { host: "B", pools: ["lb"] }] }).map((i) => i.path)).toEqual([
			"mfaServers[1].pools[0]",
		]);
		expect(issuesOf({ ...base, mfaServers: [{ host: "A" }, { host: "a" }] }).map((i) => i.path)).toEqual(["mfaServers[1].host"]);
		expect(issuesOf({ ...base, mfaServers: [{}] })).toEqual([{ path: "mfaServers[0].host", message: "Required" }]);
		expect(issuesOf(null).length).toBe(1);
	});
});
