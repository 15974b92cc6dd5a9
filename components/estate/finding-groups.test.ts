import { describe, expect, it } from "vitest";
import type { Finding } from "@/lib/domain/planner/plan-document.ts";
import { findingCounts, findingGroups, firstSentence } from "./finding-groups.ts";

const finding = (code: Finding["code"], severity: Finding["severity"], subject: string, message: string): Finding => ({
	code,
	severity,
	subjects: [subject],
	message,
	rules: [],
	hazards: [],
});
const findings = [
	finding("os-patch", "info", "host:A", "A takes patches. Do it."),
	finding("runtime-unknown", "warning", "host:FS1", "FS1 is not recorded. Check it."),
	finding("runtime-unknown", "warning", "host:FS2", "FS2 is not recorded. Check it."),
	finding("no-primary", "blocker", "replication-group:default", "No primary."),
];

describe("findings as a short list", () => {
	it("puts equal codes together, the most severe first", () => {
		expect(findingGroups(findings)).toEqual([
			{ code: "no-primary", severity: "blocker", says: "No primary.", also: [] },
			{ code: "runtime-unknown", severity: "warning", says: "FS1 is not recorded.", also: ["FS2"] },
			{ code: "os-patch", severity: "info", says: "A takes patches.", also: [] },
		]);
	});

	it("does not end a sentence inside a version or a host name", () => {
		expect(firstSentence("From 8.0 on mfa.contoso.com needs less. It may go.")).toBe("From 8.0 on mfa.contoso.com needs less.");
		expect(firstSentence("Pinned: draining cuts it off.")).toBe("Pinned.");
		expect(firstSentence("No end")).toBe("No end");
	});

	it("counts by severity", () => {
		expect(findingCounts(findings)).toBe("1 blocker, 2 warnings, 1 for information");
		expect(findingCounts([])).toBe("no findings");
	});
});
