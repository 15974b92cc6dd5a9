/** A night on paper is entered afterwards, and a browser that was asked to calls its reader back when a step becomes theirs. */
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { signedIn, tokenOf } from "./people.ts";

const inventory = {
	format: "lockstep.inventory/1",
	estate: { name: "Ferncliff", timeZone: "Europe/Berlin" },
	mfaServers: [
		{ host: "FC1", role: "primary", version: "7.3.0.3", pools: ["fc-lb"] },
		{ host: "FC2", role: "subordinate", version: "7.3.0.3", pools: ["fc-lb"] },
	],
	pools: [{ name: "fc-lb", kind: "mfa", sticky: "yes" }],
};
const drain = "Stop traffic to FC2";
const backup = "Back up PhoneFactor.pfdata on FC1";

let wanda: Page;
let plan = "";
let call: (who: string, path: string, data: unknown) => Promise<{ readonly id: string; readonly planDigest: string }>;

const caller =
	(request: APIRequestContext): typeof call =>
	async (who, path, data) => {
		const answer = await request.post(`/api/v1${path}`, { headers: { authorization: `Bearer ${who}` }, data });
		expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
		return answer.json();
	};

/** In place of the browser's own: what was shown and sounded is kept in `calls`; the permission outlives the page. */
function stubCalls(): void {
	const calls: string[] = [];
	Reflect.set(window, "calls", calls);
	class Shown {
		static get permission() {
			return localStorage.getItem("stub permission") ?? "default";
		}
		static requestPermission() {
			localStorage.setItem("stub permission", "granted");
			return Promise.resolve("granted");
		}
		constructor(title: string) {
			calls.push(title);
		}
		close() {}
	}
	class Sound {
		state = "running";
		currentTime = 0;
		destination = {};
		createGain() {
			const ramp = () => undefined;
			const gain = { setValueAtTime: ramp, linearRampToValueAtTime: ramp, exponentialRampToValueAtTime: ramp };
			return { gain, connect: (next: unknown) => next };
		}
		createOscillator() {
			return { frequency: {}, connect: (next: unknown) => next, start: () => calls.push("tone"), stop: () => undefined };
		}
	}
	Reflect.set(window, "Notification", Shown);
	Reflect.set(window, "AudioContext", Sound);
	Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
}

const calls = (): Promise<string[]> => wanda.evaluate(() => Reflect.get(window, "calls"));

test.beforeAll(async ({ browser, playwright, baseURL }) => {
	test.setTimeout(120_000);
	wanda = await signedIn(browser, "Wanda", "lead");
	await signedIn(browser, "Wim", "lead");
	call = caller(await playwright.request.newContext(baseURL === undefined ? {} : { baseURL }));
	const [hers, his] = [tokenOf("Wanda"), tokenOf("Wim")];
	const estate = await call(his, "/estates", { inventory });
	const made = await call(his, `/estates/${estate.id}/plans`, { targetVersion: "8.1" });
	plan = `/plans/${made.id}`;
	await call(his, `${plan}/commands`, { type: "submit-plan" });
	await call(hers, `${plan}/commands`, { type: "approve-plan", planDigest: made.planDigest });
	await call(his, `${plan}/commands`, { type: "start-run", mode: "live" });
});

test("two steps done on paper are entered afterwards, and the history says so", async () => {
	await wanda.goto(`${plan}/late-entry`);
	await enter(drain, async (card) => card.getByRole("radio", { name: "Yes" }).first().check());
	await enter(backup, async (card) => {
		await card.getByRole("radio", { name: "Failed" }).check();
		await card.getByRole("textbox", { name: "What happened" }).fill("The share was full");
	});
	await wanda.goto(`${plan}/history`);
	await expect(wanda.getByText("entered afterwards: happened", { exact: false })).toHaveCount(4);
	await expect(wanda.getByText("The share was full", { exact: false }).first()).toBeVisible();
	await wanda.goto(`${plan}/run?step=${encodeURIComponent("mfa-server.drain:FC2")}`);
	await expect(wanda.getByText("Entered afterwards by you", { exact: false }).first()).toBeVisible();
});

async function enter(title: string, how: (card: ReturnType<Page["locator"]>) => Promise<void>): Promise<void> {
	const card = wanda.locator("details").filter({ has: wanda.locator("summary", { hasText: title }) });
	if (!(await card.getByLabel("Started").isVisible())) await card.locator("summary").click();
	await card.getByRole("button", { name: "Earliest" }).click();
	await how(card);
	await card.getByLabel(/^(Ended|Failed at)/).fill(await card.getByLabel("Started").inputValue());
	await card.getByRole("button", { name: /^Enter as/ }).click();
	await expect(wanda.getByText(new RegExp(`${title}: entered as`)).first()).toBeAttached();
}

test("nothing calls before it was chosen; then a step that becomes mine shows a notification and sounds", async () => {
	const his = tokenOf("Wim");
	const answer = await wanda.request.get(`/api/v1${plan}/events`, {
		headers: { authorization: `Bearer ${his}`, accept: "application/json" },
	});
	const { events } = (await answer.json()) as { events: { type: string; actor: { id: string } }[] };
	const userId = events.find(({ type }) => type === "plan-approved")?.actor.id;
	const give = (stepId: string) => call(his, `${plan}/commands`, { type: "assign-step", stepId, userId });
	await wanda.addInitScript(stubCalls);

	await wanda.goto(`${plan}/run`);
	await wanda.getByRole("heading", { level: 1 }).click();
	await give("prepare.download-installer:estate");
	await expect(wanda.getByText("With you").first()).toBeVisible();
	expect(await calls()).toEqual([]);

	await wanda.goto("/settings/appearance");
	await wanda.getByRole("checkbox", { name: /^Notification/ }).check();
	await wanda.getByRole("checkbox", { name: "Sound" }).check();
	await wanda.goto(`${plan}/run`);
	await wanda.getByRole("heading", { level: 1 }).click(); // sound needs a press first
	await expect(wanda.getByText("With you").first()).toBeVisible();
	await give("prepare.keep-old-installers:estate");
	await expect.poll(calls).toEqual(["tone", "tone", "Your step is ready"]);
});
