import { expect, it } from "vitest";
import type { InventoryChange } from "@/lib/domain/inventory/events.ts";
import { causeText, fieldsText, minutesText, windowText } from "./comparison-text.ts";

const changes: InventoryChange[] = ["UP01", "UP02", "UP03", "UP04"].map((name) => ({
	change: "added",
	component: "user-portal",
	name,
	after: {},
}));

it("[RUN79] a difference names the changes behind it, at most three, or what else explains it", () => {
	expect(causeText([1], changes, false)).toBe("User Portal UP02 added");
	expect(causeText([0, 1, 2, 3], changes, false)).toBe("User Portal UP01 added, User Portal UP02 added, User Portal UP03 added and 1 more");
	expect(causeText([], changes, false)).toBe("follows from the order");
	expect(causeText([], [], true)).toBe("other choices for the plan");
});

it("[RUN79] minutes and windows are said against what they were", () => {
	expect(minutesText({ before: 60, after: 95 })).toBe("1 h 35 min, 35 min more");
	expect(minutesText({ before: 60, after: 60 })).toBe("1 h, as before");
	expect(windowText({ kind: "mfa-gap", subject: "adfs-farm:CORP", before: 25, after: 30, causes: [] })).toBe(
		"MFA gap, farm CORP: 30 min instead of 25 min",
	);
	expect(windowText({ kind: "outage", subject: "mfa-server:MFA01", after: 30, causes: [] })).toBe("Outage, MFA Server MFA01: new, 30 min");
	expect(fieldsText(["commands", "estimateMinutes"])).toBe("commands, minutes");
});
