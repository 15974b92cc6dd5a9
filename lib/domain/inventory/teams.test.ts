import { expect, it } from "vitest";
import { err, ok } from "../result.ts";
import { inventoryOf } from "../testing/run-builders.ts";
import { decideEstate, type EstateCommand } from "./decide.ts";
import type { EstateEvent } from "./events.ts";
import { type EstateState, foldEstate } from "./evolve.ts";

const inventory = inventoryOf({ mfaServers: [{ host: "MFA01", role: "primary", version: "7.3" }] });

/** The state after `events`, by `actor` at the given minute. */
function after(state: EstateState | undefined, events: readonly EstateEvent[], actor: string, minute: number): EstateState {
	const from = state?.sequence ?? 0;
	const at = `2026-11-24T02:${String(minute).padStart(2, "0")}:00.000Z`;
	const folded = foldEstate(
		state,
		events.map((event, i) => ({ ...event, sequence: from + i + 1, at, actor: { id: actor } })),
	);
	if (!folded) throw new Error("Nothing to fold");
	return folded;
}
function ordered(state: EstateState | undefined, command: EstateCommand, minute: number): EstateState {
	const role = command.type === "bind-teams" ? "admin" : "lead";
	const decided = decideEstate(state, command, role);
	if (!decided.ok) throw new Error(JSON.stringify(decided.error));
	return after(state, decided.value, role, minute);
}
const estate = ordered(undefined, { type: "create-estate", inventory }, 0);

it("[RUN88] an administrator binds people to teams of one estate; each team once, in the order of the list", () => {
	const bind = { type: "bind-teams", userId: "cid", teams: ["network", "mfa-admin", "network"] } as const;
	expect(decideEstate(estate, bind, "admin")).toEqual(
		ok([{ type: "teams-bound", data: { userId: "cid", teams: ["mfa-admin", "network"] } }]),
	);
	for (const role of ["lead", "operator", "viewer", "auditor"] as const)
		expect(decideEstate(estate, bind, role)).toEqual(err({ code: "forbidden", needs: "administer" }));
	expect(decideEstate(undefined, bind, "admin")).toEqual(err({ code: "not-found", what: "estate" }));
});

it("[RUN88] a binding stands beside the inventory, is replaced by the next and taken away by an empty one", () => {
	const bound = ordered(
		ordered(estate, { type: "bind-teams", userId: "cid", teams: ["network"] }, 1),
		{ type: "bind-teams", userId: "dot", teams: ["web-admin"] },
		2,
	);
	expect(bound.teams).toEqual({ cid: ["network"], dot: ["web-admin"] });
	expect(bound.inventory).toEqual(estate.inventory);
	expect(bound.sequence).toBe(estate.sequence + 2);
	expect(decideEstate(bound, { type: "bind-teams", userId: "cid", teams: ["network"] }, "admin")).toEqual(ok([]));
	expect(ordered(bound, { type: "bind-teams", userId: "cid", teams: [] }, 3).teams).toEqual({ dot: ["web-admin"] });
});

it("[RUN88] an import leaves the bindings as they are", () => {
	const bound = ordered(estate, { type: "bind-teams", userId: "cid", teams: ["network"] }, 1);
	const changed = ordered(bound, { type: "replace-inventory", inventory: inventoryOf({ mfaServers: [{ host: "MFA02" }] }) }, 2);
	expect(changed.teams).toEqual({ cid: ["network"] });
	expect(changed.inventory.mfaServers.map(({ host }) => host)).toEqual(["MFA02"]);
});
