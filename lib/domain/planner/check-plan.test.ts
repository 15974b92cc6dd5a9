import { describe, expect, it } from "vitest";
import { inventory, rewired, sound } from "../testing/hand-written-estate.ts";
import { sha256 } from "../testing/sha256.ts";
import { checkPlan } from "./check-plan.ts";
import type { PlanDocument } from "./plan-document.ts";

type Planted = readonly [id: number | string, what: string, plan: () => PlanDocument, kinds: readonly (number | string)[], message: string];

const orders: readonly Planted[] = [
	[1, "a circle", () => rewired([], [["mfa-server.verify:MFA02", "mfa-server.drain:MFA02"]]), [1], "Steps wait for each other in a circle"],
	[
		1,
		"a portal installed without its web.config copied",
		() => rewired([["user-portal.backup-config:UP01", "user-portal.drain:UP01"]]),
		[1],
		"user-portal.backup-config:UP01 must be finished before user-portal.install:UP01 starts",
	],
	[
		2,
		"two servers of a group out at once",
		() => rewired([["mfa-server.promote:default", "mfa-server.drain:MFA01"]], [["mfa-server.promote:default", "mfa-server.install:MFA01"]]),
		["R22", 2, 14],
		"MFA02, MFA01 of replication group default can be out of traffic at the same time",
	],
	[
		3,
		"a server installed before the primary's data is copied",
		() =>
			rewired(
				[["mfa-server.backup-data:MFA01", "mfa-server.install:MFA02"]],
				[["mfa-server.backup-data:MFA01", "mfa-server.install:MFA01"]],
			),
		[3],
		"mfa-server.backup-data:MFA01 must be finished before mfa-server.install:MFA02 starts",
	],
	[
		4,
		"a promotion before the subordinate is at the target",
		() => rewired([["mfa-server.undrain:MFA02", "mfa-server.promote:default"]], [["mfa-server.undrain:MFA02", "mfa-server.drain:MFA01"]]),
		[4, "R20"],
		"mfa-server.install:MFA02 must be finished before mfa-server.promote:default starts",
	],
	[
		6,
		"a co-located portal's web.config copied too late",
		() =>
			rewired(
				[["user-portal.backup-config:MFA02", "mfa-server.install:MFA02"]],
				[["user-portal.backup-config:MFA02", "user-portal.accept-update:MFA02"]],
			),
		[6],
		"user-portal.backup-config:MFA02 must be finished before mfa-server.install:MFA02 starts",
	],
	[
		7,
		"a step of another subject on the way from untick to tick",
		() =>
			rewired(
				[],
				[
					["adfs.disable-provider:CORP", "adfs.export-config:EDGE"],
					["adfs.export-config:EDGE", "adfs.enable-provider:CORP"],
				],
			),
		[7],
		"adfs.export-config:EDGE stands between untick and tick of CORP",
	],
	[
		7,
		"a tick that does not wait for the registration",
		() =>
			rewired(
				[["adfs.unregister-provider:CORP", "adfs.register-provider:CORP"]],
				[
					["adfs.unregister-provider:CORP", "adfs.enable-provider:CORP"],
					["adfs.edit-register-script:CORP", "adfs.register-provider:CORP"],
					["adfs.compare-config:CORP", "adfs.register-provider:CORP"],
				],
			),
		["R47"],
		"adfs.unregister-provider:CORP must be finished before adfs.register-provider:CORP starts",
	],
	[
		9,
		"the gaps of two farms open at once",
		() => rewired([["adfs.verify:CORP", "adfs.disable-provider:EDGE"]], [["adfs.verify:CORP", "adfs.verify:EDGE"]]),
		["R41", 9],
		"The MFA gaps of CORP, EDGE can be open at the same time",
	],
	[
		10,
		"the mobile app web service removed before an install",
		() => rewired([["adfs.verify:EDGE", "mobile-app.uninstall:WEB01"]], [["mobile-app.uninstall:WEB01", "mfa-server.install:MFA02"]]),
		["phases", "R32", 10],
		"mobile-app.uninstall:WEB01 would have to be finished before mfa-server.install:MFA02",
	],
	[
		14,
		"both portals of a pool out at once",
		() => rewired([["user-portal.undrain:UP01", "user-portal.drain:UP02"]], [["user-portal.undrain:UP01", "user-portal.undrain:UP02"]]),
		[14],
		"Pool up-lb has 2 members and needs 1 in service, but UP01, UP02 can be out at once",
	],
	[
		"R9",
		"the primary before a subordinate is checked",
		() => rewired([["mfa-server.verify:MFA02", "mfa-server.undrain:MFA02"]]),
		["R13", "R9"],
		"mfa-server.verify:MFA02 must be finished before mfa-server.install:MFA01 starts",
	],
];

describe("check plan: order", () => {
	it("finds nothing wrong with a sound plan written by hand", () => {
		expect(checkPlan(sound, inventory, sha256)).toEqual([]);
	});

	it.each(orders)("[inv %s] %s", (_id, _what, plan, kinds, message) => {
		const found = checkPlan(plan(), inventory, sha256);
		expect([...new Set(found.map((v) => v.invariant))]).toEqual(kinds);
		expect(found.map((v) => v.message).join("\n")).toContain(message);
	});
});
