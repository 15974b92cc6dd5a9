import { Temporal } from "@js-temporal/polyfill";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { err, ok } from "../result.ts";
import { approved, drafted, running } from "../testing/given-when-then.ts";
import { done, night, upTo } from "../testing/night.ts";
import { later, people, planOf, step } from "../testing/run-builders.ts";
import { conflictsOf } from "./conflicts.ts";
import { type ChangeFreeze, freezeAt, freezesIn, nextFreeze } from "./freeze.ts";
import { clockShift, isTimeZone, offsetMinutes } from "./zones.ts";

const { ben, cid } = people;
const window = { start: later(0), end: later(300), timeZone: "Europe/Berlin" };
const stepId = "mfa-server.backup-data:MFA01";
const start = (id: string) => ({ type: "start-step" as const, stepId: id });
const freeze = (from: number, to: number, scope: ChangeFreeze["scope"] = "estate"): ChangeFreeze => ({
	freezeId: `f${from}`,
	start: later(from),
	end: later(to),
	timeZone: "Europe/Berlin",
	reason: "Quarter end",
	scope,
});

describe("the window of a plan", () => {
	it("[SCH1] can be moved until the run, and moving it takes an approval back", () => {
		const moved = { ...window, start: later(60) };
		const before = approved({ window });
		expect(before.when(ben, { type: "set-window", window: moved })).toEqual(ok([{ type: "window-set", data: { window: moved } }]));
		const after = before.and([ben, { type: "set-window", window: moved }]);
		expect(after.state).toMatchObject({ status: "submitted", window: moved });
		expect(after.state.approval).toBeUndefined();
		expect(after.when(ben, { type: "start-run", mode: "live" })).toEqual(err({ code: "not-approved", status: "submitted" }));
		expect(drafted({ window }).and([ben, { type: "set-window" }]).state.window).toBeUndefined();
		expect(before.when(ben, { type: "set-window", window })).toEqual(ok([]));
	});

	it("[SCH1] in a run it is a lead's word with a reason", () => {
		const longer = { ...window, end: later(360) };
		const story = night({ window });
		expect(story.when(ben, { type: "set-window", window: longer })).toEqual(err({ code: "reason-required" }));
		expect(story.when(cid, { type: "set-window", window: longer, reason: "r" })).toMatchObject({ error: { code: "forbidden" } });
		const after = story.and([ben, { type: "set-window", window: longer, reason: "The board gave us an hour" }]);
		expect(after.state).toMatchObject({ status: "running", window: longer });
		expect(after.state.approval).toBeDefined();
	});

	it("[SCH1] a rehearsal of its own keeps to none", () => {
		expect(drafted({ rehearsalOf: "p1" }).when(ben, { type: "set-window", window })).toMatchObject({ error: { code: "invalid" } });
	});
});

describe("change freezes", () => {
	it("[SCH2] hold what is new in a live run, from their first instant to before their last", () => {
		const story = night();
		const at = (minutes: number, mode: "live" | "rehearsal" = "live") =>
			(mode === "live" ? story : night({}, mode)).when(cid, start(stepId), later(minutes), { freezes: [freeze(10, 20)] });
		const refused = err({
			code: "change-freeze",
			subject: stepId,
			scope: "estate",
			start: later(10),
			end: later(20),
			because: "Quarter end",
		});
		expect(at(10)).toEqual(refused);
		expect(at(19)).toEqual(refused);
		expect(at(20).ok).toBe(true);
		expect(at(10, "rehearsal").ok).toBe(true);
		const waived = story.and([ben, { type: "waive", code: "change-freeze", subject: stepId, reason: "Agreed" }]);
		expect(waived.when(cid, start(stepId), later(10), { freezes: [freeze(10, 20)] }).ok).toBe(true);
	});

	it("[SCH2] what cannot be finished before the next one is too late", () => {
		const at = (minutes: number) => night().when(cid, start(stepId), later(minutes), { freezes: [freeze(100, 200, "installation")] });
		expect(at(90).ok).toBe(true);
		expect(at(91)).toEqual(err({ code: "too-late-to-finish", subject: stepId, latestStart: later(90) }));
	});

	it("[SCH2] what is under way goes on", () => {
		const story = done(upTo(night(), "mfa-server.install:MFA02"));
		expect(story.when(cid, start("mfa-server.install:MFA02"), later(10), { freezes: [freeze(10, 20)] }).ok).toBe(true);
	});

	it("[SCH2] the one that ends last is named, the next one is the first to begin", () => {
		const all = [freeze(0, 50), freeze(10, 90), freeze(200, 210), freeze(120, 130)];
		expect(freezeAt(all, later(20))?.freezeId).toBe("f10");
		expect(freezeAt(all, later(100))).toBeUndefined();
		expect(nextFreeze(all, later(100))?.freezeId).toBe("f120");
		expect(freezesIn(all, { start: later(90), end: later(205) }).map(({ freezeId }) => freezeId)).toEqual(["f120", "f200"]);
	});
});

