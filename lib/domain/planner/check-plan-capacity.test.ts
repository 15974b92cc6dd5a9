import { describe, expect, it } from "vitest";
import { read } from "../testing/hand-written-estate.ts";
import { handWrittenPlan } from "../testing/hand-written-plan.ts";
import { checkPlan } from "./check-plan.ts";

const chain = (host: string): string =>
	`mfa-server.drain:${host} < mfa-server.install:${host} < mfa-server.verify:${host} < mfa-server.undrain:${host}`;
const prepared = (host: string): string =>
	`prepare.download-installer:estate, prepare.keep-old-installers:estate, mfa-server.backup-data:${host} < mfa-server.install:${host}`;
const outage = (host: string) =>
	({
		kind: "outage",
		subject: `mfa-server:${host}`,
		opens: `mfa-server.drain:${host}`,
		closes: `mfa-server.undrain:${host}`,
		estimateMinutes: 30,
	}) as const;

/** Two groups of one server each, whose hosts share whatever `more` says. */
const estate = (more: object, pools: string[] = []) =>
	read({
		format: "lockstep.inventory/1",
		estate: { name: "Shared" },
		mfaServers: ["S1", "S2"].map((host) => ({ host, role: "primary", version: "8.0", replicationGroup: host, pools })),
		...more,
	});
const side = `${prepared("S1")}\n${prepared("S2")}\n${chain("S1")}\n${chain("S2")}`;
const inTurn = `${prepared("S1")}\n${prepared("S2")}\n${chain("S1")} < ${chain("S2")}`;
const found = (inventory: ReturnType<typeof read>, order: string) =>
	checkPlan(handWrittenPlan(inventory, { target: "8.1", order, windows: [outage("S1"), outage("S2")] }), inventory)
		.filter((v) => v.invariant !== "findings")
		.map((v) => v.message);

describe("check plan: capacity", () => {
	it("[inv 14] two groups that share a pool take turns", () => {
		const inventory = estate({ pools: [{ name: "lb", kind: "mfa" }] }, ["lb"]);
		expect(found(inventory, side)).toEqual(["Pool lb has 2 members and needs 1 in service, but S1, S2 can be out at once"]);
		expect(found(inventory, inTurn)).toEqual([]);
	});

	it("[inv 14] a pool that can miss both asks for nothing", () => {
		expect(found(estate({ pools: [{ name: "lb", kind: "mfa", minInService: 0 }] }, ["lb"]), side)).toEqual([]);
	});

	it("[inv 8] a farm on the hosts of two groups keeps one node, whether a pool is named or not", () => {
		const farm = { name: "CORP", configStore: "sql", adapterVersion: "8.1", adapterName: "AzureMfaServerAuthentication" };
		const inventory = estate({ adfsFarms: [{ ...farm, nodes: [{ host: "S1" }, { host: "S2" }] }] });
		expect(found(inventory, side)).toEqual(["No node of CORP is left in rotation: S1, S2 can be out at once"]);
		expect(found(inventory, inTurn)).toEqual([]);
	});

	it("[inv 14] a server's drain counts in the pool of the portal beside it", () => {
		const inventory = estate({
			pools: [{ name: "web", kind: "portal" }],
			userPortals: ["S1", "S2"].map((host) => ({ host, version: "8.1", pools: ["web"] })),
		});
		expect(found(inventory, side)).toEqual(["Pool web has 2 members and needs 1 in service, but S1, S2 can be out at once"]);
	});
});
