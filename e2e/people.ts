/** People for the browser tests: made by the admin command line beside the running server, signed in by one-time link. */
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import type { Browser, Page } from "@playwright/test";

const root = resolve(import.meta.dirname, "..");

/** Runs `npm run admin` without npm: stdout is the result alone. */
export function admin(...args: string[]): string {
	return execFileSync(process.execPath, ["--conditions=react-server", "--import", "tsx", join(root, "scripts/admin.ts"), ...args], {
		cwd: root,
		encoding: "utf8",
		stdio: ["ignore", "pipe", "pipe"],
	}).trim();
}

export type Role = "viewer" | "auditor" | "operator" | "lead" | "admin";

/** Makes a person of this name and opens a browser of their own, signed in. */
export async function signedIn(browser: Browser, name: string, role: Role): Promise<Page> {
	const email = `${name.toLowerCase()}@example.com`;
	admin("create-user", "--email", email, "--name", name, "--role", role);
	const page = await (await browser.newContext()).newPage();
	await page.goto(admin("create-link", "--email", email));
	await page.getByRole("button", { name: "Sign in with this link" }).click();
	await page.getByRole("heading", { level: 1 }).first().waitFor();
	return page;
}

/** A token bound to the person, for reading the API as a script would. */
export const tokenOf = (name: string): string =>
	admin("create-token", "--name", `${name} script`, "--user", `${name.toLowerCase()}@example.com`);
