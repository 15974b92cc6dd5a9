/**
 * How many blockers and warnings the planner sees in each of many estates: for lists. Counted once for each state of
 * an estate; a list of any length folds only those that changed since, one after the other.
 */
import "server-only";
import { planFindings } from "@/lib/domain/planner/plan-findings.ts";
import { database } from "./db.ts";
import { estateInventory } from "./estates.ts";
import type { Principal } from "./principal.ts";
import { processWide } from "./process-wide.ts";

type FindingCount = { readonly blockers: number; readonly warnings: number };

type Known = { readonly sequence: number; readonly target: string; readonly count: FindingCount };
/** By estate id; two numbers each, so that thousands weigh nothing. */
const known = processWide("finding-counts", () => new Map<string, Known>());
const MOST_KNOWN = 20_000;

/** By estate id, on the way to `target` by the guide's recipe; an estate the principal may not read is left out. */
export async function findingCounts(
	principal: Principal,
	estateIds: readonly string[],
	target: string,
): Promise<Readonly<Record<string, FindingCount>>> {
	const rows = await database().estate.findMany({ where: { id: { in: [...estateIds] } }, select: { id: true, sequence: true } });
	const counts: Record<string, FindingCount> = {};
	for (const { id, sequence } of rows) {
		const before = known.get(id);
		if (before?.sequence === sequence && before.target === target) {
			counts[id] = before.count;
			continue;
		}
		const inventory = await estateInventory(principal, id);
		if (!inventory.ok) continue;
		const findings = planFindings(inventory.value, { targetVersion: target, recipe: "guide", purpose: "upgrade" });
		const of = (severity: "blocker" | "warning") => findings.filter((finding) => finding.severity === severity).length;
		const count = { blockers: of("blocker"), warnings: of("warning") };
		// The inventory may be newer than the row that was read: it is then counted again next time.
		if (known.size >= MOST_KNOWN) known.clear();
		known.set(id, { sequence, target, count });
		counts[id] = count;
	}
	return counts;
}
