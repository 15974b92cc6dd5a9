import { expect, it } from "vitest";
import { done, night, upTo, wait } from "../testing/night.ts";
import { later } from "../testing/run-builders.ts";
import { versionSkews } from "./version-skew.ts";

it("[RUN60] versions differ from the group's first installer to its last", () => {
	const first = "mfa-server.install:MFA02";
	expect(versionSkews(upTo(night(), first).state)).toEqual([]);
	const between = wait(done(upTo(night(), first), first), 30);
	expect(versionSkews(between.state)).toEqual([
		{ subject: "replication-group:default", since: later(0), behind: ["MFA01"], from: "7.3.0.3", to: "8.1.4.2" },
	]);
	expect(versionSkews(upTo(night(), "mfa-server.install-sdk:MFA01").state)).toEqual([]);
});

it("[RUN60] a group spelt in two ways is one group", () => {
	const first = "mfa-server.install:MFA02";
	const story = done(upTo(night(), first), first);
	const mfaServers = story.state.inventory.mfaServers.map((server) =>
		server.host === "MFA02" ? { ...server, replicationGroup: "DEFAULT" } : server,
	);
	const skews = versionSkews({ ...story.state, inventory: { ...story.state.inventory, mfaServers } });
	expect(skews.map(({ behind }) => behind)).toEqual([["MFA01"]]);
});
