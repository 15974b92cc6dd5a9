import { expect, it } from "vitest";
import type { Problem } from "@/lib/client/problem.ts";
import { refusalWords, waitingNote, windowText } from "./refusal-text.ts";

const names = {
	person: (id: string) => ({ u1: "Dana", u2: "Mika" })[id] ?? id,
	stepTitle: (id: string) => `Step ${id}`,
	field: (name: string) => ({ files: "Backup files" })[name] ?? name,
	zone: "Europe/Berlin",
	now: Date.parse("2026-11-24T00:38:00.000Z"),
};
const words = (problem: Problem) => refusalWords(problem, names);

it("[UX2] a blocked step names what holds it, who and since when", () => {
	const holder = { stepId: "p", title: "Promote MFA02", status: "running", by: "u1", since: "2026-11-24T00:34:00.000Z" };
	expect(words({ code: "step-blocked", waitingFor: [holder] })).toEqual({ sentence: "Waiting for", waitingFor: [holder] });
	expect(waitingNote(holder, names)).toBe("Dana, started 4 min ago");
	expect(waitingNote({ stepId: "q", title: "Q", status: "ready" }, names)).toBe("ready, nobody has it");
	expect(waitingNote({ stepId: "q", title: "Q", status: "failed", by: "u2", since: "2026-11-24T00:30:00.000Z" }, names)).toBe(
		"Mika, failed 8 min ago",
	);
});

it("[UX2] a claimed step names the person and the way out", () => {
	expect(words({ code: "step-claimed", by: "u1" })).toEqual({
		sentence: "This step is with Dana.",
		next: "Ask them to release it, or a lead to assign it to you.",
	});
});

it("[UX2] numbers and times stand in the sentence", () => {
	expect(words({ code: "last-serving-node", subject: "pool:mfa-lb", serving: 1, minInService: 1 }).sentence).toBe(
		"This would leave pool mfa-lb without enough in service: 1 serving now, 1 must stay.",
	);
	expect(
		words({ code: "backup-stale", subject: "mfa-server:MFA01", fields: [], takenAt: "2026-11-23T00:00:00.000Z", maxAgeMinutes: 240 })
			.sentence,
	).toMatch(/^The copy for MFA Server MFA01 was taken Mon 23 Nov,? 01:00 (CET|GMT\+1), more than 4 h ago\.$/);
	expect(words({ code: "evidence-missing", fields: ["files", "x"] }).sentence).toBe("Still missing: Backup files and x.");
	expect(windowText("mfa-gap adfs-farm:CORP")).toBe("the MFA gap of farm CORP");
});

it("[UX2] no answer says that the outcome is not known", () => {
	expect(words({ code: "unreachable" }).sentence).toContain("not known");
});
