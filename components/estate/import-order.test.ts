import { describe, expect, it } from "vitest";
import { diffInventories } from "@/lib/domain/inventory/diff.ts";
import { inventoryOf } from "@/lib/domain/testing/estate-story.ts";
import { unchangedOf } from "./import-order.ts";

describe("what an import leaves as it is", () => {
	it("names every component that is neither added, changed nor removed", () => {
		const before = inventoryOf({ mfaServers: [{ host: "MFA01" }, { host: "MFA02" }], pools: [{ name: "gone", kind: "mfa" }] });
		const after = inventoryOf({ mfaServers: [{ host: "MFA01", version: "8.1" }, { host: "MFA02" }, { host: "MFA03" }] });
		const names = unchangedOf(after, diffInventories(before, after)).map(({ component, name }) => `${component} ${name}`);
		expect(names.toSorted()).toEqual(["estate Contoso", "host MFA01", "host MFA02", "mfa-server MFA02"]);
	});
});
