import { describe, expect, it } from "vitest";
import { inventoryOf } from "@/lib/domain/testing/estate-story.ts";
import { type HostBox, type PoolBox, topologyOf } from "./topology-model.ts";
import { findHosts, topologyRows } from "./topology-rows.ts";

const estate = inventoryOf({
	mfaServers: [
		{ host: "MFA02", version: "7.3.0.3", role: "subordinate", pools: ["mfa-lb", "radius-lb"] },
		{ host: "MFA01", version: "8.1", role: "primary", pools: ["mfa-lb"], webServiceSdk: { url: "https://mfa01/Sdk" } },
	],
	userPortals: [
		{ host: "MFA02", version: "7.3.0.3", pools: ["up-lb"] },
		{ host: "UP01", version: "7.3.0.3", pools: ["up-lb"], sdkUrl: "https://mfa.contoso.com/Sdk" },
	],
	mobileAppWebServices: [{ host: "UP01", version: "8.1", sdkUrl: "https://MFA01/Sdk" }],
	adfsFarms: [
		{
			name: "CORP",
			configStore: "wid",
			adapterVersion: "8.1",
			sdkUrl: "https://elsewhere/Sdk",
			nodes: [
				{ host: "FS01", widPrimary: true, pools: ["fs-lb"] },
				{ host: "UP01", pools: ["fs-lb"] },
			],
		},
	],
	pools: [
		{ name: "mfa-lb", kind: "mfa" },
		{ name: "radius-lb", kind: "mfa" },
		{ name: "up-lb", kind: "portal" },
		{ name: "fs-lb", kind: "adfs" },
		{ name: "idle-lb", kind: "sdk" },
	],
});

const names = (boxes: readonly HostBox[]): readonly string[] => boxes.map(({ host }) => host.name);
const drawn = (pools: readonly PoolBox[]) => pools.map(({ pool, hosts }) => [pool?.name, ...names(hosts)]);
const model = topologyOf(estate, "8.1");
const [servers, portals] = model.bands;
const everyBox = [...model.bands, { pools: model.adfsPools }].flatMap(({ pools }) => pools.flatMap(({ hosts }) => hosts));
const boxOf = (pool: string, host: string): HostBox | undefined =>
	[...model.bands, { pools: model.adfsPools }]
		.flatMap(({ pools }) => pools.filter((box) => box.pool?.name === pool).flatMap(({ hosts }) => hosts))
		.find((box) => box.host.name === host);

