import { expect, it } from "vitest";
import { inventoryOf } from "../testing/run-builders.ts";
import { decideEstate, type EstateCommand } from "./decide.ts";
import type { EstateEvent } from "./events.ts";
import { type EstateState, foldEstate } from "./evolve.ts";
import { changedName, outsideChanges } from "./outside-changes.ts";

const servers = (...versions: readonly string[]) =>
	inventoryOf({ mfaServers: versions.map((version, i) => ({ host: `MFA0${i + 1}`, version })) });
const cause = { planId: "p1", stepId: "s1" };

/** Orders one after the other on an estate of two servers at 7.3: the events behind its creation, and what stands now. */
function after(...commands: readonly EstateCommand[]) {
	const start = servers("7.3", "7.3");
	let state: EstateState | undefined;
	const events: EstateEvent[] = [];
	for (const command of [{ type: "create-estate", inventory: start } as const, ...commands]) {
		const made = decideEstate(state, command, "lead");
		if (!made.ok) throw new Error(JSON.stringify(made.error));
		const from = state?.sequence ?? 0;
		state = foldEstate(
			state,
			made.value.map((event, i) => ({ ...event, sequence: from + i + 1, at: "", actor: { id: "ada" } })),
		);
		if (command.type !== "create-estate") events.push(...made.value);
	}
	if (!state) throw new Error("No estate");
	return { changes: outsideChanges(events, state.inventory), state };
}
const put = (inventory: ReturnType<typeof servers>): EstateCommand => ({ type: "replace-inventory", inventory });
const work = (inventory: ReturnType<typeof servers>): EstateCommand => ({ type: "record-work", change: () => inventory, cause });
const version = (name: string, before: string, now: string) => ({
	change: "changed",
	component: "mfa-server",
	name,
	fields: ["version"],
	before: { version: before },
	after: { version: now },
});

it("[RUN78] a person's change is listed with its fields before and after, several of one field as one", () => {
	expect(after(put(servers("7.4", "7.3")), put(servers("7.5", "7.3"))).changes).toEqual([version("MFA01", "7.3", "7.5")]);
});

it("[RUN78] what a run wrote back is none, and leaves the estate unedited", () => {
	const { changes, state } = after(work(servers("8.1", "7.3")));
	expect(changes).toEqual([]);
	expect(state.editedSequence).toBeLessThan(state.sequence);
	expect(after(put(servers("8.1", "7.3"))).state.editedSequence).toBe(after(put(servers("8.1", "7.3"))).state.sequence);
});

it("[RUN78] what was taken back is none, and so is what the run overtook", () => {
	expect(after(put(servers("7.5", "7.3")), put(servers("7.3", "7.3"))).changes).toEqual([]);
	expect(after(put(servers("7.5", "7.3")), work(servers("8.1", "7.3"))).changes).toEqual([]);
	expect(after(put(servers("7.3")), put(servers("7.3", "7.3"))).changes).toEqual([]);
});

it("[RUN78] an old export that overwrites the run's work is a change", () => {
	expect(after(work(servers("8.1", "7.3")), put(servers("7.3", "7.3"))).changes).toEqual([version("MFA01", "8.1", "7.3")]);
});

it("[RUN78] components that came and went are named", () => {
	const grown = after(put(servers("7.3", "7.3", "7.3"))).changes;
	expect(grown.map((change) => `${change.change} ${changedName(change)}`)).toEqual(["added host:MFA03", "added mfa-server:MFA03"]);
	const shrunk = after(put(servers("7.3"))).changes;
	expect(shrunk.map((change) => `${change.change} ${changedName(change)}`)).toEqual(["removed mfa-server:MFA02", "removed host:MFA02"]);
	expect(after(put(servers("7.3", "7.3", "7.3")), put(servers("7.3", "7.3"))).changes).toEqual([]);
	expect(changedName({ component: "estate", name: "Contoso" })).toBe("estate");
});
