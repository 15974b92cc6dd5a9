/** What people type is shown, never run: two hundred script payloads through every page that shows free text. And: an approval in a session that is no longer fresh asks who is at the keyboard, then goes on. */

import { type APIRequestContext, expect, test } from "@playwright/test";
import Sqlite from "better-sqlite3";
import { admin, signedIn, tokenOf } from "./people.ts";

const RUN = "document.documentElement.dataset.ran='yes'";
const bases = [
	`<script>${RUN}</script>`,
	`"><script>${RUN}</script>`,
	`'><img src=x onerror=${RUN}>`,
	`<svg onload=${RUN}>`,
	`<svg><script>${RUN}</script></svg>`,
	`<body onload=${RUN}>`,
	`<iframe srcdoc="<script>parent.${RUN}</script>">`,
	`<a href="javascript:${RUN}">x</a>`,
	`<math><mtext><img src onerror=${RUN}></mtext></math>`,
	`<style>@import'javascript:${RUN}';</style>`,
	`</script><script>${RUN}</script>`,
	`</title><script>${RUN}</script>`,
	`</textarea><img src=x onerror=${RUN}>`,
	`<!--><img src=x onerror=${RUN}>-->`,
	`<template><script>${RUN}</script></template>`,
	`<details open ontoggle=${RUN}>`,
	`<input autofocus onfocus=${RUN}>`,
	`{{constructor.constructor("${RUN}")()}}`,
	`\${${RUN}}`,
	`javascript:${RUN}`,
];
const disguises: readonly ((text: string) => string)[] = [
	(text) => text,
	(text) => text.toUpperCase(),
	(text) => `\uff1cb>${text.replaceAll("<", "\uff1c")}`,
	(text) => `&#60;${text.replaceAll("<", "&lt;").replaceAll(">", "&gt;")}`,
	(text) => encodeURIComponent(text),
	(text) => `<b/>${text.replaceAll(" ", "/")}`,
	(text) => `scr\u200bipt ${text.replaceAll("script", "scr\u200bipt")}`,
	(text) => `\u202e${text}`,
	(text) => `--></style>${text}`,
	(text) => `]]>${text}`,
];
const payloads = bases.flatMap((text) => disguises.map((disguise) => disguise(text)));

const caller = (request: APIRequestContext, name: string) => {
	const headers = { authorization: `Bearer ${tokenOf(name)}` };
	return async (path: string, data: unknown): Promise<{ readonly id: string; readonly planDigest: string }> => {
		const answer = await request.post(`/api/v1${path}`, { headers, data });
		expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
		return answer.json();
	};
};
const inventory = (name: string) => ({
	format: "lockstep.inventory/1",
	estate: { name },
	mfaServers: [
		{ host: "HT1", role: "primary", version: "7.3.0.3", pools: ["ht-lb"] },
		{ host: "HT2", role: "subordinate", version: "7.3.0.3", pools: ["ht-lb"] },
	],
	pools: [{ name: "ht-lb", kind: "mfa" }],
});

test("[E6] two hundred payloads run nowhere and ask the content policy nothing", async ({ browser, request }) => {
	test.setTimeout(240_000);
	expect(new Set(payloads).size).toBe(200);
	const page = await signedIn(browser, "Thirza", "lead");
	const as = caller(request, "Thirza");
	const estate = await as("/estates", { inventory: inventory(bases[1] ?? "") });
	const plan = await as(`/estates/${estate.id}/plans`, { targetVersion: "8.1" });
	for (const text of payloads) await as(`/plans/${plan.id}/commands`, { type: "add-note", text });
	const faults: string[] = [];
	page.on("dialog", (dialog) => void dialog.dismiss().then(() => faults.push("dialog")));
	page.on("console", (message) => {
		if (/Content.Security.Policy/i.test(message.text())) faults.push(message.text());
	});
	await page.addInitScript(() =>
		document.addEventListener("securitypolicyviolation", (event) =>
			console.error("Content-Security-Policy", event.violatedDirective, event.blockedURI, event.sourceFile, location.pathname),
		),
	);
	const [e, p] = [`/estates/${estate.id}`, `/plans/${plan.id}`];
	const places = [
		"/",
		"/estates",
		e,
		`${e}/components`,
		`${e}/findings`,
		`${e}/history`,
		`${e}/plans`,
		"/plans",
		p,
		`${p}/graph`,
		`${p}/approval`,
	];
	places.push(`${p}/run`, `${p}/print`, `${p}/history`, `${p}/history/replay`, "/history", "/history/events", "/runs");
	for (const place of places) {
		await page.goto(place);
		await page.getByRole("heading").first().waitFor();
		expect(await page.evaluate(() => document.documentElement.dataset.ran), place).toBeUndefined();
	}
	await page.goto(`${p}/history`);
	await expect(page.getByText("scr\u200bipt", { exact: false }).first()).toBeVisible();
	expect(faults).toEqual([]);
});

test("an approval in a session that is no longer fresh asks for the password and goes on by itself", async ({ page, browser, request }) => {
	await signedIn(browser, "Renske", "lead");
	const as = caller(request, "Renske");
	const estate = await as("/estates", { inventory: inventory("Freshwater") });
	const plan = await as(`/estates/${estate.id}/plans`, { targetVersion: "8.1" });
	await as(`/plans/${plan.id}/commands`, { type: "submit-plan" });
	const email = "ysolde@example.com";
	const password = admin("create-user", "--email", email, "--name", "Ysolde", "--role", "lead");
	await page.goto("/sign-in");
	await page.getByLabel("Email").fill(email);
	await page.getByLabel("Password").fill(password);
	await page.getByRole("button", { name: "Sign in", exact: true }).click();
	await page.waitForURL((url) => url.pathname === "/");
	await page.goto(`/plans/${plan.id}/approval`);
	const db = new Sqlite(String(process.env.DATABASE_URL).replace(/^file:/, ""), { timeout: 5_000 });
	const aged = db
		.prepare(
			`UPDATE "Session" SET "provedAt" = '2026-01-01T00:00:00.000+00:00' WHERE "userId" = (SELECT "id" FROM "User" WHERE "email" = ?)`,
		)
		.run(email);
	db.close();
	expect(aged.changes).toBe(1);
	await page
		.getByRole("button", { name: /^Approve/ })
		.first()
		.click();
	const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
	await dialog.getByLabel("Password").fill("not this one");
	await dialog.getByRole("button", { name: "Confirm and go on" }).click();
	await expect(dialog.getByText("This is not your password")).toBeVisible();
	await dialog.getByLabel("Password").fill(password);
	await dialog.getByRole("button", { name: "Confirm and go on" }).click();
	await expect(dialog).toBeHidden();
	await expect(page.getByText("approved it", { exact: false })).toBeVisible();
});