describe("the topology's drawing", () => {
	it("draws every pool with all its members, the primary first and marked", () => {
		expect(drawn(servers?.pools ?? [])).toEqual([
			["mfa-lb", "MFA01", "MFA02"],
			["radius-lb", "MFA02"],
		]);
		expect(drawn(portals?.pools ?? [])).toEqual([["up-lb", "MFA02", "UP01"]]);
		expect(drawn(model.adfsPools)).toEqual([["fs-lb", "FS01", "UP01"]]);
		expect(everyBox.filter(({ primary }) => primary).map(({ host }) => host.name)).toEqual(["MFA01"]);
	});

	it("draws a pool without a member", () => {
		expect(drawn(model.emptyPools)).toEqual([["idle-lb"]]);
	});

	it("draws a host of several pools in full once, then with what stands in that pool and where it was drawn", () => {
		expect(boxOf("mfa-lb", "MFA02")).toMatchObject({ drawnAbove: false, components: [{ kind: "mfa-server" }, { kind: "user-portal" }] });
		expect(boxOf("radius-lb", "MFA02")).toMatchObject({ drawnAbove: true, components: [{ kind: "mfa-server" }] });
		expect(boxOf("up-lb", "MFA02")).toMatchObject({
			drawnAbove: true,
			components: [{ kind: "user-portal" }],
			remarks: ["Also in pool mfa-lb, drawn above"],
		});
		const full = [...everyBox, ...model.farms.flatMap(({ nodes }) => nodes)].filter((box) => !box.drawnAbove);
		expect(names(full).toSorted()).toEqual(["FS01", "MFA01", "MFA02", "UP01"]);
	});

	it("marks the WID primary, and a node that carries more says where the rest stands", () => {
		expect(model.farms[0]?.nodes).toMatchObject([
			{ host: { name: "FS01" }, widPrimary: true, drawnAbove: false },
			{ host: { name: "UP01" }, widPrimary: false, drawnAbove: true, components: [{ kind: "adfs-adapter" }] },
		]);
	});

	it("says in words which SDK each portal, mobile app and farm calls", () => {
		expect(boxOf("up-lb", "UP01")?.calls).toEqual(["SDK at mfa.contoso.com, pool mfa-lb", "SDK pinned to MFA01"]);
		expect(model.farms[0]?.about).toContain("SDK at elsewhere");
	});

	it("shows versions that are apart as they stand to the target", () => {
		expect(boxOf("mfa-lb", "MFA01")?.components[0]).toMatchObject({ version: "8.1", standing: "at" });
		expect(boxOf("mfa-lb", "MFA02")?.components[0]).toMatchObject({ version: "7.3.0.3", standing: "below" });
	});

	it("draws members of one pool that replicate in two groups in both, and says how many are elsewhere", () => {
		const split = topologyOf(
			inventoryOf({
				mfaServers: [
					{ host: "A1", replicationGroup: "a", pools: ["lb"] },
					{ host: "B1", replicationGroup: "b", pools: ["lb"] },
				],
				pools: [{ name: "lb", kind: "mfa" }],
			}),
			"8.1",
		);
		expect(split.bands.map(({ pools }) => drawn(pools))).toEqual([[["lb", "A1"]], [["lb", "B1"]]]);
		expect(split.bands[0]?.pools[0]?.pool?.about).toContain("1 of its 2 members here");
	});

	it("tells who calls whom of 200 hosts too, where no lines are drawn", () => {
		const portal = (n: number) => ({ host: `UP${n}`, pools: ["up-lb"], sdkUrl: "https://mfa-lb.contoso.com/Sdk" });
		const large = topologyOf(
			inventoryOf({
				mfaServers: [{ host: "MFA01", role: "primary", pools: ["mfa-lb"] }],
				userPortals: Array.from({ length: 199 }, (_, n) => portal(n)),
				pools: [
					{ name: "mfa-lb", kind: "mfa" },
					{ name: "up-lb", kind: "portal" },
				],
			}),
			"8.1",
		);
		expect(large).toMatchObject({ dense: true, relations: [] });
		const boxes = large.bands[1]?.pools[0]?.hosts ?? [];
		expect(boxes).toHaveLength(199);
		expect(boxes.filter(({ calls }) => calls.join() !== "SDK at mfa-lb.contoso.com, pool mfa-lb")).toEqual([]);
	});
});

describe("the topology's table", () => {
	const rows = topologyRows(estate, "8.1");

	it("has every host once with all its pools, places and calls", () => {
		expect(rows.map(({ host }) => host)).toEqual(["FS01", "MFA01", "MFA02", "UP01"]);
		expect(rows.find(({ host }) => host === "MFA02")).toMatchObject({ pools: ["mfa-lb", "radius-lb", "up-lb"], places: ["default"] });
		expect(rows.find(({ host }) => host === "UP01")).toMatchObject({
			pools: ["up-lb", "fs-lb"],
			places: ["CORP"],
			calls: ["mfa.contoso.com", "mfa01", "elsewhere"],
		});
		expect(rows.find(({ host }) => host === "MFA01")?.places).toEqual(["default, primary"]);
	});

	it("is found by pool and version together", () => {
		expect(findHosts(rows, "up-lb 8.1").map(({ host }) => host)).toEqual(["UP01"]);
	});
});
