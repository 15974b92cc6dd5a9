import { readFileSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { expect, it } from "vitest";

/** Oldest versions without a known hole that matters here (reliability F11, advisories up to November 2026). */
const floors: Readonly<Record<string, string>> = {
	next: "16.2.6",
	react: "19.2.6",
	"react-dom": "19.2.6",
	"better-auth": "1.6.14",
};

type Lock = { readonly packages: Readonly<Record<string, { readonly version?: string }>> };
const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lock;
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
	readonly dependencies: Readonly<Record<string, string>>;
	readonly devDependencies: Readonly<Record<string, string>>;
};

const atLeast = (given: string, floor: string): boolean => {
	const [a, b] = [given, floor].map((text) => text.split(".").map(Number));
	for (const [i, least] of (b ?? []).entries()) if ((a?.[i] ?? 0) !== least) return (a?.[i] ?? 0) > least;
	return true;
};

it("[F11] every copy of a package in the lock file is at or above its floor", () => {
	for (const [name, floor] of Object.entries(floors)) {
		const copies = Object.entries(lock.packages).filter(
			([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`),
		);
		expect(copies.length, name).toBeGreaterThan(0);
		for (const [path, { version = "" }] of copies) expect(atLeast(version, floor), `${path} is ${version}`).toBe(true);
	}
});

it("[F11] every dependency is pinned to one version", () => {
	for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }))
		expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
});

it("[F11] the SQLite inside is 3.51.3 or newer, and not the withdrawn 3.52.0", () => {
	const db = new Sqlite(":memory:");
	const version = String(db.prepare("SELECT sqlite_version()").pluck().get());
	db.close();
	expect(atLeast(version, "3.51.3"), version).toBe(true);
	expect(version).not.toBe("3.52.0");
});

it("[F11] 9 is less than 10", () => {
	expect([atLeast("16.10.0", "16.2.6"), atLeast("16.2.5", "16.2.6"), atLeast("1.6.14", "1.6.14")]).toEqual([true, false, true]);
});
