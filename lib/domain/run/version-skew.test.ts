import { expect, it } from "vitest";
import { done, night, upTo, wait } from "../testing/night.ts";
import { later } from "../testing/run-builders.ts";
import { versionSkews } from "./version-skew.ts";

it("[RUN60] versions differ from the group's first installer to its last", () => {
	const first = "mfa-server.install:MFA02";
	expect(versionSkews(upTo(night(), first).state)).toEqual([]);
	const between = wait(done(upTo(night(), first), first), 30);
	expect(versionSkews(between.state)).toEqual([{ subject: "replication-group:default", since: later(0), behind: ["MFA01"] }]);
	expect(versionSkews(upTo(night(), "mfa-server.install-sdk:MFA01").state)).toEqual([]);
});
