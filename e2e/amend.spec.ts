/** A run under way is amended by two leads in two browsers, after somebody else changed the inventory. */
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { signedIn, tokenOf } from "./people.ts";

const portal = (host: string) => ({ host, version: "7.3.0.3", sdkUrl: "https://mfa.northwind.example/sdk" });
const inventory = {
	format: "lockstep.inventory/1",
	estate: { name: "Southwind" },
	mfaServers: [
		{ host: "NW1", role: "primary", version: "7.3.0.3" },
		{ host: "NW2", role: "subordinate", version: "7.3.0.3" },
	],
	userPortals: [portal("NWUP1")],
};

/** One call of the API as a person's script would make it; the answer's body. */
async function call(request: APIRequestContext, token: string, method: string, path: string, data: unknown) {
	const answer = await request.fetch(`/api/v1${path}`, { method, data, headers: { authorization: `Bearer ${token}` } });
	expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
	return answer.json();
}

test("an inventory changed from outside holds new work until an amended plan is approved by a second lead", async ({
	browser,
	request,
}) => {
	const [nora, otis]: Page[] = [await signedIn(browser, "Nora", "lead"), await signedIn(browser, "Otis", "lead")];
	if (!nora || !otis) throw new Error("Two leads");
	const [hers, his] = [tokenOf("Nora"), tokenOf("Otis")];
	const estate = await call(request, hers, "POST", "/estates", { inventory });
	const plan = await call(request, hers, "POST", `/estates/${estate.id}/plans`, { targetVersion: "8.1" });
	const order = (token: string, body: unknown) => call(request, token, "POST", `/plans/${plan.id}/commands`, body);
	await order(hers, { type: "submit-plan" });
	await order(his, { type: "approve-plan", planDigest: plan.planDigest });
	await order(hers, { type: "start-run", mode: "live" });
	await call(request, his, "PUT", `/estates/${estate.id}/inventory`, {
		...inventory,
		userPortals: [...inventory.userPortals, portal("NWUP2")],
	});

	await nora.goto(`/plans/${plan.id}/run`);
	await expect(nora.getByText("User Portal NWUP2 added", { exact: false })).toBeVisible();
	await nora.getByRole("button", { name: "Propose an amended plan" }).click();
	await nora.getByRole("dialog").getByRole("textbox", { name: "Why" }).fill("The second portal was forgotten");
	await nora.getByRole("dialog").getByRole("button", { name: "Propose the amended plan" }).click();
	await expect(nora.getByText("You proposed it, so another lead must approve it.")).toBeVisible();

	await otis.goto(`/plans/${plan.id}/run`);
	await otis.getByRole("link", { name: "Review it" }).click();
	const added = otis.locator("section", { has: otis.getByRole("heading", { name: "Steps added" }) }).last();
	await expect(added.getByText("NWUP2", { exact: false }).first()).toBeVisible();
	await otis.getByRole("button", { name: "Approve the amended plan" }).click();
	await expect(otis.getByText("The amended plan is approved", { exact: false })).toBeVisible();
	await expect(nora.getByText("The amended plan is approved", { exact: false })).toBeVisible();

	await nora.getByRole("link", { name: "Back to the run" }).click();
	await expect(nora.getByRole("link", { name: /NWUP2/ }).first()).toBeVisible();
	await expect(nora.getByText("changed from outside", { exact: false })).toBeHidden();
});
