import { describe, expect, it } from "vitest";
import { paletteEntries, rankEntries } from "./palette-entries.ts";
import { type ShellData, shellData, versionWord } from "./shell-data.ts";

const data: ShellData = {
	me: { id: "u1", name: "Mika", email: "mika@example.org", role: "lead" },
	counts: { estates: 1, plans: 1, runs: 1 },
	estates: [{ id: "e1", name: "Aldermoor", version: "7.3.0.3" }],
	plans: [{ id: "p1", label: "Aldermoor, upgrade to 8.1", status: "running", running: true }],
	gaps: [],
};
const labels = (typed: string, role: ShellData["me"]["role"] = "lead") =>
	rankEntries(paletteEntries({ ...data, me: { ...data.me, role } }), typed).map((entry) => `${entry.kind} ${entry.label}`);

describe("the palette", () => {
	it("shows what runs before everything else", () => {
		expect(labels("")[0]).toBe("Run Aldermoor, upgrade to 8.1");
	});

	it("finds without regard to case and word order, in all words", () => {
		expect(labels("8.1 ALDER")).toEqual(["Run Aldermoor, upgrade to 8.1", "Plan Aldermoor, upgrade to 8.1, running"]);
		expect(labels("aldermoor nothing")).toEqual([]);
	});

	it("puts what begins with the typed word first", () => {
		expect(labels("estate")[0]).toBe("Page Estates");
	});

	it("offers only what the role may do", () => {
		expect(labels("add an estate", "operator")).toEqual([]);
		expect(labels("tokens", "lead")).toEqual([]);
		expect(labels("tokens", "admin")).toEqual(["Page Tokens"]);
	});
});

describe("the frame's data", () => {
	it("names a single version, and says mixed, unknown or empty otherwise", () => {
		expect(versionWord([{ version: "8.1", count: 3 }])).toBe("8.1");
		expect(
			versionWord([
				{ version: "8.1", count: 3 },
				{ version: "7.3.0.3", count: 1 },
			]),
		).toBe("mixed");
		expect(versionWord([{ version: "unknown", count: 1 }])).toBe("unknown");
		expect(versionWord([])).toBe("empty");
	});

	it("takes every open gap of every plan, in the zone of its estate", () => {
		const plan = {
			id: "p1",
			estateId: "e1",
			estateName: "Aldermoor",
			targetVersion: "8.1",
			status: "running",
			openGaps: [{ subject: "adfs-farm:CORP", since: "2026-11-24T00:00:00.000Z", opener: "u2", budget: 30 }],
		};
		const estate = { id: "e1", name: "Aldermoor", timeZone: "Europe/Berlin", versions: [] };
		const gap = { planId: "p1", estateName: "Aldermoor", timeZone: "Europe/Berlin", farm: "CORP", since: "2026-11-24T00:00:00.000Z" };
		const gaps = (people = {}) => shellData(data.me, [estate as never], [plan as never], people).gaps;
		expect(gaps()).toEqual([{ ...gap, budget: 30 }]);
		expect(gaps({ u2: { id: "u2", name: "Dana" } })).toEqual([{ ...gap, budget: 30, owner: "Dana" }]);
	});
});
