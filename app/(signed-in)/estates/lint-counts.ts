import "server-only";
import { lintInventory } from "@/lib/domain/inventory/lint.ts";
import type { Principal } from "@/lib/server/principal.ts";
import { getEstate } from "@/lib/server/queries.ts";
import type { EstateSummary } from "@/lib/wire/views.ts";

export type LintCounts = Readonly<Record<string, { readonly blockers: number; readonly warnings: number }>>;

/** Reading every inventory is the dearer half of a list; beyond this many, the estate's own page says it. */
const MOST = 30;

/** What stands against each estate whatever the target, by estate id. */
export async function lintCounts(principal: Principal, estates: readonly EstateSummary[]): Promise<LintCounts> {
	const counted = await Promise.all(
		estates.slice(0, MOST).map(async ({ id }) => {
			const found = await getEstate(principal, id);
			const findings = found.ok ? lintInventory(found.value.inventory) : [];
			const count = (severity: "blocker" | "warning") => findings.filter((finding) => finding.severity === severity).length;
			return [id, { blockers: count("blocker"), warnings: count("warning") }] as const;
		}),
	);
	return Object.fromEntries(counted);
}
