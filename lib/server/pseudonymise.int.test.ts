import { afterAll, beforeAll, expect, it } from "vitest";
import { database } from "./db.ts";
import { people } from "./people.ts";
import { pseudonymise } from "./pseudonymise.ts";
import { apiWorld, endWorld, order, runningPlan, type World } from "./testing/api-world.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";
import { verifyLog } from "./verify-log.ts";

const temp = adoptTempDatabase();
let world: World;
beforeAll(async () => {
	world = await apiWorld();
});
afterAll(() => endWorld(temp));

it("[PACK20] a name is replaced everywhere, the chain verifies as before, and the person gets in no more", async () => {
	const plan = await runningPlan(world);
	const author = (await database().plan.findUniqueOrThrow({ where: { id: plan.id } })).authorId;
	const before = await database().user.findUniqueOrThrow({ where: { id: author } });
	const head = await database().event.findFirstOrThrow({ where: { stream: `plan/${plan.id}` }, orderBy: { sequence: "desc" } });
	const name = await pseudonymise(author);
	expect((await people())[author]?.name).toBe(name);
	const rest = JSON.stringify([await database().user.findMany(), await database().account.findMany(), await database().session.findMany()]);
	expect(rest).not.toContain(before.email);
	expect(rest).not.toContain(`"${before.name}"`);
	expect(await verifyLog()).toMatchObject({ broken: [] });
	const after = await database().event.findFirstOrThrow({ where: { stream: `plan/${plan.id}` }, orderBy: { sequence: "desc" } });
	expect(after.hash).toBe(head.hash);
	expect((await order(plan.id, { type: "add-note", text: "x" }, world.lead)).http).toBe(401);
});
