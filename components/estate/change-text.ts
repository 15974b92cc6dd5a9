/** Words and values of inventory changes. Pure. */
import type { InventoryChangeView } from "@/lib/wire/views.ts";

export const componentWord: Record<InventoryChangeView["component"], string> = {
	estate: "Estate",
	host: "Host",
	"mfa-server": "MFA Server",
	"user-portal": "User Portal",
	"mobile-app": "Mobile app web service",
	"adfs-farm": "AD FS farm",
	pool: "Pool",
	"client-system": "Client system",
};

/** A value of a field as one line of text; `not set` for an absent one. */
export function valueText(value: unknown): string {
	if (value === undefined || value === null) return "not set";
	if (typeof value === "string") return value;
	if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(valueText).join(", ");
	if (typeof value === "object")
		return Object.entries(value)
			.filter(([, part]) => part !== undefined)
			.map(([key, part]) => `${key} ${valueText(part)}`)
			.join("; ");
	return String(value);
}

export type FieldChange = { readonly field: string; readonly before?: string; readonly after?: string };

const isFacts = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === "object" && value !== null && !Array.isArray(value);

/** One field, or of a nested record only what differs in it, as `webServiceSdk.version`. */
function differences(field: string, before: unknown, after: unknown): readonly FieldChange[] {
	if (!isFacts(before) || !isFacts(after)) return [{ field, before: valueText(before), after: valueText(after) }];
	return [...new Set([...Object.keys(before), ...Object.keys(after)])]
		.filter((key) => valueText(before[key]) !== valueText(after[key]))
		.map((key) => ({ field: `${field}.${key}`, before: valueText(before[key]), after: valueText(after[key]) }));
}

/**
 * The fields a change is about: those that differ, all that were set for an added or removed part. What was never
 * recorded (`unknown`, none) and what is not so (`false`) is left out of added and removed parts, since it says nothing.
 */
export function fieldChanges(change: InventoryChangeView): readonly FieldChange[] {
	const { before = {}, after = {} } = change;
	if (change.change === "changed") {
		const fields = change.fields ?? [...new Set([...Object.keys(before), ...Object.keys(after)])];
		return fields.flatMap((field) => differences(field, before[field], after[field]));
	}
	const side = change.change === "added" ? after : before;
	return Object.entries(side)
		.map(([field, value]) => ({ field, text: valueText(value) }))
		.filter(({ field, text }) => !["host", "name"].includes(field) && !["unknown", "none", "not set", "false"].includes(text))
		.map(({ field, text }) => (change.change === "added" ? { field, after: text } : { field, before: text }));
}

/** `3 added, 2 changed, 1 removed`; `nothing changes`. */
export function changeCounts(changes: readonly InventoryChangeView[]): string {
	const parts = (["added", "changed", "removed"] as const).flatMap((kind) => {
		const n = changes.filter((change) => change.change === kind).length;
		return n === 0 ? [] : [`${n} ${kind}`];
	});
	return parts.length === 0 ? "nothing changes" : parts.join(", ");
}
