/** The main job, by two people in two browsers: import, plan, approve, tick in order, checkpoint, history. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { signedIn, tokenOf } from "./people.ts";

const root = resolve(import.meta.dirname, "..");
const sample = readFileSync(join(root, "prisma/sample-estate.json"), "utf8");

test.describe.configure({ mode: "serial" });

let dana: Page;
let mika: Page;
let planUrl = "";

const stepLink = (page: Page, title: string) => page.getByRole("link", { name: title }).first();

/** The board moves when the other browser's tick arrives: a click that met another row is made again. */
async function openStep(page: Page, title: string) {
	await expect(async () => {
		await stepLink(page, title).click();
		await expect(page.getByRole("heading", { level: 2, name: title })).toBeVisible({ timeout: 3000 });
	}).toPass({ timeout: 30_000 });
}

async function start(page: Page, title: string) {
	await openStep(page, title);
	await page
		.getByRole("button", { name: `Start: ${title}` })
		.last()
		.click();
	await expect(page.getByRole("button", { name: `Done: ${title}` })).toBeVisible();
}

/** Types one file's facts; the digest is of nothing in particular. */
async function typeFile(page: Page, path: string, host: string) {
	await page.getByRole("tab", { name: "Type it" }).click();
	await page.getByRole("button", { name: "Add a file" }).click();
	await page.getByRole("textbox", { name: "Full path" }).fill(path);
	await page.getByRole("textbox", { name: "Size in bytes" }).fill("18874368");
	await page.getByRole("textbox", { name: "SHA-256" }).fill("9f3c61ab07d2e4c851be20f74ad0c7e19f3c61ab07d2e4c851be20f74ad0c7e1");
	await page.getByRole("button", { name: "Now", exact: true }).click();
	await page.getByRole("textbox", { name: "Stored at" }).fill("\\\\files01\\backup, read by MFA admins");
	await page.getByRole("textbox", { name: "Copied from host" }).fill(host);
}

test.beforeAll(async ({ browser }) => {
	dana = await signedIn(browser, "Dana", "lead");
	mika = await signedIn(browser, "Mika", "lead");
});

test("a lead imports the sample estate and sees errors before anything is stored", async () => {
	await dana.goto("/estates/new");
	const broken = JSON.parse(sample);
	broken.mfaServers[0].pools = ["nowhere"];
	await dana.getByLabel("Or paste").fill(JSON.stringify(broken));
	await expect(dana.getByText("mfaServers[0].pools[0]")).toBeVisible();
	await dana.getByLabel("Or paste").fill(sample);
	await dana.getByRole("button", { name: /^Add/ }).click();
	await expect(dana.getByRole("heading", { level: 1, name: "Contoso" })).toBeVisible();
	await expect(dana.getByText("MFA01").first()).toBeVisible();
});

test("the lead makes a plan from a live preview and cannot approve it", async () => {
	await dana.getByRole("link", { name: "New plan" }).click();
	const preview = dana.getByRole("region", { name: "Preview" });
	await expect(preview.getByText("to ticking the new one, MFA Server asks nobody", { exact: false })).toBeVisible();
	await expect(preview.getByRole("link", { name: "Stop traffic to MFA02" })).toBeVisible();
	await dana.getByRole("button", { name: "Make this plan" }).click();
	await dana.waitForURL(/\/plans\/(?!new)[\w-]+$/);
	planUrl = new URL(dana.url()).pathname;
	await dana.getByRole("button", { name: "Submit for approval" }).click();
	await expect(dana.getByText("You made this plan, so another lead must approve it.")).toBeVisible();
});

test("another lead approves exactly this plan", async () => {
	await mika.goto(planUrl);
	await mika.getByRole("textbox", { name: /Type the farm names/ }).fill("CORP, PARTNERS");
	await mika.getByRole("button", { name: "Approve this plan" }).click();
	await expect(mika.getByText("approved it", { exact: false })).toBeVisible();
	await expect(dana.getByText("approved it", { exact: false })).toBeVisible();
});

test("the run starts live after the estate's name is typed, and both see it", async () => {
	await dana.goto(`${planUrl}/run`);
	await mika.goto(`${planUrl}/run`);
	await dana.getByRole("button", { name: "Start live run…" }).click();
	await dana.getByRole("dialog").getByRole("textbox").fill("Contoso");
	await dana.getByRole("button", { name: "Start the live run" }).click();
	await expect(dana.getByText("Ready now").first()).toBeVisible();
	await expect(mika.getByText("Ready now").first()).toBeVisible();
});

/** `by` presses Done on a step that `watcher` has open too, and the watcher sees it within a second of `by` doing so. */
async function tick(by: Page, watcher: Page, title: string) {
	const done = (page: Page) => page.getByRole("button", { name: `Reopen: ${title}` });
	await openStep(watcher, title);
	await by.getByRole("button", { name: `Done: ${title}` }).click();
	await expect(done(by)).toBeVisible();
	await expect(done(watcher)).toBeVisible({ timeout: 1000 });
}

