/** Keeping an inventory, by two people: an import with errors, an edit in place, a conflict, the history, taking back. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { signedIn, tokenOf } from "./people.ts";

const root = resolve(import.meta.dirname, "..");
const sample = JSON.parse(readFileSync(join(root, "prisma/sample-estate.json"), "utf8"));

test.describe.configure({ mode: "serial" });

let ines: Page;
let omar: Page;
let estate = "";

const servers = (page: Page) => page.goto(`${estate}/components?of=mfa-servers`);
const cell = (page: Page, label: string) => page.getByRole("button", { name: new RegExp(`^${label}:`) });

/** Types into a cell of the table, as a person does. */
async function type(page: Page, label: string, text: string) {
	await cell(page, label).click();
	await page.getByRole("textbox", { name: label }).fill(text);
	await page.getByRole("textbox", { name: label }).press("Enter");
}

test.beforeAll(async ({ browser }) => {
	ines = await signedIn(browser, "Ines", "lead");
	omar = await signedIn(browser, "Omar", "lead");
	const made = await ines.request.post("/api/v1/estates", {
		headers: { authorization: `Bearer ${tokenOf("Ines")}` },
		data: { inventory: { ...sample, estate: { ...sample.estate, name: "Northwind" } } },
	});
	estate = `/estates/${(await made.json()).id}`;
});

test("an import says row and column of what is wrong, then shows the difference before it stores anything", async () => {
	await ines.goto(`${estate}/import`);
	await ines.getByLabel("Or paste").fill("host;version;role\nMFA01;8.0.1;primary\nMFA02;eight;subordinate");
	await ines.getByRole("radio", { name: /stays as it is/ }).check();
	await ines.getByRole("button", { name: "Show what would change" }).click();
	const wrong = ines.getByRole("alert").filter({ hasText: "Nothing was stored" });
	await expect(wrong.getByText("B3 of pasted text (version)")).toBeVisible();

	await ines.getByLabel("Or paste").fill("host;version;role\nMFA01;8.0.1;primary");
	await ines.getByRole("button", { name: "Show what would change" }).click();
	await expect(ines.getByText(/1 changed, \d+ unchanged/)).toBeVisible();
	await ines.getByRole("button", { name: "Store this change" }).click();
	await ines.waitForURL(/\/history$/);
	await expect(ines.getByText("1 changed").first()).toBeVisible();
});

test("a cell is edited in place, and a wrong value stays in it with its reason", async () => {
	await servers(ines);
	await type(ines, "Version of MFA02", "8.0.1");
	await expect(cell(ines, "Version of MFA02")).toHaveAccessibleName("Version of MFA02: 8.0.1");
	await type(ines, "Static RPC port of MFA02", "80");
	await expect(ines.getByRole("alert").getByText("At least 1024")).toBeVisible();
	await expect(cell(ines, "Static RPC port of MFA02")).toHaveAccessibleName(/80\. Not stored/);
	await ines.reload();
	await expect(cell(ines, "Version of MFA02")).toHaveAccessibleName("Version of MFA02: 8.0.1");
	await expect(cell(ines, "Static RPC port of MFA02")).toHaveAccessibleName(/none/);
});

test("the second of two editors sees what the first changed and keeps the input", async () => {
	await servers(ines);
	await servers(omar);
	await type(ines, "Replication group of MFA03", "emea");
	await expect(cell(ines, "Replication group of MFA03")).toHaveAccessibleName(/emea/);

	// The page of the second was drawn before.
	await type(omar, "Version of MFA03", "8.1");
	const conflict = omar.getByRole("alert").filter({ hasText: "Ines changed this while you were editing" });
	await expect(conflict.getByText("emea")).toBeVisible();
	await expect(cell(omar, "Version of MFA03")).toHaveAccessibleName(/8\.1\. Not stored/);
	await conflict.getByRole("button", { name: "Store mine over it" }).click();
	await expect(conflict).toBeHidden();
	await omar.reload();
	await expect(cell(omar, "Version of MFA03")).toHaveAccessibleName("Version of MFA03: 8.1");
	await expect(cell(omar, "Replication group of MFA03")).toHaveAccessibleName(/emea/);
});

test("a farm is added by hand with its node; forms of a host, a pool and a client system open", async () => {
	await ines.goto(`${estate}/components?of=adfs-farms`);
	await ines.getByRole("button", { name: "Add AD FS farm" }).click();
	const adding = ines.getByRole("dialog", { name: "Add an AD FS farm" });
	await adding.getByLabel("Name", { exact: true }).fill("EMEA");
	await adding.getByRole("button", { name: "Add it" }).click();
	await expect(adding.getByText("A farm has at least one node", { exact: true })).toBeVisible();
	await adding.getByLabel("Nodes").fill("FS71; FS72");
	await adding.getByLabel("WID primary").fill("FS71");
	await adding.getByRole("button", { name: "Add it" }).click();
	await expect(adding).toBeHidden();
	await ines.goto(`${estate}/components?of=adfs-nodes&open=EMEA%2FFS71`);
	await expect(ines.getByRole("dialog", { name: "EMEA/FS71" }).getByLabel("WID primary")).toHaveValue("yes");

	for (const [of, name, field] of [
		["adfs-farms", "EMEA", "Config store"],
		["hosts", "FS71", "OS"],
		["pools", sample.pools[0].name, "Drain minutes"],
		["client-systems", sample.clientSystems[0].name, "Owner"],
	]) {
		await ines.goto(`${estate}/components?of=${of}&open=${encodeURIComponent(name)}`);
		await expect(ines.getByRole("dialog", { name }).getByLabel(field, { exact: true })).toBeVisible();
	}
});

