import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvColumns } from "@/lib/domain/inventory/csv/columns.ts";
import { lintInventory } from "@/lib/domain/inventory/lint.ts";
import { fold } from "@/lib/domain/names.ts";
import { anyInventory } from "@/lib/domain/testing/any-inventory.ts";
import { inventoryOf } from "@/lib/domain/testing/estate-story.ts";
import { editableRows, isTableType } from "./editable-rows.ts";
import { mendLink } from "./mend-link.ts";

const estate = inventoryOf({
	mfaServers: [{ host: "MFA01", role: "primary" }],
	adfsFarms: [{ name: "CORP", nodes: [{ host: "FS1" }, { host: "FS2" }] }],
	pools: [{ name: "web", kind: "portal" }],
});
const query = (href: string | undefined) => Object.fromEntries(new URL(href ?? "", "https://x").searchParams);

describe("links that mend", () => {
	it("[LINT18] every finding of lint, in any estate, leads to a component that is there and a field it has", () => {
		fc.assert(
			fc.property(anyInventory, (inventory) => {
				for (const { code, subject, path } of lintInventory(inventory)) {
					const { of = "", open, field, words } = query(mendLink("e", inventory, { code, subjects: [subject], path })?.href);
					if (!isTableType(of)) throw new Error(`${code} ${path} leads nowhere`);
					if (open !== undefined)
						expect(of === "estate" || editableRows(inventory, of).some(({ name }) => fold(name) === fold(open)), `${code} ${open}`).toBe(
							true,
						);
					else expect(of === "mfa-servers" || words === undefined).toBe(true);
					if (field !== undefined) expect(csvColumns[of].map((column) => column.field)).toContain(field);
				}
			}),
			{ numRuns: 100 },
		);
	});

	it("[LINT19] a finding of the planner leads to the field its code is about; old facts lead to the import", () => {
		const link = (code: string, subject: string) => mendLink("e", estate, { code, subjects: [subject] });
		expect(query(link("version-unknown", "mfa-server:MFA01")?.href)).toEqual({ of: "mfa-servers", open: "MFA01", field: "version" });
		expect(query(link("component-version-unknown", "adfs-farm:CORP")?.href)).toEqual({
			of: "adfs-farms",
			open: "CORP",
			field: "adapterVersion",
		});
		expect(query(link("wid-primary-unknown", "adfs-farm:CORP")?.href)).toEqual({ of: "adfs-nodes", open: "CORP/FS1", field: "widPrimary" });
		expect(query(link("no-primary", "replication-group:default")?.href)).toEqual({ of: "mfa-servers", words: "default" });
		expect(link("facts-old", "mfa-server:MFA01")).toEqual({ href: "/estates/e/import", words: "Read it again" });
	});

	it("[LINT19] what no fact mends is opened, not mended; what is about no component leads nowhere", () => {
		expect(mendLink("e", estate, { code: "mfa-gap", subjects: ["adfs-farm:CORP"] })?.words).toBe("Open it");
		expect(mendLink("e", estate, { code: "end-of-service", subjects: ["estate"] })).toBeUndefined();
	});
});
