/**
 * No secret by construction: a web.config with a canary password is dropped as a backup and compared three ways, and the
 * canary is looked for in every request the browser made, in what it keeps, in the database's files and in the audit pack.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { unzipSync } from "fflate";
import type { EvidenceField, PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { signedIn, tokenOf } from "./people.ts";

const PASSWORD = "Canary-7f3a91-Password";
const ADDRESS = "https://canary-7f3a91-address.example/sdk";
/** Names are kept, values are not: this one must be found wherever the password is looked for. */
const KEPT_NAME = "CANARY_NAME_7F3A91";

const inventory = {
	format: "lockstep.inventory/1",
	estate: { name: "Quellwald" },
	mfaServers: [{ host: "QW01", role: "primary", version: "8.1.0.1" }],
	userPortals: [{ host: "QWUP1", version: "7.3.0.3", sdkUrl: "https://mfa.quellwald.example/sdk", defaultThemeModified: "no" }],
};

const webConfig = (name: string, extra = "") => ({
	name,
	mimeType: "text/xml",
	buffer: Buffer.from(
		`<?xml version="1.0"?><configuration><appSettings><add key="WEB_SERVICE_SDK_AUTHENTICATION_PASSWORD" value="${PASSWORD}"/>` +
			`${extra}</appSettings><applicationSettings><setting name="pfup_pfwssdk_PfWsSdk"><value>${ADDRESS}</value></setting>` +
			"</applicationSettings></configuration>",
	),
});

function fact({ type, options }: EvidenceField, host: string): unknown {
	const now = new Date().toISOString();
	const file = {
		host,
		path: "C:\\copy.bin",
		sizeBytes: 1,
		sha256: "9f".repeat(32),
		storedAt: "\\\\files01\\backup, MFA admins",
		takenAt: now,
	};
	const facts = { text: "seen", version: "8.1.4.2", number: 528_040, boolean: true, choice: options?.[0], instant: now };
	return type === "file-digest" ? [file] : facts[type];
}

/** Everything a browser sends, as text: addresses, headers, bodies. */
function listen(page: Page): () => Promise<string> {
	const sent: Promise<string>[] = [];
	page.context().on("request", (request) => {
		const body = request.postDataBuffer()?.toString("latin1") ?? "";
		sent.push(request.allHeaders().then((headers) => `${request.url()}\n${JSON.stringify(headers)}\n${body}`));
	});
	const plain = (_: string, hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));
	return async () => (await Promise.all(sent)).join("\n").replaceAll(/%([0-9a-f]{2})/gi, plain);
}

/** The secret as it could stand in a file: as it is, in UTF-16, in base64 at any of its three offsets. */
function traces(secret: string): readonly string[] {
	const base64 = [0, 1, 2].map((offset) =>
		Buffer.from("x".repeat(offset) + secret)
			.toString("base64")
			.slice(4, -4),
	);
	return [secret, Buffer.from(secret, "utf16le").toString("latin1"), ...base64];
}
const secrets = [...traces(PASSWORD), ...traces(ADDRESS)];

function expectClean(what: string, text: string): void {
	for (const secret of secrets) expect(text.includes(secret), `${what} holds ${secret}`).toBe(false);
}

async function call(request: APIRequestContext, token: string, path: string, data: unknown) {
	const answer = await request.post(`/api/v1${path}`, { headers: { authorization: `Bearer ${token}` }, data });
	expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
	return answer.json();
}

async function start(page: Page, plan: string, { id, title }: PlanStep) {
	await page.goto(`/plans/${plan}/run?step=${encodeURIComponent(id)}`);
	await page
		.getByRole("button", { name: `Start: ${title}` })
		.last()
		.click();
	await expect(page.getByRole("button", { name: `Done: ${title}` })).toBeVisible();
}

async function finish(page: Page, { title }: PlanStep) {
	await page.getByRole("button", { name: `Done: ${title}` }).click();
	await expect(page.getByRole("button", { name: `Reopen: ${title}` })).toBeVisible();
}