describe("the latest safe start", () => {
	const undo = { backOut: { instructions: ["Put it back"], commands: [] } };
	const steps = [
		step("adfs.remove-batch-a", "CORP", { estimateMinutes: 10 }),
		step("adfs.disable-provider", "CORP", { estimateMinutes: 20, ...undo }),
		step("adfs.unregister-provider", "CORP", { estimateMinutes: 20, ...undo }),
		step("adfs.enable-provider", "CORP", { estimateMinutes: 30 }),
		step("adfs.return-batch-b", "CORP", { estimateMinutes: 5 }),
	];
	const ids = steps.map(({ id }) => id);
	const plan = planOf({
		steps,
		edges: ids.slice(1).map((id, i): [string, string] => [ids[i] ?? "", id]),
		windows: [{ kind: "mfa-gap", subject: "adfs-farm:CORP", opens: ids[1] ?? "", closes: ids[3] ?? "", estimateMinutes: 70 }],
	});
	const story = running({ plan, window }).and([people.dot, { type: "confirm-step", stepId: "adfs.disable-provider:CORP" }]);

	it("[SCH3] of a gap leaves its minutes and those of the way back", () => {
		const waived = story.and([ben, { type: "waive", code: "last-serving-node", subject: "adfs-farm:CORP", reason: "r" }]);
		const first = waived.and([cid, start(ids[0] ?? "")], [cid, { type: "complete-step", stepId: ids[0] ?? "", evidence: {} }]);
		const at = (minutes: number) => first.when(cid, start(ids[1] ?? ""), later(minutes));
		// 300 minutes, 70 for the gap, 40 to take two steps back: 190
		expect(at(190).ok).toBe(true);
		expect(at(191)).toEqual(
			err({ code: "too-late-to-finish", subject: ids[1] ?? "", latestStart: later(190), closes: "adfs.enable-provider:CORP" }),
		);
		const overridden = first.and([ben, { type: "waive", code: "too-late-to-finish", subject: ids[1] ?? "", reason: "Go" }]);
		expect(overridden.when(cid, start(ids[1] ?? ""), later(250)).ok).toBe(true);
		expect(overridden.state.waivers.at(-1)).toMatchObject({ code: "too-late-to-finish", by: "ben", reason: "Go" });
	});

	it("[SCH3] of the farm around it counts everything until its last node is back", () => {
		// 85 minutes for the five steps and 40 back
		expect(story.when(cid, start(ids[0] ?? ""), later(176))).toMatchObject({
			error: { code: "too-late-to-finish", latestStart: later(175), closes: "adfs.return-batch-b:CORP" },
		});
	});

	it("[SCH3] goes by what nine in ten took, once it was timed often enough", () => {
		const slow = { samples: 3, rehearsed: 0, p50: 25, p90: 60 };
		const at = (minutes: number, samples: number) =>
			night({ window }).when(cid, start(stepId), later(minutes), { measured: { "mfa-server.backup-data": { ...slow, samples } } });
		expect(at(241, 3)).toMatchObject({ error: { code: "too-late-to-finish", latestStart: later(240) } });
		expect(at(241, 2).ok).toBe(true);
	});
});

