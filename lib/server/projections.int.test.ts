import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, database } from "./db.ts";
import { createEstate, estateState, replaceInventory } from "./estates.ts";
import { planHistory } from "./history.ts";
import { ensureInstallation } from "./installation.ts";
import { inventoryRows } from "./inventory-rows.ts";
import { rebuildProjections } from "./projections.ts";
import { manyHosts, smallEstate } from "./testing/inventories.ts";
import { lena, olga, vera } from "./testing/people.ts";
import { runningNight, workUpTo } from "./testing/stored-night.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";
import { verifyLog } from "./verify-log.ts";

const temp = adoptTempDatabase();
beforeAll(() => ensureInstallation());
afterAll(async () => {
	await closeDatabase();
	temp.remove();
});

const sorted = (rows: readonly object[]) =>
	rows
		.map((row) =>
			JSON.stringify(
				Object.fromEntries(
					Object.entries(row)
						.filter(([, v]) => v !== null && v !== undefined)
						.sort(),
				),
			),
		)
		.sort();

/** Every projection row, in one order, empty columns left out. */
async function tables() {
	const db = database();
	return {
		host: sorted(await db.host.findMany()),
		mfaServer: sorted(await db.mfaServer.findMany()),
		userPortal: sorted(await db.userPortal.findMany()),
		mobileAppWebService: sorted(await db.mobileAppWebService.findMany()),
		adfsFarm: sorted(await db.adfsFarm.findMany()),
		adfsNode: sorted(await db.adfsNode.findMany()),
		pool: sorted(await db.pool.findMany()),
		poolMember: sorted(await db.poolMember.findMany()),
		clientSystem: sorted(await db.clientSystem.findMany()),
	};
}

/** What the tables must hold, computed from the folded streams alone. */
async function folded(ids: readonly string[]) {
	const all: Record<string, object[]> = {};
	for (const id of ids) {
		const state = await estateState(id);
		for (const [table, rows] of Object.entries(state ? inventoryRows(id, state.inventory) : {}))
			all[table] = [...(all[table] ?? []), ...rows];
	}
	return Object.fromEntries(Object.entries(all).map(([table, rows]) => [table, sorted(rows)]));
}

describe("projections", () => {
	it("[A10] after imports of every kind of change and a live run, the tables hold what the streams fold to", async () => {
		const made = await createEstate(lena, { inventory: smallEstate() }, "one");
		if (!made.ok) throw new Error("refused");
		const { id } = made.value;
		const changed = {
			...smallEstate("Renamed"),
			hosts: [{ name: "mfa01", os: "2022" }],
			userPortals: [],
			mobileAppWebServices: [{ host: "WEB01" }],
			adfsFarms: [{ name: "corp", nodes: [{ host: "FS2", widPrimary: true, pools: ["adfs-lb"] }, { host: "FS3" }] }],
			clientSystems: [{ name: "VPN", kind: "ldap", targets: ["MFA01"], owner: "Network" }],
		};
		const steps: [unknown, string][] = [
			[changed, "two"],
			[manyHosts(1_200), "three"],
			[smallEstate(), "four"],
			[changed, "five"],
		];
		const { planId, estateId } = await runningNight();
		await workUpTo(olga, planId, "mfa-server.install:MFA02");
		for (const [inventory, command] of steps) {
			expect((await replaceInventory(lena, id, inventory, command)).ok).toBe(true);
			expect(await tables()).toEqual(await folded([id, estateId]));
		}
		expect((await database().estate.findUniqueOrThrow({ where: { id } })).name).toBe("Renamed");
	});

	it("rebuilding from the log gives the same rows, whatever stood there", async () => {
		const before = { tables: await tables(), plans: await database().plan.findMany(), estates: await database().estate.findMany() };
		await database().host.deleteMany({});
		await database().mfaServer.updateMany({ data: { version: "0.0" } });
		await database().plan.updateMany({ data: { status: "draft", stepsDone: 99 } });
		expect(await rebuildProjections()).toEqual({ estates: 2, plans: 1 });
		expect({ tables: await tables(), plans: await database().plan.findMany(), estates: await database().estate.findMany() }).toEqual(
			before,
		);
	});
});

describe("verification", () => {
	it("a sound database opens, every stream counted; the history names its head", async () => {
		const opened = await verifyLog();
		expect(opened).toEqual({ streams: 3, events: await database().event.count(), broken: [] });
		const plan = await database().plan.findFirstOrThrow();
		const history = await planHistory(vera, plan.id);
		if (!history.ok) throw new Error("refused");
		const { entries, verdict } = history.value;
		expect(verdict).toEqual({ sound: true, events: entries.length, head: entries.at(-1)?.hash });
		expect(entries[0]?.data).toMatchObject({ planDigest: plan.planDigest });
		expect(entries[0]?.data).not.toHaveProperty("plan");
		expect(entries.map(({ previous }) => previous).slice(1)).toEqual(entries.map(({ hash }) => hash).slice(0, -1));
	});

	it("a stream that was taken away whole is noticed and stopped", async () => {
		await database().estate.create({
			data: {
				id: "ghost",
				sequence: 1,
				name: "Ghost",
				timeZone: "UTC",
				usesTags: "unknown",
				federatedIdpMfaBehavior: "unknown",
				createdAt: "",
				createdBy: "",
				changedAt: "",
				changedBy: "",
			},
		});
		expect((await verifyLog()).broken).toEqual(["estate/ghost"]);
	});
});
