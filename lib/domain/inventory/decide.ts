/**
 * Judges an order to an estate against its present inventory. Promises: the events that follow turn the one into the
 * other, all or none; an order that changes nothing makes no events.
 * Refuses: roles that may not, a second beginning, a missing or archived estate, an order that saw an older state of
 * what it changes, and whatever the document's own rules refuse.
 */
import { may, type Role } from "../access/permissions.ts";
import { canonicalText } from "../canonical.ts";
import { compareText } from "../names.ts";
import { type Team, team } from "../planner/plan-document.ts";
import { err, ok, type Result, unreachable } from "../result.ts";
import type { Refusal } from "../run/refusals.ts";
import type { CrewMember } from "../schedule/crew.ts";
import { freezeIssues } from "../schedule/freeze-order.ts";
import { applyEdits } from "./apply-edits.ts";
import { diffInventories } from "./diff.ts";
import type { Inventory } from "./document.ts";
import type { Edit } from "./edits.ts";
import type { EstateEvent, InventoryChange } from "./events.ts";
import { changeKey, type EstateState, foldEstate, type TeamBindings } from "./evolve.ts";
import type { FactAges } from "./fact-ages.ts";
import type { Fragment } from "./fragment-document.ts";
import { mergeFragments } from "./merge.ts";
import { parseInventory } from "./parse-inventory.ts";
import { takeBack } from "./undo.ts";

type Freeze = { readonly start: string; readonly end: string; readonly timeZone: string; readonly reason: string };
type Expected = { readonly expectedSequence?: number | undefined };
type Cause = { readonly planId: string; readonly stepId: string };

export type EstateCommand =
	| {
			readonly type: "create-estate";
			readonly inventory: Inventory;
			readonly copyOf?: { readonly estateId: string; readonly sequence: number };
			readonly factAges?: FactAges;
	  }
	| ({ readonly type: "replace-inventory"; readonly inventory: Inventory; readonly factAges?: FactAges | undefined } & Expected)
	| ({ readonly type: "edit-components"; readonly edits: readonly Edit[] } & Expected)
	| ({
			readonly type: "merge-fragments";
			readonly fragments: readonly Fragment[];
			readonly prefer?: "collected" | "recorded" | undefined;
	  } & Expected)
	/** `changes`: those of the command that the event of `sequence` belongs to, `first` its first event. */
	| { readonly type: "undo-change"; readonly first: number; readonly changes: readonly InventoryChange[] }
	| { readonly type: "set-fact-age-limit"; readonly days: number }
	/** `plansUnderWay`: runs of the estate that have not ended. */
	| { readonly type: "archive-estate"; readonly reason?: string | undefined; readonly plansUnderWay: readonly string[] }
	| { readonly type: "restore-estate" }
	| ({ readonly type: "set-freeze" } & Freeze)
	| { readonly type: "lift-freeze"; readonly freezeId: string; readonly reason?: string | undefined }
	| { readonly type: "set-crew"; readonly crew: readonly CrewMember[] }
	/** Whose steps an operator may do on this estate; none: any. */
	| { readonly type: "bind-teams"; readonly userId: string; readonly teams: readonly Team[] }
	/** What a live run did to components: from the run's own gate, so it needs no permission of its own. */
	| { readonly type: "record-work"; readonly change: (inventory: Inventory) => Inventory; readonly cause: Cause };

type Decision = Result<readonly EstateEvent[], Refusal>;

/** Ages travel in events of bounded size. */
const AGES_PER_EVENT = 2_000;

function eventOf(change: InventoryChange, about: { readonly cause?: Cause; readonly undoes?: number } = {}): EstateEvent {
	const { change: what, ...data } = change;
	return { type: `component-${what}`, data: { ...data, ...about } } as EstateEvent; // each kind of change has the keys of its event
}

const changesBetween = (
	before: Inventory,
	after: Inventory,
	about: { readonly cause?: Cause; readonly undoes?: number } = {},
): EstateEvent[] => diffInventories(before, after).map((change) => eventOf(change, about));

/** Ages that are news, sorted; one fact never grows older. */
function agesBetween(before: FactAges, after: FactAges): EstateEvent[] {
	const news = Object.entries(after)
		.filter(([key, at]) => (before[key] ?? "") < at)
		.sort(([a], [b]) => compareText(a, b));
	return Array.from({ length: Math.ceil(news.length / AGES_PER_EVENT) }, (_, i) => ({
		type: "facts-read" as const,
		data: { ages: Object.fromEntries(news.slice(i * AGES_PER_EVENT, (i + 1) * AGES_PER_EVENT)) },
	}));
}

type Creation = Extract<EstateCommand, { type: "create-estate" }>;
const created = ({ inventory, copyOf }: Creation): EstateEvent => ({
	type: "estate-created",
	data: { facts: inventory.estate, ...(copyOf && { copyOf }) },
});

/** What stands there right after the first event: the estate's own facts and nothing else. */
function bare(command: Creation): Inventory {
	const state = foldEstate(undefined, [{ ...created(command), sequence: 1, at: "", actor: { id: "" } }]);
	if (!state) throw new Error("An estate that was created must exist");
	return state.inventory;
}

const stale = ({ sequence }: EstateState, changed: readonly string[] = []): Decision =>
	err({ code: "stale-sequence", sequence, ...(changed.length > 0 && { changed }) });