test("[PACK21, F8] the password of a web.config leaves no trace in requests, the database or the audit pack", async ({
	browser,
	request,
}) => {
	const cara = await signedIn(browser, "Cara", "lead");
	await signedIn(browser, "Carl", "lead");
	const [hers, his] = [tokenOf("Cara"), tokenOf("Carl")];
	const estate = await call(request, his, "/estates", { inventory });
	const { id: plan, planDigest } = await call(request, his, `/estates/${estate.id}/plans`, { targetVersion: "8.1" });
	const order = (token: string, body: object) => call(request, token, `/plans/${plan}/commands`, body);
	await order(his, { type: "submit-plan" });
	await order(hers, { type: "approve-plan", planDigest });
	await order(his, { type: "start-run", mode: "live" });
	const read = await request.get(`/api/v1/plans/${plan}`, { headers: { authorization: `Bearer ${hers}` } });
	const steps: readonly PlanStep[] = (await read.json()).plan.steps;

	const sent = listen(cara);
	for (const step of steps.filter(({ optional }) => !optional)) {
		if (step.kind === "user-portal.backup-config") await dropBackup(cara, plan, step);
		else if (step.kind === "user-portal.reconcile-config") {
			await compareThree(cara, plan, step);
			break;
		} else {
			await order(his, { type: "start-step", stepId: step.id });
			const required = step.evidence.filter((field) => field.required);
			const evidence = Object.fromEntries(required.map((field) => [field.name, fact(field, step.host ?? "files01")]));
			await order(his, { type: "complete-step", stepId: step.id, evidence });
		}
	}

	const requests = await sent();
	expect(requests).toContain(KEPT_NAME);
	expectClean("a request", requests);
	const kept = await cara.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
	expectClean("the browser's storage", kept);

	const answer = await cara.request.get(`/api/v1/plans/${plan}/audit-pack`);
	const pack = Object.entries(unzipSync(new Uint8Array(await answer.body())));
	expect(pack.map(([name, bytes]) => (Buffer.from(bytes).includes(KEPT_NAME) ? name : "")).filter(Boolean)).toEqual(
		expect.arrayContaining(["events.jsonl", "summary.json", "report.html"]),
	);
	for (const [name, bytes] of pack) expectClean(name, Buffer.from(bytes).toString("latin1"));

	const folder = process.env.LOCKSTEP_E2E_FOLDER ?? "";
	const files = readdirSync(folder).filter((name) => name.startsWith("lockstep.db"));
	expect(files).toEqual(expect.arrayContaining(["lockstep.db", "lockstep.db-wal"]));
	const stored = files.map((name) => [name, readFileSync(join(folder, name), "latin1")] as const);
	expect(stored.some(([, text]) => text.includes(KEPT_NAME))).toBe(true);
	for (const [name, text] of stored) expectClean(name, text);
});

/** Drops the file on the zone, as a mouse does, and says where the copy lies. */
async function dropBackup(page: Page, plan: string, step: PlanStep) {
	await start(page, plan, step);
	const { name, buffer } = webConfig("web.config");
	const data = await page.evaluateHandle(
		([fileName, text]) => {
			const transfer = new DataTransfer();
			transfer.items.add(new File([text], fileName, { type: "text/xml" }));
			return transfer;
		},
		[name, buffer.toString("utf8")] as const,
	);
	await page.getByRole("region", { name: /^Drop / }).dispatchEvent("drop", { dataTransfer: data });
	const path = page.getByRole("textbox", { name: "Full path" });
	await expect(path).toHaveValue("web.config"); // a browser tells no folder
	await path.fill("\\\\files01\\backup\\web.config");
	await page.getByRole("button", { name: "Now", exact: true }).click();
	await page.getByRole("textbox", { name: "Stored at" }).fill("\\\\files01\\backup, read by MFA admins");
	await finish(page, step);
}

/** Old, new and proposed: nothing new leaves both ways open; something new closes "restored" and names are filled in. */
async function compareThree(page: Page, plan: string, step: PlanStep) {
	await start(page, plan, step);
	const way = page.getByLabel("Which way was taken");
	const restored = way.locator("option", { hasText: "restored" });
	await page.getByLabel("Backup of the old file").setInputFiles(webConfig("old.config"));
	await page.getByLabel("New file, as installed").setInputFiles(webConfig("new.config"));
	await expect(page.getByText("Nothing new in the new file: put the backup back", { exact: false })).toBeVisible();
	await expect(restored).toBeEnabled();
	const fresh = `<add key="${KEPT_NAME}" value="${PASSWORD}"/>`;
	await page.getByLabel("New file, as installed").setInputFiles(webConfig("new.config", fresh));
	await page.getByLabel("File you are going to use").setInputFiles(webConfig("proposed.config", fresh));
	await expect(page.getByText("only in the new file", { exact: false })).toBeVisible();
	await expect(restored).toBeDisabled();
	await expect(way).toHaveValue("merged");
	await page.getByText(/of \d+ names differ/).click();
	await expect(page.getByRole("cell", { name: new RegExp(KEPT_NAME) }).first()).toBeVisible();
	expectClean("the page", await page.content());
	await finish(page, step);
}
