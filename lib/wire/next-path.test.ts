import { describe, expect, it } from "vitest";
import { nextPath } from "./next-path.ts";

describe("where to go after signing in", () => {
	it.each(["/", "/plans/p1?step=a#b", "/estates/e%2F1"])("goes to %s", (path) => {
		expect(nextPath(path)).toBe(path);
	});

	it.each([
		undefined,
		"",
		"plans",
		"https://evil.example",
		"//evil.example",
		"/\\evil.example",
		"/\t/evil.example",
		"/\n\\evil",
		"/sign-in",
		"/sign-in?next=/x",
		"/setup",
		["/a", "/b"],
	])("stays at home for %j", (asked) => {
		expect(nextPath(asked)).toBe("/");
	});
});
