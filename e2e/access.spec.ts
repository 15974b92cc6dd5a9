/** Signing in with more than a password, by hand and in a real browser: an authenticator app, a passkey, a fresh sign-in. */
import { createHmac } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { admin } from "./people.ts";

/** RFC 6238: the code an app shows now for a base32 secret. */
function totp(secret: string): string {
	const bits = [...secret].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
	const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
	const mac = createHmac("sha1", key).update(counter).digest();
	return String((mac.readUInt32BE((mac[19] ?? 0) & 15) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function signIn(page: Page, email: string, password: string) {
	await page.goto("/sign-in");
	await page.getByLabel("Email").fill(email);
	await page.getByLabel("Password").fill(password);
	await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

test("an authenticator app is set up, asked for at the next sign-in, and a recovery code stands in for it", async ({ page }) => {
	const email = "quentin@example.com";
	const password = admin("create-user", "--email", email, "--name", "Quentin", "--role", "viewer");
	await signIn(page, email, password);
	await page.waitForURL((url) => url.pathname === "/");
	await page.goto("/settings");
	await page.getByRole("button", { name: "Set up an app" }).click();
	const dialog = page.getByRole("dialog");
	await dialog.getByLabel("Password").fill(password);
	await dialog.getByRole("button", { name: "Go on" }).click();
	await expect(dialog.getByRole("img", { name: "Code to scan with the authenticator app" })).toBeVisible();
	const secret = (await dialog.locator("pre").first().textContent())?.trim() ?? "";
	await dialog.getByLabel("First code the app shows").fill(totp(secret));
	await dialog.getByRole("button", { name: "Switch codes on" }).click();
	await expect(dialog.getByText("Keep these recovery codes")).toBeVisible();
	const [recovery = ""] = ((await dialog.locator("pre").first().textContent()) ?? "").trim().split(/\s+/);
	await dialog.getByRole("button", { name: "I have kept them" }).click();
	await expect(page.getByRole("button", { name: "Stop asking" })).toBeVisible();

	await page.context().clearCookies();
	await signIn(page, email, password);
	await page.getByLabel("Code of your authenticator app").fill(totp(secret));
	await page.getByRole("button", { name: "Sign in", exact: true }).click();
	await page.waitForURL((url) => url.pathname === "/");

	await page.context().clearCookies();
	await signIn(page, email, password);
	await page.getByRole("button", { name: "Use a recovery code instead" }).click();
	await page.getByLabel("Recovery code").fill(recovery);
	await page.getByRole("button", { name: "Sign in", exact: true }).click();
	await page.waitForURL((url) => url.pathname === "/");
});

test("a passkey is made and signs in without a password", async ({ page, baseURL }) => {
	const email = "rosalind@example.com";
	const password = admin("create-user", "--email", email, "--name", "Rosalind", "--role", "viewer");
	const client = await page.context().newCDPSession(page);
	await client.send("WebAuthn.enable");
	await client.send("WebAuthn.addVirtualAuthenticator", {
		options: {
			protocol: "ctap2",
			transport: "internal",
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
		},
	});
	const port = new URL(baseURL ?? "http://127.0.0.1").port;
	const here = (path: string) => `http://localhost:${port}${path}`; // passkeys belong to names, not to addresses
	await page.goto(here("/sign-in"));
	await page.getByLabel("Email").fill(email);
	await page.getByLabel("Password").fill(password);
	await page.getByRole("button", { name: "Sign in", exact: true }).click();
	await page.waitForURL(here("/"));
	await page.goto(here("/settings"));
	await page.getByLabel("Name of the new passkey").fill("Work laptop");
	await page.getByRole("button", { name: "Make a passkey" }).click();
	await expect(page.getByRole("button", { name: "Remove the passkey Work laptop" })).toBeVisible();

	await page.context().clearCookies();
	await page.goto(here("/sign-in"));
	await page.getByRole("button", { name: "Use a passkey" }).click();
	await page.waitForURL(here("/"));
	await page.goto(here("/settings"));
	await expect(page.getByRole("region", { name: "Where you are signed in" })).toContainText("Passkey");
});
