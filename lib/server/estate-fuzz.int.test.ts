/** Broken and hostile orders and imports: never a fault, and nothing stored unless the answer says so. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { POST as orders } from "@/app/api/v1/estates/[id]/commands/route.ts";
import { PUT as putInventory } from "@/app/api/v1/estates/[id]/inventory/route.ts";
import { apiWorld, endWorld, eventCount, newEstate, type World } from "./testing/api-world.ts";
import { call } from "./testing/http.ts";
import { inventory } from "./testing/route-matrix.ts";
import { adoptTempDatabase as ownDatabase } from "./testing/temp-database.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 }); // real database, whole calls: slow on a busy machine

const temp = ownDatabase();
let world: World;
let id = "";
beforeAll(async () => {
	world = await apiWorld();
	id = await newEstate(world);
});
afterAll(() => endWorld(temp));

const names = fc.constantFrom("MFA01", "mfa02", "mfa-lb", "default", "CORP/FS1", "", "__proto__", "\ud800", "a".repeat(300), "=1+1");
const fields = fc.constantFrom(
	"version",
	"role",
	"pools",
	"host",
	"name",
	"webServiceSdk",
	"webServiceSdk.url",
	"constructor",
	"__proto__",
	"nodes",
	"nope",
);
const values = fc.oneof(
	names,
	fc.constantFrom<unknown>("8.1", "primary", ["mfa-lb"], [], {}, null, 7, 1.5, true, { url: "https://x" }),
	fc.jsonValue({ maxDepth: 3 }),
);
const kinds = fc.constantFrom(
	"host",
	"mfa-server",
	"user-portal",
	"mobile-app",
	"adfs-farm",
	"adfs-node",
	"pool",
	"client-system",
	"estate",
	"nothing",
);
const facts = fc.dictionary(fields, values, { maxKeys: 3 });
const edit = fc.oneof(
	fc.record(
		{ do: fc.constant("change"), component: kinds, name: names, set: facts, unset: fc.array(fields, { maxLength: 2 }) },
		{ requiredKeys: ["do", "component", "name"] },
	),
	fc.record({ do: fc.constant("add"), component: kinds, facts }),
	fc.record({ do: fc.constant("rename"), component: kinds, name: names, to: names }),
	fc.record({ do: fc.constantFrom("remove", "explode"), component: kinds, name: names }),
);
const order = fc.oneof(
	fc.record({
		type: fc.constant("edit-components"),
		edits: fc.array(edit, { maxLength: 3 }),
		expectedSequence: fc.option(fc.integer(), { nil: undefined }),
	}),
	fc.record({ type: fc.constant("undo-change"), sequence: fc.oneof(fc.integer({ min: -1, max: 40 }), fc.double()) }),
	fc.record({
		type: fc.constant("merge-fragments"),
		fragments: fc.array(fc.oneof(fc.jsonValue({ maxDepth: 3 }), facts), { maxLength: 2 }),
	}),
	fc.record({ type: fc.constant("replace-inventory"), inventory: values, factAges: facts }),
	fc.jsonValue({ maxDepth: 3 }),
);

it("[EST19] whatever the order, the answer is no fault, and without a 200 nothing is stored", async () => {
	await fc.assert(
		fc.asyncProperty(order, fc.boolean(), async (body, dry) => {
			const before = await eventCount();
			const path = `/api/v1/estates/${id}/commands${dry ? "?dryRun=true" : ""}`;
			const answer = await call(orders, { method: "POST", path, body, headers: world.lead }, { id });
			expect(answer.status, JSON.stringify(body)).toBeLessThan(500);
			if (answer.status !== 200 || dry) expect(await eventCount(), JSON.stringify(body)).toBe(before);
		}),
		{ numRuns: 250 },
	);
});

it("[EST20] a damaged inventory is stored whole or not at all, and never is a fault", async () => {
	const parts = fc.record({
		list: fc.constantFrom("hosts", "mfaServers", "userPortals", "adfsFarms", "pools", "clientSystems", "estate", "format"),
		value: fc.oneof(fc.array(facts, { maxLength: 2 }), values),
	});
	await fc.assert(
		fc.asyncProperty(parts, async ({ list, value }) => {
			const before = await eventCount();
			const path = `/api/v1/estates/${id}/inventory`;
			const answer = await call(putInventory, { method: "PUT", path, body: { ...inventory, [list]: value }, headers: world.lead }, { id });
			expect(answer.status, JSON.stringify(value)).toBeLessThan(500);
			if (answer.status !== 200) expect(await eventCount(), JSON.stringify(value)).toBe(before);
		}),
		{ numRuns: 150 },
	);
});
