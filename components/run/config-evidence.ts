/** What a comparison of configuration files fills in: names and the choice, never a value. Pure. */
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import type { Compared } from "./config-compare.tsx";
import { type EvidenceDraft, setValue } from "./evidence-draft.ts";

const kinds: ReadonlySet<string> = new Set(["user-portal.reconcile-config", "adfs.compare-config", "mobile-app.upgrade"]);

/** Steps in which an old and a new configuration file are compared. */
export const comparesConfigs = (step: Pick<PlanStep, "kind">): boolean => kinds.has(step.kind);

/** Choices that put the backup over the new file. */
export const putsBackupBack: readonly string[] = ["restored", "exported"];
const merged: Readonly<Record<string, string>> = { restored: "merged", exported: "new-with-old-values" };

const MAX_TEXT = 9_000;
const list = (names: readonly string[]): string => (names.length === 0 ? "none" : names.join("\n").slice(0, MAX_TEXT));

/** The draft with what was found; a choice that is ruled out becomes the one that carries values over. */
export function withComparison(draft: EvidenceDraft, step: PlanStep, { added, removed, mayRestore, sha256 }: Compared): EvidenceDraft {
	const facts: Readonly<Record<string, string | undefined>> = {
		addedNames: list(added),
		removedNames: list(removed),
		differences: `Added: ${list(added)}\nRemoved: ${list(removed)}`.slice(0, MAX_TEXT),
		finalSha256: sha256,
		chosenSha256: sha256,
	};
	return step.evidence.reduce((next, { name, type, options = [] }) => {
		const fact = facts[name];
		if (fact !== undefined) return setValue(next, name, fact);
		if (type !== "choice" || mayRestore) return next;
		const closed = options.find((option) => option in merged);
		return closed === undefined ? next : setValue(next, name, merged[closed] ?? "");
	}, draft);
}