test("three steps are done, and the other browser sees each tick within a second", async () => {
	const installer = "Obtain the MFA Server 8.1 installer";
	await start(dana, installer);
	await typeFile(dana, "\\\\files01\\mfa\\MultiFactorAuthenticationServerSetup.exe", "files01");
	await dana.getByRole("textbox", { name: /version/i }).fill("8.1.0.1");
	await tick(dana, mika, installer);

	const old = "Keep the installers of the versions now running";
	await start(mika, old);
	await typeFile(mika, "\\\\files01\\mfa\\old\\MultiFactorAuthenticationServerSetup.exe", "files01");
	await tick(mika, dana, old);

	const drain = "Stop traffic to MFA02";
	await start(dana, drain);
	await dana.getByRole("radio", { name: "Yes" }).first().check();
	await tick(dana, mika, drain);
});

test("the installer stays shut until the backup's evidence is there, and says so", async () => {
	const install = "Run the 8.1 installer on MFA02 (subordinate, from 7.3.0.3)";
	const backup = "Back up PhoneFactor.pfdata on MFA01";
	await openStep(dana, install);
	await expect(dana.getByText("Not yet:").first()).toBeVisible();
	await expect(dana.getByRole("link", { name: new RegExp(backup) }).first()).toBeVisible();
	await expect(dana.getByRole("button", { name: `Start: ${install}` })).toHaveCount(0);

	// A script that tries all the same is told what it waits for.
	const answer = await dana.request.post(`/api/v1${planUrl}/commands`, {
		headers: { authorization: `Bearer ${tokenOf("Dana")}` },
		data: { type: "start-step", stepId: "mfa-server.install:MFA02" },
	});
	expect(answer.status()).toBe(409);
	expect(await answer.json()).toMatchObject({ code: "step-blocked" });

	await start(dana, backup);
	await expect(dana.getByText(/Not yet:/).first()).toBeVisible();
	await typeFile(dana, "\\\\files01\\backup\\mfa\\MFA01_Data\\PhoneFactor.pfdata", "MFA01");
	await dana.getByRole("button", { name: `Done: ${backup}` }).click();
	await expect(dana.getByRole("button", { name: `Reopen: ${backup}` })).toBeVisible();
	await openStep(dana, install);
	await expect(dana.getByRole("button", { name: `Start: ${install}` }).last()).toBeVisible();
});

test("a start out of order is refused, rolled back, and its reason stands on the screen", async () => {
	const install = "Run the 8.1 installer on MFA02 (subordinate, from 7.3.0.3)";
	const drain = "Stop traffic to MFA02";
	await openStep(dana, install);
	// Mika takes the drain back in the very moment in which Dana starts the installer.
	await dana.route(
		"**/commands",
		async (route) => {
			const taken = await mika.request.post(`/api/v1${planUrl}/commands`, {
				headers: { authorization: `Bearer ${tokenOf("Mika")}` },
				data: { type: "reopen-step", stepId: "mfa-server.drain:MFA02", reason: "The balancer still sends traffic" },
			});
			expect(taken.ok()).toBe(true);
			await route.continue();
		},
		{ times: 1 },
	);
	await dana
		.getByRole("button", { name: `Start: ${install}` })
		.last()
		.click();
	await expect(
		dana
			.getByRole("alert")
			.or(dana.getByText(/waiting for/i))
			.filter({ hasText: drain })
			.first(),
	).toBeVisible();
	await expect(dana.getByRole("button", { name: `Done: ${install}` })).toHaveCount(0);
});

test("the history tells who did what, and its chain verifies on the page and from a file", async () => {
	await mika.goto(`${planUrl}/history`);
	await expect(mika.getByRole("region", { name: "Chain" }).getByText("Chain is sound", { exact: false })).toBeVisible();
	await expect(mika.getByText("The balancer still sends traffic", { exact: false }).first()).toBeVisible();
	const lines = await (await mika.request.get(`/api/v1${planUrl}/events`, { headers: { accept: "application/jsonl" } })).text();
	const file = join(process.env.LOCKSTEP_E2E_FOLDER ?? "", "events.jsonl");
	writeFileSync(file, lines);
	const verify = (path: string) =>
		execFileSync(process.execPath, ["--conditions=react-server", "--import", "tsx", join(root, "scripts/verify.ts"), path], {
			cwd: root,
			encoding: "utf8",
		});
	expect(verify(file)).toContain("Sound");
	// The size of the first backup, one byte larger. (The very last event alone is held by no later one.)
	writeFileSync(file, lines.replace("18874368", "18874369"));
	expect(() => verify(file)).toThrow();
});
