import { describe, expect, it } from "vitest";
import type { LogEvent } from "@/lib/domain/log-event.ts";
import { historyEntries } from "./history-entries.ts";

const event = (sequence: number, command: string, type: string, data: object, actor = "u1"): LogEvent => ({
	v: 1,
	log: "l",
	stream: "estate/e1",
	sequence,
	previous: "0".repeat(64),
	type,
	at: `2026-11-24T00:00:0${sequence}.000Z`,
	actor: { id: actor, kind: "person" },
	command,
	data: data as LogEvent["data"],
});

const events: readonly LogEvent[] = [
	event(1, "c_1", "estate-created", {
		facts: { name: "Contoso", timeZone: "UTC", usesTags: "unknown", federatedIdpMfaBehavior: "unknown" },
	}),
	event(2, "c_1#2", "component-added", { component: "host", name: "MFA01", after: { name: "MFA01" } }),
	event(
		3,
		"c_2",
		"component-changed",
		{
			component: "mfa-server",
			name: "MFA01",
			fields: ["version"],
			before: { version: "7.3" },
			after: { version: "8.1" },
			cause: { planId: "p1", stepId: "s" },
		},
		"u2",
	),
];

describe("the inventory's history", () => {
	it("puts the events of one command together, newest command first", () => {
		expect(historyEntries(events).map(({ first, last, actorId, changes }) => [first, last, actorId, changes.length])).toEqual([
			[3, 3, "u2", 1],
			[1, 2, "u1", 2],
		]);
	});

	it("keeps before and after, and the run that recorded a change", () => {
		const [newest] = historyEntries(events);
		expect(newest).toMatchObject({
			planId: "p1",
			created: false,
			changes: [{ change: "changed", before: { version: "7.3" }, after: { version: "8.1" } }],
		});
	});

	it("does not join equal command ids of two people", () => {
		const twice = [
			event(1, "c_1", "component-added", { component: "host", name: "A", after: {} }),
			event(2, "c_1", "component-added", { component: "host", name: "B", after: {} }, "u2"),
		];
		expect(historyEntries(twice)).toHaveLength(2);
	});
});
