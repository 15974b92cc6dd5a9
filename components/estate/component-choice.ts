/** Narrowing and sorting of the components table. Pure. */
import { compareNames, compareText, fold } from "@/lib/domain/names.ts";
import { compareVersions } from "@/lib/domain/version.ts";
import { type EstateComponent, kindWord } from "./estate-components.ts";

export type ComponentChoice = { readonly words: string; readonly kind: string; readonly standing: string };
export type ComponentSort = { readonly by: "host" | "kind" | "version" | "standing" | "belongsTo"; readonly down: boolean };

export const standingWord: Record<EstateComponent["standing"], string> = {
	below: "Behind",
	at: "At target",
	above: "Ahead",
	unknown: "Not recorded",
};

const haystack = (part: EstateComponent): string =>
	fold([part.host, kindWord[part.kind], part.version, part.belongsTo ?? "", part.remark ?? "", ...part.pools].join(" "));

/** Versions not recorded stand after all others, whichever way the column is sorted. */
function compareBy(by: ComponentSort["by"], a: EstateComponent, b: EstateComponent, direction: number): number {
	switch (by) {
		case "host":
			return direction * compareNames(a.host, b.host);
		case "kind":
			return direction * compareText(kindWord[a.kind], kindWord[b.kind]);
		case "standing":
			return direction * compareText(standingWord[a.standing], standingWord[b.standing]);
		case "belongsTo":
			return direction * compareNames(a.belongsTo ?? "", b.belongsTo ?? "");
		case "version": {
			if (a.version === "unknown" || b.version === "unknown") return Number(a.version === "unknown") - Number(b.version === "unknown");
			return direction * compareVersions(a.version, b.version);
		}
	}
}

/** Components that hold every word and fit kind and standing (empty means any), sorted; equal ones by host, then kind. */
export function chooseComponents(
	components: readonly EstateComponent[],
	choice: ComponentChoice,
	sort: ComponentSort,
): readonly EstateComponent[] {
	const words = fold(choice.words).split(/\s+/u).filter(Boolean);
	const direction = sort.down ? -1 : 1;
	return components
		.filter((part) => choice.kind === "" || part.kind === choice.kind)
		.filter((part) => choice.standing === "" || part.standing === choice.standing)
		.filter((part) => words.every((word) => haystack(part).includes(word)))
		.toSorted(
			(a, b) => compareBy(sort.by, a, b, direction) || compareNames(a.host, b.host) || compareText(kindWord[a.kind], kindWord[b.kind]),
		);
}
