import { describe, expect, it } from "vitest";
import { type EstateAccess, rightsText, roleOn, seesEverything } from "./estate-access.ts";

const access = (given: Partial<EstateAccess> = {}): EstateAccess => ({ everyEstate: true, roles: {}, ...given });

describe("roles on estates", () => {
	it("[ACC5] the person's own role holds where no other is named", () => {
		expect(roleOn("operator", undefined, "e-1")).toBe("operator");
		expect(roleOn("operator", access(), "e-1")).toBe("operator");
		expect(roleOn("viewer", access({ roles: { "e-2": "lead" } }), "e-1")).toBe("viewer");
	});

	it("[ACC5] a role named for an estate stands in its place there, more or less than the own one", () => {
		const some = access({ roles: { "e-1": "lead", "e-2": "viewer", "e-3": "none" } });
		expect(["e-1", "e-2", "e-3", "e-4"].map((id) => roleOn("operator", some, id))).toEqual(["lead", "viewer", undefined, "operator"]);
	});

	it("[ACC5] who sees named estates only sees no other, whatever an estate is called", () => {
		const named = access({ everyEstate: false, roles: { "e-1": "operator" } });
		expect(["e-1", "e-2", "__proto__", "constructor"].map((id) => roleOn("lead", named, id))).toEqual([
			"operator",
			undefined,
			undefined,
			undefined,
		]);
	});

	it("[ACC6] a token for one estate opens no other, an administrator's neither", () => {
		for (const role of ["viewer", "lead", "admin"] as const)
			expect(["e-1", "e-2"].map((id) => roleOn(role, access({ only: "e-1" }), id))).toEqual([role, undefined]);
	});

	it("[ACC5] administrators are bound by no row", () => {
		expect(roleOn("admin", access({ everyEstate: false, roles: { "e-1": "none" } }), "e-1")).toBe("admin");
	});

	it("[ACC5] everything is seen only by those for whom no estate, present or to come, is missing", () => {
		expect(seesEverything("viewer", access({ roles: { "e-1": "lead" } }))).toBe(true);
		expect(seesEverything("viewer", access({ roles: { "e-1": "none" } }))).toBe(false);
		expect(seesEverything("viewer", access({ everyEstate: false }))).toBe(false);
		expect(seesEverything("admin", access({ only: "e-1" }))).toBe(false);
	});

	it("[ACC7] every change of rights changes their text, the order of rows does not", () => {
		const texts = [
			rightsText("viewer", access()),
			rightsText("lead", access()),
			rightsText("viewer", access({ everyEstate: false })),
			rightsText("viewer", access({ roles: { a: "lead" } })),
			rightsText("viewer", access({ roles: { a: "none" } })),
			rightsText("viewer", access({ only: "a" })),
		];
		expect(new Set(texts).size).toBe(texts.length);
		expect(rightsText("viewer", access({ roles: { a: "lead", b: "none" } }))).toBe(
			rightsText("viewer", access({ roles: { b: "none", a: "lead" } })),
		);
	});
});
