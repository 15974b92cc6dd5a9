import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalText } from "../canonical.ts";
import { decideEstate } from "./decide.ts";
import { diffInventories } from "./diff.ts";
import type { Inventory } from "./document.ts";
import { type EstateState, foldEstate, type RecordedEstateEvent } from "./evolve.ts";
import { parseInventory } from "./parse-inventory.ts";

function inventory(input: unknown): Inventory {
	const parsed = parseInventory(input);
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
	return parsed.value;
}

const hosts = ["MFA01", "mfa02", "UP01", "FS1"];
const subset = <T>(items: readonly T[]) => fc.subarray([...items]);
const version = fc.constantFrom("7.3.0.3", "8.0.1", "unknown");

/** Small estates that overlap a lot, so that every kind of change comes up. */
const document = fc
	.record({
		name: fc.constantFrom("Contoso", "Fabrikam"),
		usersCount: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
		os: fc.constantFrom("2016", "2022"),
		listed: subset(hosts),
		servers: subset(["MFA01", "mfa02"]),
		version,
		sdk: fc.boolean(),
		farm: fc.boolean(),
		nodes: fc.subarray(["FS1", "FS2"], { minLength: 1 }),
		pool: fc.boolean(),
		upper: fc.boolean(),
	})
	.map((from) =>
		inventory({
			format: "lockstep.inventory/1",
			estate: { name: from.name, ...(from.usersCount !== undefined && { usersCount: from.usersCount }) },
			hosts: from.listed.map((name) => ({ name: from.upper ? name.toUpperCase() : name, os: from.os })),
			mfaServers: from.servers.map((host) => ({
				host,
				version: from.version,
				pools: from.pool ? ["lb"] : [],
				...(from.sdk && { webServiceSdk: {} }),
			})),
			adfsFarms: from.farm ? [{ name: "CORP", nodes: from.nodes.map((host) => ({ host })) }] : [],
			pools: from.pool ? [{ name: "lb", kind: "mfa" }] : [],
		}),
	);

const record = (events: readonly object[], from = 0): RecordedEstateEvent[] =>
	events.map((event, i) => ({
		...(event as RecordedEstateEvent),
		sequence: from + i + 1,
		at: "2026-11-24T00:00:00.000Z",
		actor: { id: "lena" },
	}));

function created(from: Inventory): EstateState {
	const decided = decideEstate(undefined, { type: "create-estate", inventory: from }, "lead");
	const state = decided.ok ? foldEstate(undefined, record(decided.value)) : undefined;
	if (!state) throw new Error("not created");
	return state;
}

describe("inventory as events", () => {
	it("creating an estate and folding its events gives the document back, byte for byte", () => {
		fc.assert(
			fc.property(document, (from) => {
				expect(canonicalText(created(from).inventory)).toBe(canonicalText(from));
			}),
		);
	});

	it("folding the changes from one inventory to another gives the other, and the first is left as it was", () => {
		fc.assert(
			fc.property(document, document, (from, to) => {
				const before = created(from);
				const decided = decideEstate(before, { type: "replace-inventory", inventory: to }, "lead");
				if (!decided.ok) throw new Error("refused");
				const after = foldEstate(before, record(decided.value, before.sequence));
				expect(canonicalText(after?.inventory)).toBe(canonicalText(to));
				expect(canonicalText(before.inventory)).toBe(canonicalText(from));
			}),
		);
	});

	it("equal inventories differ in nothing, different ones in something", () => {
		fc.assert(
			fc.property(document, (from) => {
				expect(diffInventories(from, structuredClone(from))).toEqual([]);
			}),
		);
		fc.assert(
			fc.property(document, document, (from, to) => {
				expect(diffInventories(from, to).length > 0).toBe(canonicalText(from) !== canonicalText(to));
			}),
		);
	});

	it("a change names the keys that differ and holds them alone, before and after", () => {
		const from = inventory({
			format: "lockstep.inventory/1",
			estate: { name: "A", usersCount: 5 },
			mfaServers: [{ host: "MFA01", version: "7.3" }],
		});
		const to = inventory({ format: "lockstep.inventory/1", estate: { name: "A" }, mfaServers: [{ host: "MFA01", version: "8.1" }] });
		expect(diffInventories(from, to)).toEqual([
			{ change: "changed", component: "estate", name: "A", fields: ["usersCount"], before: { usersCount: 5 }, after: {} },
			{
				change: "changed",
				component: "mfa-server",
				name: "MFA01",
				fields: ["version"],
				before: { version: "7.3" },
				after: { version: "8.1" },
			},
		]);
	});

	it("a log that cannot be is a fault: a change of what is not there, a second beginning", () => {
		const state = created(inventory({ format: "lockstep.inventory/1", estate: { name: "A" } }));
		const gone = { type: "component-removed", data: { component: "host", name: "X", before: {} } };
		const again = { type: "estate-created", data: { facts: state.inventory.estate } };
		expect(() => foldEstate(state, record([gone], 1))).toThrow("does not fit");
		expect(() => foldEstate(state, record([again], 1))).toThrow("begins once");
	});
});
