import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalText } from "../canonical.ts";
import { anyInventory } from "../testing/any-inventory.ts";
import { changesOf, estateStory, inventoryOf } from "../testing/estate-story.ts";
import type { Edit } from "./edits.ts";
import type { Fragment } from "./fragment-document.ts";

const servers = () =>
	inventoryOf({
		mfaServers: [
			{ host: "MFA01", version: "7.3.0.3" },
			{ host: "MFA02", version: "7.3.0.3" },
		],
	});
const change = (set: Record<string, unknown>, host = "MFA01"): Edit => ({ do: "change", component: "mfa-server", name: host, set });

describe("undo", () => {
	it("[EST5] taking any change back gives the inventory that was before it, byte for byte", () => {
		fc.assert(
			fc.property(anyInventory, anyInventory, (from, to) => {
				const story = estateStory(from);
				const changes = changesOf(story.give({ type: "replace-inventory", inventory: to }));
				fc.pre(changes.length > 0);
				story.give({ type: "undo-change", first: 7, changes });
				expect(canonicalText(story.state.inventory)).toBe(canonicalText(from));
			}),
			{ numRuns: 60 },
		);
	});

	it("[EST5] the events that take a change back say which one, and can be taken back themselves", () => {
		const story = estateStory(servers());
		const first = changesOf(story.give({ type: "edit-components", edits: [change({ version: "8.1" })] }));
		const back = story.give({ type: "undo-change", first: 5, changes: first });
		expect(back).toMatchObject({ events: [{ type: "component-changed", data: { undoes: 5, after: { version: "7.3.0.3" } } }] });
		story.give({ type: "undo-change", first: 6, changes: changesOf(back) });
		expect(story.state.inventory.mfaServers[0]?.version).toBe("8.1");
	});

	it("[EST6] a change whose fields somebody changed since is not taken back; other fields do not matter", () => {
		const story = estateStory(servers());
		const first = changesOf(
			story.give({ type: "edit-components", edits: [change({ version: "8.0" }), change({ version: "8.0" }, "MFA02")] }),
		);
		story.give({ type: "edit-components", edits: [change({ role: "primary" })] });
		story.give({ type: "edit-components", edits: [change({ version: "8.1" }, "MFA02")] });
		expect(story.give({ type: "undo-change", first: 5, changes: first })).toEqual({
			refusal: { code: "stale-sequence", sequence: story.state.sequence, changed: ["mfa-server:MFA02"] },
		});
		story.give({ type: "edit-components", edits: [change({ version: "8.0" }, "MFA02")] });
		story.give({ type: "undo-change", first: 5, changes: first });
		expect(story.state.inventory.mfaServers).toMatchObject([
			{ version: "7.3.0.3", role: "primary" },
			{ version: "7.3.0.3", role: "unknown" },
		]);
	});

	it("[EST6] nothing that would leave a name dangling is taken back", () => {
		const story = estateStory(servers());
		const pool = changesOf(
			story.give({ type: "edit-components", edits: [{ do: "add", component: "pool", facts: { name: "lb", kind: "mfa" } }] }),
		);
		story.give({ type: "edit-components", edits: [change({ pools: ["lb"] })] });
		expect(story.give({ type: "undo-change", first: 5, changes: pool })).toMatchObject({ refusal: { code: "invalid" } });
		expect(story.give({ type: "undo-change", first: 99, changes: [] })).toMatchObject({
			refusal: { code: "invalid", issues: [{ path: "sequence" }] },
		});
	});
});

describe("archive and copy", () => {
	it("[EST7] an archived estate refuses every order but its restoration, and loses nothing", () => {
		const story = estateStory(servers());
		const before = story.state.inventory;
		story.give({ type: "archive-estate", reason: "Closed", plansUnderWay: [] });
		expect(story.state.archived).toMatchObject({ by: "lena", reason: "Closed" });
		for (const order of [
			{ type: "edit-components", edits: [change({ version: "8.1" })] },
			{ type: "replace-inventory", inventory: before },
			{ type: "set-fact-age-limit", days: 3 },
			{ type: "archive-estate", plansUnderWay: [] },
		] as const)
			expect(story.give(order)).toMatchObject({ refusal: { code: "estate-archived" } });
		story.give({ type: "restore-estate" });
		expect(story.state.archived).toBeUndefined();
		expect(story.state.inventory).toEqual(before);
	});

	it("[EST7] an estate with a run under way is not archived", () => {
		expect(estateStory(servers()).give({ type: "archive-estate", plansUnderWay: ["p-1"] })).toEqual({
			refusal: { code: "estate-in-use", plans: ["p-1"] },
		});
	});
});

describe("ages of facts", () => {
	const fragment = (collectedAt: string, version: string) =>
		({
			format: "lockstep.fragment/1",
			collectedAt,
			host: "MFA01",
			mfaServer: { version, role: "primary" },
			absent: [],
			notes: [],
		}) as Fragment;
	const [early, late] = ["2026-11-01T00:00:00.000Z", "2026-11-20T00:00:00.000Z"];

	it("[EST8] a merge stores facts and when they were read in one order; nothing grows older", () => {
		const story = estateStory(servers());
		const merged = story.give({ type: "merge-fragments", fragments: [fragment(late, "8.0.1")] });
		expect("events" in merged && merged.events.map(({ type }) => type)).toEqual(["component-changed", "facts-read"]);
		expect(story.state.factAges).toEqual({ "mfa-server:mfa01#version": late, "mfa-server:mfa01#role": late });
		expect(story.give({ type: "merge-fragments", fragments: [fragment(early, "7.3.0.3")] })).toEqual({ events: [] });
		expect(story.state.inventory.mfaServers[0]?.version).toBe("8.0.1");
	});

	it("[EST8] a fact that a person types anew is nobody's reading any more; a removed component has no facts", () => {
		const story = estateStory(servers());
		story.give({ type: "merge-fragments", fragments: [fragment(late, "8.0.1")] });
		story.give({ type: "edit-components", edits: [change({ version: "8.1" })] });
		expect(story.state.factAges).toEqual({ "mfa-server:mfa01#role": late });
		story.give({ type: "edit-components", edits: [{ do: "remove", component: "mfa-server", name: "MFA01" }] });
		expect(story.state.factAges).toEqual({});
	});

	it("[EST9] the age at which facts are old is set per estate", () => {
		const story = estateStory(servers());
		expect(story.state.maxFactAgeDays).toBe(30);
		story.give({ type: "set-fact-age-limit", days: 7 });
		expect(story.state.maxFactAgeDays).toBe(7);
		expect(story.give({ type: "set-fact-age-limit", days: 7 })).toEqual({ events: [] });
	});
});
