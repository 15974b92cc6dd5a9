import { describe, expect, it } from "vitest";
import { parseEnv } from "./env.ts";

const secret = "x".repeat(32);

describe("configuration", () => {
	it("production needs a secret; elsewhere one is made for the time being", () => {
		expect(parseEnv({ NODE_ENV: "production" })).toMatchObject({
			ok: false,
			error: [expect.stringMatching(/^LOCKSTEP_SECRET must be set/)],
		});
		const made = parseEnv({});
		expect(made.ok && made.value.secret.length).toBeGreaterThanOrEqual(32);
	});

	it("everything wrong is told at once, one line a variable, each beginning with its name", () => {
		const parsed = parseEnv({
			LOCKSTEP_SECRET: "short",
			LOCKSTEP_ORIGIN: "https://lockstep.example/path",
			PORT: "0",
			DATABASE_URL: "postgres://host/db",
			LOCKSTEP_SETUP_CODE: "abc",
			LOCKSTEP_TOKEN_APPROVALS: "maybe",
		});
		const names = parsed.ok ? [] : parsed.error.map((line) => line.split(" ")[0]);
		expect(names.toSorted()).toEqual([
			"DATABASE_URL",
			"LOCKSTEP_ORIGIN",
			"LOCKSTEP_SECRET",
			"LOCKSTEP_SETUP_CODE",
			"LOCKSTEP_TOKEN_APPROVALS",
			"PORT",
		]);
	});

	it("an empty value counts as absent; lists are cut at commas", () => {
		const parsed = parseEnv({
			NODE_ENV: "production",
			LOCKSTEP_SECRET: secret,
			PORT: "",
			LOCKSTEP_ORIGIN: "https://a.example, https://b.example:8443",
			LOCKSTEP_TRUSTED_PROXIES: "10.0.0.0/8",
			DATABASE_URL: "file:/var/lib/lockstep/lockstep.db",
		});
		expect(parsed).toMatchObject({
			ok: true,
			value: {
				production: true,
				port: 3000,
				origins: ["https://a.example", "https://b.example:8443"],
				trustedProxies: ["10.0.0.0/8"],
				databaseFile: "/var/lib/lockstep/lockstep.db",
				approvalsByToken: true,
			},
		});
	});

	it("the database lies outside the source tree unless somebody asks for another place", () => {
		const place = (DATABASE_URL?: string, XDG_DATA_HOME?: string) => {
			const parsed = parseEnv({ DATABASE_URL, XDG_DATA_HOME });
			return parsed.ok ? parsed.value.databaseFile : parsed.error;
		};
		expect(place(undefined, "/data")).toBe("/data/lockstep/lockstep.db");
		expect(place("file:///srv/x.db")).toBe("/srv/x.db");
		expect(place("/srv/plain.db")).toBe("/srv/plain.db");
		expect(place("file:here.db")).toBe(`${process.cwd()}/here.db`);
		expect(place(":memory:")).toEqual([expect.stringMatching(/^DATABASE_URL must name a SQLite file/)]);
	});
});