/** The event-store component an edit is about: a node is part of its farm. */
function touchedBy(edit: Edit): readonly string[] {
	const name = edit.do === "add" ? "" : edit.name;
	const farm =
		edit.component !== "adfs-node" ? undefined : edit.do === "add" ? String(edit.facts.farm) : name.slice(0, name.lastIndexOf("/"));
	if (farm !== undefined) return [`adfs-farm:${farm}`];
	return edit.do === "add" ? [] : [edit.component === "estate" ? "estate" : `${edit.component}:${name}`];
}

/** Components that the edits are about and that somebody changed after `seen`. */
function changedSince(state: EstateState, edits: readonly Edit[], seen: number): string[] {
	const subjects = new Set(edits.flatMap(touchedBy));
	return [...subjects].filter((subject) => {
		const [kind = "", ...name] = subject.split(":");
		return (state.changedIn.get(changeKey(kind as "host", name.join(":"))) ?? 0) > seen; // kinds of edits are kinds of components
	});
}

/** Each team once, in the order of the list of teams, so that the same binding is the same event. */
function bindings(now: TeamBindings, { userId, teams }: { readonly userId: string; readonly teams: readonly Team[] }): EstateEvent[] {
	const wanted = team.options.filter((one) => teams.includes(one));
	const same = wanted.join() === (now[userId] ?? []).join();
	return same ? [] : [{ type: "teams-bound", data: { userId, teams: wanted } }];
}

/** The events that `command` makes, or why it is refused. */
export function decideEstate(state: EstateState | undefined, command: EstateCommand, role: Role): Decision {
	if (command.type !== "create-estate" && !state) return err({ code: "not-found", what: "estate" });
	const needed = command.type === "bind-teams" ? "administer" : "lead";
	if (command.type !== "record-work" && !may(role, needed)) return err({ code: "forbidden", needs: needed });
	if (command.type === "create-estate") {
		if (state) return err({ code: "invalid", issues: [{ path: "", message: "This estate exists already" }] });
		return ok([created(command), ...changesBetween(bare(command), command.inventory), ...agesBetween({}, command.factAges ?? {})]);
	}
	return judge(state as EstateState, command); // missing was answered above
}

/** The same freeze again makes no event. */
function setFreeze({ freezes }: EstateState, { start, end, timeZone, reason }: Freeze): Decision {
	const issues = freezeIssues({ start, end, timeZone, reason });
	if (issues.length > 0) return err({ code: "invalid", issues });
	const same = freezes.some((known) => known.start === start && known.end === end && known.reason === reason);
	return ok(same ? [] : [{ type: "freeze-set", data: { start, end, timeZone, reason } }]);
}

function judge(state: EstateState, command: Exclude<EstateCommand, Creation>): Decision {
	if (state.archived && command.type !== "restore-estate" && command.type !== "record-work")
		return err({ code: "estate-archived", at: state.archived.at });
	const { inventory: before } = state;
	switch (command.type) {
		case "record-work":
			return ok(changesBetween(before, command.change(before), { cause: command.cause }));
		case "replace-inventory":
			if (command.expectedSequence !== undefined && command.expectedSequence !== state.sequence) return stale(state);
			return ok([...changesBetween(before, command.inventory), ...agesBetween(state.factAges, command.factAges ?? {})]);
		case "edit-components": {
			const since = command.expectedSequence === undefined ? [] : changedSince(state, command.edits, command.expectedSequence);
			if (since.length > 0) return stale(state, since);
			const edited = applyEdits(before, command.edits);
			return edited.ok ? ok(changesBetween(before, edited.value)) : err({ code: "invalid", issues: edited.error });
		}
		case "merge-fragments": {
			if (command.expectedSequence !== undefined && command.expectedSequence !== state.sequence) return stale(state);
			const merged = mergeFragments(before, state.factAges, command.fragments, command.prefer ? { prefer: command.prefer } : {});
			if (!merged.ok) return err({ code: "invalid", issues: merged.error });
			return ok([...changesBetween(before, merged.value.inventory), ...agesBetween(state.factAges, merged.value.factAges)]);
		}
		case "undo-change": {
			if (command.changes.length === 0)
				return err({ code: "invalid", issues: [{ path: "sequence", message: "No change of the inventory has this number" }] });
			const back = takeBack(before, command.changes);
			if (!back.ok) return stale(state, back.error);
			const parsed = parseInventory(back.value);
			return parsed.ok
				? ok(changesBetween(before, parsed.value, { undoes: command.first }))
				: err({ code: "invalid", issues: parsed.error });
		}
		case "set-fact-age-limit":
			return ok(command.days === state.maxFactAgeDays ? [] : [{ type: "fact-age-limit-set", data: { days: command.days } }]);
		case "archive-estate":
			if (command.plansUnderWay.length > 0) return err({ code: "estate-in-use", plans: command.plansUnderWay });
			return ok([{ type: "estate-archived", data: { ...(command.reason !== undefined && { reason: command.reason }) } }]);
		case "restore-estate":
			return ok(state.archived ? [{ type: "estate-restored", data: {} }] : []);
		case "set-freeze":
			return setFreeze(state, command);
		case "lift-freeze":
			if (!state.freezes.some(({ freezeId }) => freezeId === command.freezeId)) return err({ code: "not-found", what: "freeze" });
			return ok([
				{ type: "freeze-lifted", data: { freezeId: command.freezeId, ...(command.reason !== undefined && { reason: command.reason }) } },
			]);
		case "set-crew":
			return ok(canonicalText(state.crew) === canonicalText(command.crew) ? [] : [{ type: "crew-set", data: { crew: [...command.crew] } }]);
		case "bind-teams":
			return ok(bindings(state.teams, command));
		default:
			return unreachable(command);
	}
}
