/** A window that is too short is explained, its start dragged and moved by keyboard, and a late start overridden on record. */
import { AxeBuilder } from "@axe-core/playwright";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { signedIn, tokenOf } from "./people.ts";

const inventory = {
	format: "lockstep.inventory/1",
	estate: { name: "Harborview", timeZone: "Europe/Berlin" },
	mfaServers: [
		{ host: "HV1", role: "primary", version: "7.3.0.3", pools: ["hv-lb"] },
		{ host: "HV2", role: "subordinate", version: "7.3.0.3", pools: ["hv-lb"] },
	],
	pools: [{ name: "hv-lb", kind: "mfa", sticky: "yes" }],
};

async function call(request: APIRequestContext, token: string, path: string, data: unknown) {
	const answer = await request.post(`/api/v1${path}`, { data, headers: { authorization: `Bearer ${token}` } });
	expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
	return answer.json();
}

const minute = 60_000;

test("the schedule explains a window that is too short, follows its start, and a late start is overridden on record", async ({
	browser,
	request,
}) => {
	const [petra, quinn] = [await signedIn(browser, "Petra", "lead"), await signedIn(browser, "Quinn", "lead")];
	const [hers, his] = [tokenOf("Petra"), tokenOf("Quinn")];
	const estate = await call(request, hers, "/estates", { inventory });
	// Open since an hour, for two more minutes: too short for everything, and too late for the first step.
	const now = Math.floor(Date.now() / minute) * minute;
	const window = {
		start: new Date(now - 60 * minute).toISOString(),
		end: new Date(now + 3 * minute).toISOString(),
		timeZone: "Europe/Berlin",
	};
	const plan = await call(request, hers, `/estates/${estate.id}/plans`, { targetVersion: "8.1", window });

	await petra.goto(`/plans/${plan.id}/schedule`);
	await expect(petra.getByText(/Does not fit the window: .* over/).last()).toBeVisible();
	await expect(petra.getByText("would open after its latest safe start", { exact: false }).first()).toBeVisible();
	const axe = await new AxeBuilder({ page: petra }).analyze();
	expect(axe.violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);

	const slider = petra.getByRole("slider", { name: "Start of the window" });
	const shown = () => slider.getAttribute("aria-valuenow").then(Number);
	const before = await shown();
	await slider.focus();
	await petra.keyboard.press("PageUp");
	await petra.keyboard.press("ArrowRight");
	expect(await shown()).toBe(before + 65);
	const box = await slider.boundingBox();
	if (!box) throw new Error("The slider is not drawn");
	await petra.mouse.move(box.x + box.width / 2, box.y + 60);
	await petra.mouse.down();
	await petra.mouse.move(box.x + box.width / 2 - 80, box.y + 60, { steps: 4 });
	await petra.mouse.up();
	expect(await shown()).toBeLessThan(before + 65);
	await petra.getByRole("button", { name: "Back to the plan’s window" }).click();
	expect(await shown()).toBe(before);
	await petra.getByRole("button", { name: "By person" }).click();
	await petra.getByRole("button", { name: "One MFA admin more" }).click();
	await expect(petra.getByText(/Ends .* sooner|Ends at the same time/).first()).toBeVisible();

	await call(request, hers, `/plans/${plan.id}/commands`, { type: "submit-plan" });
	await call(request, his, `/plans/${plan.id}/commands`, { type: "approve-plan", planDigest: plan.planDigest });
	await call(request, hers, `/plans/${plan.id}/commands`, { type: "start-run", mode: "live" });
	await quinn.goto(`/plans/${plan.id}/run?step=${encodeURIComponent("mfa-server.backup-data:HV1")}`);
	await expect(quinn.getByText("Too late to finish inside the window", { exact: false }).first()).toBeVisible();
	const stepId = "mfa-server.backup-data:HV1";
	const reason = "The board gave us the morning";
	await call(request, his, `/plans/${plan.id}/commands`, { type: "waive", code: "too-late-to-finish", subject: stepId, reason });
	await expect(quinn.getByText("Too late to finish inside the window", { exact: false })).toBeHidden();
	await quinn.goto(`/plans/${plan.id}/history`);
	await expect(quinn.getByText(reason, { exact: false }).first()).toBeVisible();
});
