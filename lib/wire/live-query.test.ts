import { expect, it } from "vitest";
import { cursorText, followedPlans } from "./live-query.ts";

const read = (query: string, last: string | null = null) => followedPlans(new URLSearchParams(query), last);

it("[LIVE3] plans, sequences and steps are read; a cursor that came further wins", () => {
	expect(read("plan=a:3&plan=b:0&step=a:mfa-server.install:MFA02")).toEqual([
		{ planId: "a", after: 3, stepId: "mfa-server.install:MFA02" },
		{ planId: "b", after: 0 },
	]);
	expect(
		read(
			"plan=a:3&plan=b:9",
			cursorText(
				new Map([
					["a", 7],
					["b", 4],
				]),
			),
		),
	).toEqual([
		{ planId: "a", after: 7 },
		{ planId: "b", after: 9 },
	]);
	expect(read("plan=a:3", "nonsense,,a:x,:")).toEqual([{ planId: "a", after: 3 }]);
});

it("[LIVE3] anything else is refused", () => {
	const many = Array.from({ length: 51 }, (_, i) => `plan=p${i}:0`).join("&");
	for (const query of [
		"",
		"plan=",
		"plan=a",
		"plan=a:",
		"plan=a:-1",
		"plan=a:1.5",
		"plan=../x:1",
		"plan=a:1&plan=a:2",
		"plan=a:1&plan=b",
		"plan=a:99999999999999999",
		many,
	])
		expect(read(query), query).toBe(undefined);
});
