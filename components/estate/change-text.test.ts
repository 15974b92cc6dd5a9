import { describe, expect, it } from "vitest";
import type { InventoryChangeView } from "@/lib/wire/views.ts";
import { changeCounts, fieldChanges, valueText } from "./change-text.ts";

const changed: InventoryChangeView = {
	change: "changed",
	component: "mfa-server",
	name: "MFA01",
	before: { host: "MFA01", version: "7.3.0.3", pools: [] },
	after: { host: "MFA01", version: "8.1", pools: ["mfa-lb"] },
	fields: ["version", "pools"],
};

describe("inventory changes in words", () => {
	it("shows only the fields that differ, before and after", () => {
		expect(fieldChanges(changed)).toEqual([
			{ field: "version", before: "7.3.0.3", after: "8.1" },
			{ field: "pools", before: "none", after: "mfa-lb" },
		]);
	});

	it("shows of an added part what was set, and of a removed part what is lost", () => {
		const facts = { host: "MFA02", version: "8.1", adSync: "unknown", pools: [], staticRpcPort: 12345 };
		expect(fieldChanges({ change: "added", component: "mfa-server", name: "MFA02", after: facts })).toEqual([
			{ field: "version", after: "8.1" },
			{ field: "staticRpcPort", after: "12345" },
		]);
		expect(fieldChanges({ change: "removed", component: "mfa-server", name: "MFA02", before: facts })[0]).toEqual({
			field: "version",
			before: "8.1",
		});
	});

	it("shows of a nested record only what differs in it", () => {
		const sdk = (version: string) => ({ webServiceSdk: { version, virtualDirectory: "Sdk" } });
		expect(fieldChanges({ ...changed, fields: ["webServiceSdk"], before: sdk("7.3"), after: sdk("8.1") })).toEqual([
			{ field: "webServiceSdk.version", before: "7.3", after: "8.1" },
		]);
	});

	it("reads nested values", () => {
		expect(
			valueText([
				{ host: "FS1", widPrimary: true },
				{ host: "FS2", widPrimary: false },
			]),
		).toBe("host FS1; widPrimary true, host FS2; widPrimary false");
		expect(valueText(undefined)).toBe("not set");
	});

	it("counts by kind of change", () => {
		expect(changeCounts([changed, { ...changed, change: "added" }])).toBe("1 added, 1 changed");
		expect(changeCounts([])).toBe("nothing changes");
	});
});