describe("conflicts while planning", () => {
	const mine = { planId: "p1", estateId: "e1", hosts: ["LB01", "MFA01"], people: ["ada", "cid"] };
	const other = {
		planId: "p2",
		estateId: "e2",
		estateName: "Fabrikam",
		targetVersion: "8.1",
		window: { start: later(100), end: later(200), timeZone: "UTC" },
		hosts: ["lb01", "X"],
		people: ["cid", "dot"],
	};

	it("[SCH4] are plans at the same time that share an estate, a host or a person, and freezes", () => {
		const found = conflictsOf(mine, { start: later(0), end: later(120) }, [other], [freeze(110, 400), freeze(120, 130)]);
		expect(found).toEqual([
			{ kind: "freeze", freeze: freeze(110, 400) },
			{
				kind: "plan",
				planId: "p2",
				estateName: "Fabrikam",
				window: other.window,
				sameEstate: false,
				hosts: ["LB01"],
				people: ["cid"],
			},
		]);
		expect(conflictsOf(mine, { start: later(0), end: later(100) }, [other], [])).toEqual([]);
		const apart = { ...other, hosts: ["Y"], people: ["eve"] };
		expect(conflictsOf(mine, { start: later(0), end: later(120) }, [apart], [])).toEqual([]);
		expect(conflictsOf(mine, { start: later(0), end: later(120) }, [{ ...apart, estateId: "e1" }], [])).toHaveLength(1);
		expect(conflictsOf(mine, { start: later(0), end: later(120) }, [{ ...other, planId: "p1" }], [])).toEqual([]);
	});
});

describe("zones", () => {
	const zones = [
		"Europe/Berlin",
		"America/New_York",
		"Australia/Lord_Howe",
		"Asia/Kathmandu",
		"America/St_Johns",
		"Africa/Casablanca",
		"UTC",
	];

	it("[SCH5] what a window lasts on nights with a clock change", () => {
		const night = (from: string, to: string, zone: string) => {
			const at = (local: string) =>
				Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant().toString({ smallestUnit: "millisecond" });
			return { minutes: (Date.parse(at(to)) - Date.parse(at(from))) / 60_000, shift: clockShift(at(from), at(to), zone) };
		};
		expect(night("2026-10-24T22:00", "2026-10-25T06:00", "Europe/Berlin")).toEqual({ minutes: 540, shift: -60 });
		expect(night("2026-03-28T22:00", "2026-03-29T06:00", "Europe/Berlin")).toEqual({ minutes: 420, shift: 60 });
		expect(night("2026-10-31T22:00", "2026-11-01T06:00", "America/New_York")).toEqual({ minutes: 540, shift: -60 });
		expect(night("2026-04-04T22:00", "2026-04-05T06:00", "Australia/Lord_Howe")).toEqual({ minutes: 510, shift: -30 });
		expect(night("2026-11-26T22:00", "2026-11-27T04:30", "Europe/Berlin")).toEqual({ minutes: 390, shift: 0 });
	});

	it("[SCH5] offsets are those of the Temporal proposal's own implementation, at any instant from 1980 to 2040", () => {
		fc.assert(
			fc.property(fc.integer({ min: 315_532_800, max: 2_208_988_800 }), fc.constantFrom(...zones), (seconds, zone) => {
				const at = new Date(seconds * 1000).toISOString();
				expect(offsetMinutes(at, zone) * 60e9).toBe(Temporal.Instant.from(at).toZonedDateTimeISO(zone).offsetNanoseconds);
			}),
		);
	});

	it("[SCH5] a name that is no zone is none", () => {
		expect(isTimeZone("Europe/Berlin")).toBe(true);
		expect(isTimeZone("Mars/Olympus")).toBe(false);
		expect(offsetMinutes(later(0), "Mars/Olympus")).toBe(0);
	});
});
