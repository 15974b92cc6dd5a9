/** Every page and server action of the source tree, and what stands before it. A new one that forgets is found here. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const files = (folder: string, end: RegExp): readonly string[] =>
	readdirSync(folder, { recursive: true, encoding: "utf8" })
		.map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
		.filter((file) => end.test(file));

/** Pages for people who are not signed in. */
const open = ["app/setup/page.tsx", "app/sign-in/link/page.tsx", "app/sign-in/page.tsx"];
const guard = /\b(requirePrincipal|principalHere|estateOr404|planOr404)\(/;

it("[F1] every page asks who is calling before it reads anything; what is open to strangers stands in a list", () => {
	const pages = files("app", /\/page\.tsx$/);
	expect(pages.length).toBeGreaterThan(25);
	expect(pages.filter((page) => !page.startsWith("app/(signed-in)/")).sort()).toEqual(open);
	for (const page of pages.filter((one) => !open.includes(one))) {
		const source = readFileSync(page, "utf8");
		const reads = /from "@\/lib\/server\//.test(source);
		expect(guard.test(source) || !reads, `${page} reads from the server and asks nobody who is calling`).toBe(true);
	}
});

it("[F1] the frames above pages that read nothing themselves ask as well", () => {
	for (const layout of [
		"app/(signed-in)/layout.tsx",
		"app/(signed-in)/plans/[id]/(plan)/layout.tsx",
		"app/(signed-in)/estates/[id]/layout.tsx",
	])
		expect(guard.test(readFileSync(layout, "utf8")), layout).toBe(true);
});

it("[F1] there is one server action, which keeps a colour theme and guards nothing", () => {
	const actions = ["app", "components", "lib"]
		.flatMap((folder) => files(folder, /\.tsx?$/))
		.filter((file) => /^\s*["']use server["']/m.test(readFileSync(file, "utf8")));
	expect(actions).toEqual(["app/(signed-in)/settings/appearance/choose-theme.ts"]);
	expect(readFileSync(actions[0] ?? "", "utf8")).not.toContain("@/lib/server/");
});
