/**
 * An estate of 5,000 hosts in a real browser on the built server: added from a file, one list imported again, and its
 * pages opened and scrolled. Needs Chromium; a database, a server and a person of its own.
 */
import { type Browser, chromium, type Page } from "@playwright/test";
import { closeDatabase } from "@/lib/server/db.ts";
import { addPerson, personIdByEmail } from "@/lib/server/people-admin.ts";
import { createSignInLink } from "@/lib/server/sign-in-links.ts";
import { startServer } from "@/lib/server/testing/built-server.ts";
import { toCsv } from "@/lib/wire/inventory-csv.ts";
import { ensureChromium } from "../chromium.mjs";
import { type Bench, median, type Table } from "./bench-table.ts";
import { benchDatabase } from "./run-world.ts";
import { sampleEstate } from "./sample-estate.ts";

const SITES = 500;
const HOSTS = SITES * 10;
const ROUNDS = 3;
const PATIENCE = 120_000;

type Times = Map<string, number[]>;

async function clocked<T>(times: Times, what: string, work: () => Promise<T>): Promise<T> {
	const start = performance.now();
	const value = await work();
	times.set(what, [...(times.get(what) ?? []), performance.now() - start]);
	return value;
}

/** A lead's browser, signed in. */
async function signIn(browser: Browser, base: string, link: string): Promise<Page> {
	const page = await (await browser.newContext({ baseURL: base, viewport: { width: 1440, height: 900 } })).newPage();
	page.setDefaultTimeout(PATIENCE);
	await page.goto(link);
	await page.getByRole("button", { name: "Sign in with this link" }).click();
	await page.waitForURL((url) => url.pathname === "/");
	await page.getByRole("heading", { level: 1 }).first().waitFor();
	return page;
}

/** Milliseconds between frames while a list is scrolled 200 px a frame for 120 frames. */
const scrollFrames = (page: Page, name: string): Promise<number[]> =>
	page.getByRole("region", { name }).evaluate(async (list) => {
		const gaps: number[] = [];
		let last = await new Promise<number>(requestAnimationFrame);
		for (let n = 0; n < 120; n++) {
			list.scrollTop += 200;
			const now = await new Promise<number>(requestAnimationFrame);
			gaps.push(now - last);
			last = now;
		}
		return gaps;
	});

/** A bare page of as many lines, all there from the start: what this browser can draw here at best. */
async function bareFrames(browser: Browser): Promise<number[]> {
	const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
	const lines = Array.from({ length: HOSTS }, (_, i) => `<p style="height:36px;margin:0">host ${i}</p>`).join("");
	await page.setContent(`<section aria-label="Lines" style="height:630px;overflow:auto">${lines}</section>`);
	const gaps = await scrollFrames(page, "Lines");
	await page.close();
	return gaps;
}

export const inventoryPagesBench: Bench = async (): Promise<Table> => {
	const temp = await benchDatabase();
	await addPerson({ email: "bench@example.com", name: "Bench", role: "lead" }, false);
	const { path } = await createSignInLink((await personIdByEmail("bench@example.com")) ?? "");
	await closeDatabase();
	const inventory = sampleEstate(SITES);
	const file = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
	const document = { ...inventory, estate: { ...inventory.estate, name: "Bench" } };
	const [first, ...others] = document.hosts;
	if (!first) throw new Error("No host");
	const times: Times = new Map();
	const frames: number[] = [];
	const bare: number[] = [];
	const server = await startServer(temp.file);
	const browser = await chromium.launch({ executablePath: ensureChromium(), args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
	try {
		const page = await signIn(browser, server.base, path);
		for (let round = 0; round < ROUNDS; round++) {
			const name = `Bench ${round}`;
			await page.goto("/estates/new");
			await clocked(times, "new estate: read and judged", async () => {
				await page
					.getByLabel("Choose files")
					.setInputFiles(file("estate.json", JSON.stringify({ ...document, estate: { ...document.estate, name } })));
				await page.getByText("Nothing is stored yet.").waitFor();
			});
			await clocked(times, "new estate: stored, its page stands", async () => {
				await page.getByRole("button", { name: "Add the estate" }).click();
				await page.getByRole("heading", { level: 1, name }).waitFor();
			});
			const estate = new URL(page.url()).pathname;
			await page.goto(`${estate}/import`);
			const hosts = toCsv({ ...document, hosts: [{ ...first, os: round % 2 === 0 ? "2022" : "2025" }, ...others] }).find((csv) =>
				csv.name.startsWith("hosts"),
			);
			await page.getByLabel("Choose files").setInputFiles(file("hosts.csv", hosts?.text ?? ""));
			await clocked(times, "import of 5,000 hosts: compared", async () => {
				await page.getByRole("button", { name: "Show what would change" }).click();
				await page.getByText(/1 changed/).waitFor();
			});
			await clocked(times, "import of 5,000 hosts: stored", async () => {
				await page.getByRole("button", { name: "Store this change" }).click();
				await page.waitForURL(/\/history$/);
			});
			for (const [what, at, heading] of [
				["list of estates", "/estates", "Estates"],
				["topology", estate, name],
				["findings", `${estate}/findings`, name],
				["table of all hosts", `${estate}/components?of=hosts`, name],
			] as const)
				await clocked(times, `open: ${what}`, async () => {
					await page.goto(at);
					await page.getByRole("heading", { level: 1, name: heading }).waitFor();
				});
			frames.push(...(await scrollFrames(page, "Hosts")));
			bare.push(...(await bareFrames(browser)));
		}
	} finally {
		await browser.close();
		await server.stop();
		temp.remove();
	}
	const shown = (list: number[]): string => {
		const sorted = list.toSorted((a, b) => a - b);
		const part = (share: number): string => (sorted[Math.ceil(share * sorted.length) - 1] ?? 0).toFixed(1);
		return `p50 ${part(0.5)} ms, p95 ${part(0.95)} ms`;
	};
	return {
		title: `Inventory of ${HOSTS.toLocaleString("en-GB")} hosts in the browser, built server`,
		columns: ["what", "seconds"],
		rows: [...times].map(([what, values]) => [what, (median(values) / 1000).toFixed(2)]),
		notes: [
			`a frame while scrolling all hosts by 200 px: ${shown(frames)}; while scrolling as many bare lines: ${shown(bare)}`,
			`medians of ${ROUNDS} rounds, the first with a cold server; checked: what is stored says how much changed`,
		],
	};
};
