/** Whether a change is about a component of some name: what a history filtered by component shows. */
import { fold } from "../names.ts";
import { changeOfEvent, type EstateEvent, type InventoryChange } from "./events.ts";

type Named = Pick<InventoryChange, "name"> & { readonly before?: unknown; readonly after?: unknown };

/** The name holds `wanted`, a folded text; a node of a farm is found by its host, which its farm's change names. */
export const isAbout = (change: Named, wanted: string): boolean =>
	fold(change.name).includes(wanted) || fold(JSON.stringify(change.after ?? change.before ?? {})).includes(`"host":"${wanted}`);

/** The same of an event; making an estate is about the estate. */
export function eventIsAbout(event: EstateEvent, wanted: string): boolean {
	if (event.type === "estate-created") return isAbout({ name: event.data.facts.name }, wanted);
	const change = changeOfEvent(event);
	return change !== undefined && isAbout(change, wanted);
}
