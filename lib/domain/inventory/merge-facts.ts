/** Judges each fact of one component against what is recorded: new, the same, or in conflict. */
import { canonicalText } from "../canonical.ts";
import type { Instant } from "../ids.ts";
import { factKey } from "./fact-ages.ts";

export type Item = Readonly<Record<string, unknown>>;

export type FactChange = {
	readonly subject: string;
	/** `webServiceSdk.url` for one inside. */
	readonly field: string;
	/** Absent where nothing was recorded. */
	readonly before?: unknown;
	readonly after: unknown;
};

export type FactConflict =
	/** The recorded value was read later than the fragment; it stays. */
	| {
			readonly why: "read-later";
			readonly subject: string;
			readonly field: string;
			readonly recorded: unknown;
			readonly collected: unknown;
			readonly recordedAt: Instant;
			readonly kept: "recorded";
	  }
	/** The recorded value was entered by a person. */
	| {
			readonly why: "entered-otherwise";
			readonly subject: string;
			readonly field: string;
			readonly recorded: unknown;
			readonly collected: unknown;
			readonly kept: "recorded" | "collected";
	  }
	/** The inventory has a component that the host says is not there; it stays until somebody removes it. */
	| { readonly why: "absent-on-host"; readonly subject: string; readonly kept: "recorded" };

/** What a merge has gathered so far; filled as facts are judged. */
export type Ledger = {
	readonly collectedAt: Instant;
	readonly prefer: "collected" | "recorded";
	readonly ages: Record<string, Instant>;
	readonly changes: FactChange[];
	readonly conflicts: FactConflict[];
	readonly added: string[];
};

const isPart = (value: unknown): value is Item => typeof value === "object" && value !== null && !Array.isArray(value);

/** Facts by field, one level deep: `webServiceSdk.url`. */
const fieldsOf = (facts: Item): (readonly [string, unknown])[] =>
	Object.entries(facts).flatMap(([key, value]): (readonly [string, unknown])[] =>
		isPart(value)
			? fieldsOf(value).map(([inner, item]) => [`${key}.${inner}`, item] as const)
			: value === undefined
				? []
				: [[key, value] as const],
	);

const valueAt = (item: Item, field: string): unknown =>
	field.split(".").reduce<unknown>((at, key) => (isPart(at) ? at[key] : undefined), item);

function withValue(item: Item, field: string, value: unknown): Item {
	const [key = "", ...rest] = field.split(".");
	if (rest.length === 0) return { ...item, [key]: value };
	const part = item[key];
	return { ...item, [key]: withValue(isPart(part) ? part : {}, rest.join("."), value) };
}

/** Lists are sets: their order is nobody's fact. */
const comparable = (value: unknown): string =>
	canonicalText(Array.isArray(value) ? value.map((item) => canonicalText(item)).sort() : [value]);
const equal = (a: unknown, b: unknown): boolean => a !== undefined && b !== undefined && comparable(a) === comparable(b);

/** Nobody entered it: absent, unknown, empty, or what the document fills in by itself. */
function isFilledIn(field: string, value: unknown, defaults: Item): boolean {
	if (value === undefined || value === "unknown" || (Array.isArray(value) && value.length === 0)) return true;
	// The first three follow from other facts, the last only grows; none of them is a person's word.
	if (["physicalPath", "useWebServiceSdk", "webServiceSdk.version", "authFeatures"].includes(field)) return true;
	return equal(value, valueAt(defaults, field)) || (field === "webServiceSdk.virtualDirectory" && value === "MultiFactorAuthWebServiceSdk");
}

/** The component with the facts that stand, each fact noted in the ledger. */
export function mergeFacts(ledger: Ledger, subject: string, recorded: Item, facts: Item, defaults: Item): Item {
	let item = recorded;
	for (const [field, collected] of fieldsOf(facts)) {
		if (collected === "unknown") continue; // that it could not be read is no fact
		const key = factKey(subject, field);
		const before = valueAt(item, field);
		const recordedAt = ledger.ages[key];
		const readLater = recordedAt !== undefined && recordedAt > ledger.collectedAt;
		if (equal(before, collected)) {
			if (!readLater) ledger.ages[key] = ledger.collectedAt;
			continue;
		}
		if (readLater) {
			ledger.conflicts.push({ why: "read-later", subject, field, recorded: before, collected, recordedAt, kept: "recorded" });
			continue;
		}
		if (recordedAt === undefined && !isFilledIn(field, before, defaults)) {
			ledger.conflicts.push({ why: "entered-otherwise", subject, field, recorded: before, collected, kept: ledger.prefer });
			if (ledger.prefer === "recorded") continue;
		}
		ledger.ages[key] = ledger.collectedAt;
		ledger.changes.push({ subject, field, ...(before === undefined ? {} : { before }), after: collected });
		item = withValue(item, field, collected);
	}
	return item;
}
