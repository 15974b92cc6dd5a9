import "server-only";
import { DEFAULT_TARGET } from "@/components/estate/target.ts";
import type { Principal } from "@/lib/server/principal.ts";
import { getEstate } from "@/lib/server/queries.ts";
import type { EstateSummary } from "@/lib/wire/views.ts";
import { estateFindings } from "./[id]/estate-findings.ts";

export type FindingCounts = Readonly<Record<string, { readonly blockers: number; readonly warnings: number }>>;

/** Looking through every inventory is the dearer half of a list; beyond this many, the estate's own page says it. */
const MOST = 30;

/** What stands against each estate on the way to the newest version, by estate id. */
export async function findingCounts(principal: Principal, estates: readonly EstateSummary[]): Promise<FindingCounts> {
	const counted = await Promise.all(
		estates.slice(0, MOST).map(async ({ id }) => {
			const found = await getEstate(principal, id);
			const findings = found.ok ? estateFindings(found.value.inventory, DEFAULT_TARGET) : [];
			const count = (severity: "blocker" | "warning") => findings.filter((finding) => finding.severity === severity).length;
			return [id, { blockers: count("blocker"), warnings: count("warning") }] as const;
		}),
	);
	return Object.fromEntries(counted);
}
