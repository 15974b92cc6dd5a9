import { createHook } from "node:async_hooks";
import { afterAll, expect, it, vi } from "vitest";
import { POST as authPost } from "@/app/api/auth/[...all]/route.ts";
import { hashPassword } from "./auth.ts";
import { closeDatabase, database } from "./db.ts";
import { ensureInstallation } from "./installation.ts";
import { addPerson } from "./people-admin.ts";
import { call, person } from "./testing/http.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";

vi.setConfig({ testTimeout: 120_000 }); // hashing a password is slow on purpose

const temp = adoptTempDatabase();
afterAll(async () => {
	await closeDatabase();
	temp.remove();
});

it("[F6] an unknown address costs the same work as a wrong password: one hash, each time", async () => {
	await ensureInstallation();
	let hashes = 0;
	const hook = createHook({
		init: (_id, type) => {
			if (type === "SCRYPTREQUEST") hashes += 1;
		},
	}).enable();
	await hashPassword("one to see that the hook counts");
	expect(hashes).toBe(1);
	await addPerson({ email: "known@example.test", name: "Known", role: "viewer" }, true);
	const off = await addPerson({ email: "off@example.test", name: "Off", role: "viewer" }, true);
	if (off.ok) await database().user.update({ where: { id: off.value.id }, data: { disabledAt: new Date() } });
	const linkOnly = await person("viewer");
	for (const email of ["nobody@example.test", "known@example.test", "off@example.test", linkOnly.email]) {
		hashes = 0;
		const sent = { method: "POST", path: "/api/auth/sign-in/email", body: { email, password: "wrong password" } };
		expect((await call(authPost, sent, { all: ["sign-in", "email"] })).status).toBe(401);
		expect(hashes, email).toBe(1);
	}
	hook.disable();
});
