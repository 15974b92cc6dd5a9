/** A whole small plan from its start to its end without a pointer: keys of the board, Tab, Space and Enter alone. */
import { expect, type Locator, type Page, test } from "@playwright/test";
import type { EvidenceField, PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { signedIn, tokenOf } from "./people.ts";

const small = {
	format: "lockstep.inventory/1",
	estate: { name: "Keys", installerShare: "\\\\files01\\mfa", backupShare: "\\\\files01\\backup" },
	mfaServers: [{ host: "MFA01", role: "primary", version: "8.0.2.5" }],
	userPortals: [],
};

let page: Page;
let planUrl = "";

test("[keyboard] a small plan is run to its end by keyboard alone", async ({ browser, request }) => {
	test.setTimeout(240_000);
	page = await signedIn(browser, "Kay", "lead");
	await signedIn(browser, "Kim", "lead");
	const call = async (who: string, url: string, data: unknown) => {
		const answer = await request.post(`/api/v1${url}`, { headers: { authorization: `Bearer ${tokenOf(who)}` }, data });
		expect(answer.ok(), `${url}: ${await answer.text()}`).toBe(true);
		return answer.json();
	};
	const { id: estate } = await call("Kim", "/estates", { inventory: small });
	const { id, planDigest } = await call("Kim", `/estates/${estate}/plans`, { targetVersion: "8.1" });
	await call("Kim", `/plans/${id}/commands`, { type: "submit-plan" });
	await call("Kay", `/plans/${id}/commands`, { type: "approve-plan", planDigest });
	planUrl = `/plans/${id}`;

	await page.goto(`${planUrl}/run`);
	await press("Start live run…");
	await tabTo(page.getByRole("dialog").getByRole("textbox"));
	await page.keyboard.type("Keys");
	await press("Start the live run");
	await expect(page.getByText("Ready now").first()).toBeVisible();

	const { plan } = await (await request.get(`/api/v1${planUrl}`, { headers: { authorization: `Bearer ${tokenOf("Kay")}` } })).json();
	for (const step of plan.steps.filter((candidate: PlanStep) => !candidate.optional)) await doStep(step);
	await press("More");
	for (let items = 0; items < 10; items++) {
		const item = page.getByRole("menuitem", { name: "End the run…" });
		if (await item.evaluate((element) => element === document.activeElement)) break;
		await page.keyboard.press("ArrowDown");
	}
	await page.keyboard.press("Enter");
	await press("End the run");
	await expect(page.getByText(/complete/i).first()).toBeVisible();
});

/** Tab until the control of this name has the focus, then Enter. */
async function press(name: string | RegExp): Promise<void> {
	await tabTo(page.getByRole("button", { name }).last());
	await page.keyboard.press("Enter");
}

async function tabTo(wanted: Locator): Promise<void> {
	await expect(wanted).toBeVisible();
	for (let presses = 0; presses < 200; presses++) {
		if (await wanted.evaluate((element) => element === document.activeElement)) return;
		await page.keyboard.press("Tab");
	}
	throw new Error(`Tab never reaches ${wanted}`);
}

/** j down the board, Enter opens: until the panel shows this step. */
async function open(title: string): Promise<void> {
	const panel = page.getByRole("heading", { level: 2 });
	const row = page.getByRole("link", { name: title, exact: true }).first();
	await page.keyboard.press("Escape");
	for (let rows = 0; rows < 60; rows++) {
		if (await row.evaluate((element) => element === document.activeElement)) break;
		await page.keyboard.press("j");
		await page.evaluate(() => new Promise(requestAnimationFrame));
	}
	await page.keyboard.press("Enter");
	await expect(panel.filter({ hasText: title })).toBeVisible();
}

async function doStep({ title, kind, evidence, host }: PlanStep): Promise<void> {
	await open(title);
	const start = page.getByRole("button", { name: `Start: ${title}` }).last();
	await expect(start).toBeVisible();
	if (kind === "mfa-server.drain") {
		await expect(start).toBeDisabled(); // the only server: its outage is a lead's word
		await press(/^Waive the last-in-service check/);
		await tabTo(page.getByRole("dialog").getByRole("textbox"));
		await page.keyboard.type("The outage is announced");
		await press("Waive the check");
		await expect(start).toBeEnabled();
	}
	await page.keyboard.press("s");
	const done = page.getByRole("button", { name: `Done: ${title}` });
	await expect(done).toBeVisible();
	for (const field of evidence.filter(({ required }) => required)) await fill(field, host ?? "files01");
	await page.keyboard.press("Escape"); // out of the last field, so that letters are orders again
	await page.keyboard.press("d");
	await expect(page.getByRole("button", { name: `Reopen: ${title}` })).toBeVisible();
}

async function fill({ type, label, options }: EvidenceField, host: string): Promise<void> {
	switch (type) {
		case "boolean":
			await tabTo(page.getByRole("group", { name: label }).getByRole("radio", { name: "Yes" }));
			return page.keyboard.press("Space");
		case "choice":
			await tabTo(page.getByLabel(label));
			return page.keyboard.type(options?.[0] ?? "");
		case "file-digest":
			await tabTo(page.getByRole("tab", { selected: true }));
			for (let tabs = 0; tabs < 3 && !(await page.getByRole("button", { name: "Add a file" }).isVisible()); tabs++) {
				await page.keyboard.press("ArrowRight");
				await page.keyboard.press("Enter");
			}
			await press("Add a file");
			await typeInto("Full path", "\\\\files01\\backup\\copy.bin");
			await typeInto("Size in bytes", "18874368");
			await typeInto("SHA-256", "9f3c61ab07d2e4c851be20f74ad0c7e19f3c61ab07d2e4c851be20f74ad0c7e1");
			await press(/^Now$/);
			await typeInto("Stored at", "\\\\files01\\backup, read by MFA admins");
			return typeInto("Copied from host", host);
		default:
			await tabTo(page.getByLabel(label));
			return page.keyboard.type(type === "version" ? "8.1.4.2" : type === "number" ? "528040" : "seen");
	}
}

async function typeInto(name: string, text: string): Promise<void> {
	await tabTo(page.getByRole("textbox", { name }));
	await page.keyboard.press("ControlOrMeta+a");
	await page.keyboard.type(text);
}