test("inside a form too, the second editor sees what the first changed and keeps the input", async () => {
	await omar.goto(`${estate}/components?of=adfs-farms&open=EMEA`);
	const form = omar.getByRole("dialog", { name: "EMEA" });
	await form.getByLabel("Service name").fill("sts.emea.contoso.com");
	await ines.goto(`${estate}/components?of=adfs-farms`);
	await type(ines, "Adapter version of EMEA", "8.0.1");
	await expect(cell(ines, "Adapter version of EMEA")).toHaveAccessibleName("Adapter version of EMEA: 8.0.1");

	await form.getByRole("button", { name: "Store the changes" }).click();
	const conflict = form.getByRole("alert").filter({ hasText: "Ines changed this while you were editing" });
	await expect(conflict.getByText("8.0.1")).toBeVisible();
	await expect(form.getByLabel("Service name")).toHaveValue("sts.emea.contoso.com");
	await conflict.getByRole("button", { name: "Store mine over it" }).click();
	await expect(form).toBeHidden();
	await expect(cell(omar, "Service name of EMEA")).toHaveAccessibleName("Service name of EMEA: sts.emea.contoso.com");
});

test("many are changed at once under one request, and taken back as one", async () => {
	await servers(ines);
	await ines.getByRole("checkbox", { name: /^Choose all/ }).check();
	const bar = ines.getByRole("region", { name: "Change the chosen ones" });
	await bar.getByLabel("Field").selectOption({ label: "Old installer available" });
	await bar.getByLabel("New value").selectOption("no");
	await bar.getByRole("button", { name: "Set it in 3" }).click();
	await expect(bar).toBeHidden();

	await ines.goto(`${estate}/history?component=MFA02`);
	const newest = ines.getByRole("listitem").filter({ hasText: "oldInstallerAvailable" }).first();
	await newest.getByRole("link", { name: /^c_/ }).click();
	await expect(ines.getByText("3 changed")).toBeVisible();
	await ines.getByRole("button", { name: /^Take back change/ }).click();
	await expect(ines.getByText("Taken back", { exact: false })).toBeVisible();
	await ines.goto(`${estate}/history`);
	await expect(ines.getByText(/took change \d+ back/)).toBeVisible();
	await servers(ines);
	await expect(cell(ines, "Old installer available of MFA02")).not.toHaveAccessibleName(/: no$/);
});

test("the history is narrowed by component and person", async () => {
	await omar.goto(`${estate}/history`);
	await omar.getByLabel("Component").fill("MFA03");
	await omar.getByLabel("Person").selectOption({ label: "Omar" });
	await omar.getByRole("button", { name: "Show", exact: true }).click();
	await omar.waitForURL(/component=MFA03/);
	await expect(omar.getByText("1, newest first")).toBeVisible();
	await expect(omar.locator("ol").getByText("8.1").first()).toBeVisible();
});

test("a finding leads to the field that mends it", async () => {
	await ines.goto(`${estate}/components?of=user-portals`);
	await type(ines, "SDK URL of UP01", "https://gone.contoso.com/MultiFactorAuthWebServiceSdk");
	await expect(cell(ines, "SDK URL of UP01")).toHaveAccessibleName(/gone/);
	await ines.goto(`${estate}/findings`);
	await ines.getByRole("link", { name: "Mend it: sdk-url-dangling of UP01" }).click();
	const form = ines.getByRole("dialog", { name: "UP01" });
	await expect(form.getByLabel("SDK URL")).toBeFocused();
});

test("an estate is copied to rehearse on, archived and restored", async () => {
	await ines.goto(estate);
	await ines.getByRole("button", { name: "More of this estate" }).click();
	await ines.getByRole("menuitem", { name: /Copy it/ }).click();
	await ines.getByRole("button", { name: "Make the copy" }).click();
	await expect(ines.getByRole("heading", { level: 1, name: "Northwind, rehearsal" })).toBeVisible();
	await ines.getByRole("button", { name: "More of this estate" }).click();
	await ines.getByRole("menuitem", { name: /Archive it/ }).click();
	await ines
		.getByRole("dialog")
		.getByRole("button", { name: /^Archive/ })
		.click();
	await expect(ines.getByText(/Archived by Ines/)).toBeVisible();
	await ines.goto("/estates");
	await expect(ines.getByRole("link", { name: "Northwind, rehearsal", exact: true })).toHaveCount(0);
	await ines.getByRole("link", { name: "Show archived estates" }).click();
	await ines.getByRole("link", { name: "Northwind, rehearsal", exact: true }).click();
	await ines.getByRole("button", { name: "More of this estate" }).click();
	await ines.getByRole("menuitem", { name: "Restore it" }).click();
	await expect(ines.getByText(/Archived by/)).toBeHidden();
});
