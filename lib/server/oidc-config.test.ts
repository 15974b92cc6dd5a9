import { describe, expect, it } from "vitest";
import { parseOidc, roleOfGroups } from "./oidc-config.ts";

const whole = {
	LOCKSTEP_OIDC_ISSUER: "https://id.corp.example",
	LOCKSTEP_OIDC_CLIENT_ID: "lockstep",
	LOCKSTEP_OIDC_CLIENT_SECRET: "a secret",
	LOCKSTEP_OIDC_GROUPS: "CN=Leads OU=x=lead, Team = A=operator",
};

describe("the company's provider in the environment", () => {
	it("[ACC10] nothing set is no provider; half of it is told line by line", () => {
		expect(parseOidc({})).toEqual({ ok: true, value: undefined });
		const half = parseOidc({ LOCKSTEP_OIDC_ISSUER: "https://id.corp.example" });
		expect(half.ok ? [] : half.error.map((line) => line.split(" ")[0])).toEqual([
			"LOCKSTEP_OIDC_CLIENT_ID",
			"LOCKSTEP_OIDC_CLIENT_SECRET",
			"LOCKSTEP_OIDC_GROUPS",
		]);
	});

	it("[ACC10] a tenant makes the preset of Microsoft Entra ID, for this tenant alone", () => {
		const { LOCKSTEP_OIDC_ISSUER: _, ...rest } = whole;
		const tenant = "11111111-2222-3333-4444-555555555555";
		const parsed = parseOidc({ ...rest, LOCKSTEP_ENTRA_TENANT: tenant });
		expect(parsed).toMatchObject({
			ok: true,
			value: { issuer: `https://login.microsoftonline.com/${tenant}/v2.0`, name: "Microsoft Entra ID", groupsClaim: "groups" },
		});
		expect(parseOidc({ ...rest, LOCKSTEP_ENTRA_TENANT: "common" }).ok).toBe(false);
	});

	it("[ACC10] plain http is taken on loopback alone", () => {
		expect(parseOidc({ ...whole, LOCKSTEP_OIDC_ISSUER: "http://id.corp.example" }).ok).toBe(false);
		expect(parseOidc({ ...whole, LOCKSTEP_OIDC_ISSUER: "http://127.0.0.1:9000" }).ok).toBe(true);
	});

	it("[ACC10] the first mapped group decides, to the letter; a claim that is no list gives nothing", () => {
		const parsed = parseOidc(whole);
		if (!parsed.ok || parsed.value === undefined) throw new Error("not parsed");
		expect(roleOfGroups(parsed.value, ["Team = A", "CN=Leads OU=x"])).toBe("lead");
		expect(roleOfGroups(parsed.value, "Team = A")).toBe("operator");
		expect(roleOfGroups(parsed.value, ["team = a"])).toBeUndefined();
		for (const claim of [undefined, null, 7, { 0: "Team = A" }]) expect(roleOfGroups(parsed.value, claim)).toBeUndefined();
	});
});
