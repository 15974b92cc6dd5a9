import { expect, it } from "vitest";
import { done, night } from "../testing/night.ts";
import { disposalOn, secretCopies } from "./secret-copies.ts";

it("[PACK22, H15] only backups that were made count, with the places where they lie", () => {
	const before = secretCopies(night().state);
	expect(before).toEqual({ steps: [] });
	const after = secretCopies(done(night(), "user-portal.backup-config:UP01").state);
	expect(after.steps.map(({ stepId }) => stepId)).toEqual(["user-portal.backup-config:UP01"]);
	expect(after.steps[0]?.places).toHaveLength(1);
});

it("[PACK22] a day that has passed is overdue, the day itself is not; no day, or words for one, cannot be watched", () => {
	const on = (disposeBy?: string) => disposalOn({ ...(disposeBy !== undefined && { disposeBy }) }, "2026-12-24");
	expect([on("2026-12-23"), on("2026-12-24"), on("2027-01-01, by Nils"), on("next spring"), on("2026-12-240"), on()]).toEqual([
		"overdue",
		"kept",
		"kept",
		"no-date",
		"no-date",
		"no-date",
	]);
	expect(disposalOn({ disposeBy: "2020-01-01", destroyed: {} }, "2026-12-24")).toBe("destroyed");
});
