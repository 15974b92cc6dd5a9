/**
 * Every page, as a person meets it: 1440 and 390 px wide, light and dark. Nothing for axe to find, nothing the content
 * policy stops, no sideways scrolling. With LOCKSTEP_SCREENSHOTS=<folder> it keeps a picture of each.
 */
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { admin, signedIn, tokenOf } from "./people.ts";

const folder = process.env.LOCKSTEP_SCREENSHOTS;
/** Every rule of axe at both widths, in one theme each: contrast of both themes is checked token by token in a unit test. */
const looks = [
	{ width: 1440, theme: "light" },
	{ width: 390, theme: "dark" },
	...(folder
		? ([
				{ width: 1440, theme: "dark" },
				{ width: 390, theme: "light" },
			] as const)
		: []),
] as const;

type Faults = string[];

/** What the page complains of: policy violations, uncaught errors, failed requests of its own. */
function listen(page: Page): Faults {
	const faults: Faults = [];
	page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
	page.on("console", (message) => {
		if (message.type() === "error") faults.push(`console: ${message.text()}`);
	});
	return faults;
}

async function lookAt(page: Page, name: string, path: string) {
	const faults = listen(page);
	for (const { width, theme } of looks) {
		await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
		await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
		await page.goto(path);
		await page.getByRole("heading").first().waitFor();
		const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
		expect(overflow, `${name} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
		if (folder) await page.screenshot({ path: join(folder, `${name}-${width}-${theme}.png`) });
		const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
		expect(
			violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`),
			`${name} at ${width} px, ${theme}`,
		).toEqual([]);
	}
	// The browser itself says that a page which is not there answered 404.
	expect(name === "not-found" ? faults.filter((fault) => !fault.includes("404")) : faults, name).toEqual([]);
}

async function stranger(browser: Browser): Promise<Page> {
	return (await browser.newContext()).newPage();
}

test("pages of strangers", async ({ browser }) => {
	const page = await stranger(browser);
	await lookAt(page, "sign-in", "/sign-in");
	await lookAt(page, "sign-in-link", "/sign-in/link");
	await lookAt(page, "not-found", "/no-such-page");
});

type Places = (of: { readonly id: string; readonly estate: string; readonly plan: string }) => readonly (readonly [string, string])[];

const ofEstates: Places = ({ id, estate }) => [
	["overview", "/"],
	["estates", "/estates"],
	["estate-new", "/estates/new"],
	["estate", estate],
	["estate-components", `${estate}/components`],
	["estate-table", `${estate}?view=table`],
	["estate-farms", `${estate}/components?of=adfs-farm`],
	["estate-findings", `${estate}/findings`],
	["estate-availability", `${estate}/availability`],
	["estate-history", `${estate}/history`],
	["estate-plans", `${estate}/plans`],
	["estate-import", `${estate}/import`],
	["plans", "/plans"],
	["plan-new", `/plans/new?estate=${id}`],
	["settings", "/settings"],
	["settings-appearance", "/settings/appearance"],
];

const ofPlans: Places = ({ plan }) => [
	["plan", plan],
	["plan-graph", `${plan}/graph`],
	["plan-schedule", `${plan}/schedule`],
	["plan-findings", `${plan}/findings`],
	["plan-approval", `${plan}/approval`],
	["plan-compare", `${plan}/compare`],
	["plan-print", `${plan}/print`],
	["run-sheet-by-person", `${plan}/print?by=person`],
	["late-entry", `${plan}/late-entry`],
];

const ofRuns: Places = ({ plan }) => [
	["runs", "/runs"],
	["run", `${plan}/run`],
	["run-step", `${plan}/run?step=${encodeURIComponent("mfa-server.backup-data:MFA01")}`],
	["wall", `${plan}/wall`],
	["way-back", `${plan}/way-back`],
	["way-back-part", `${plan}/way-back?subject=${encodeURIComponent("mfa-server:MFA02")}`],
	["plan-history", `${plan}/history`],
	["plan-replay", `${plan}/history/replay`],
	["plan-review", `${plan}/history/review`],
	["history", "/history"],
	["history-events", "/history/events"],
	["history-copies", "/history/copies"],
];

for (const [what, name, places] of [
	["estates", "Vera", ofEstates],
	["plans", "Viola", ofPlans],
	["runs and histories", "Viktor", ofRuns],
] as const)
	test(`pages of a lead: ${what}`, async ({ browser }) => {
		test.setTimeout(600_000);
		const page = await signedIn(browser, name, "lead");
		const authorization = `Bearer ${tokenOf(name)}`;
		const api = async (path: string) => (await page.request.get(`/api/v1${path}`, { headers: { authorization } })).json();
		const { estates } = await api("/estates");
		const { id } = estates.find(({ name }: { name: string }) => name === "Contoso") ?? estates[0]; // the one the main job leaves behind
		const estate = `/estates/${id}`;
		const { plans } = await api(`${estate}/plans`);
		for (const [place, path] of places({ id, estate, plan: `/plans/${plans[0].id}` }))
			await test.step(place, () => lookAt(page, place, path));
	});

test("pages of an administrator", async ({ browser }) => {
	test.setTimeout(300_000);
	const page = await signedIn(browser, "Ada", "admin");
	admin("create-token", "--name", "Change board", "--role", "viewer");
	await lookAt(page, "settings-people", "/settings/people");
	await lookAt(page, "settings-tokens", "/settings/tokens");
	await lookAt(page, "settings-freezes", "/settings/freezes");
	await lookAt(page, "settings-data", "/settings/data");
});
