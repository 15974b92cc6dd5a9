/** What the frame around every signed-in page needs to know. Plain data: it travels to the browser. */
import { isRehearsal } from "@/lib/domain/run/rehearsal.ts";
import type { EstateSummary, Me, People, PlanSummary } from "@/lib/wire/views.ts";
import { planName } from "./overview-model.ts";

export type OpenGap = {
	readonly planId: string;
	readonly estateName: string;
	readonly timeZone: string;
	/** The farm's name as typed, from a subject such as `adfs-farm:CORP`. */
	readonly farm: string;
	readonly since: string;
	/** Name of who opened it, where that is known here. */
	readonly owner?: string;
	/** Minutes it was planned to be open. */
	readonly budget?: number;
};

export type ShellData = {
	readonly me: Me;
	readonly counts: { readonly estates: number; readonly plans: number; readonly runs: number };
	readonly estates: readonly { readonly id: string; readonly name: string; readonly version: string }[];
	readonly plans: readonly { readonly id: string; readonly label: string; readonly status: string; readonly running: boolean }[];
	readonly gaps: readonly OpenGap[];
};

const isLive = (plan: PlanSummary): boolean => plan.status === "running" || plan.status === "paused";

/** One word for the versions of an estate: the only one, `mixed`, or nothing known yet. */
export function versionWord(versions: EstateSummary["versions"]): string {
	const known = versions.filter((entry) => entry.version !== "unknown");
	if (known.length === 0) return versions.length === 0 ? "empty" : "unknown";
	return known.length === 1 ? (known[0]?.version ?? "unknown") : "mixed";
}

/** Folds the lists of estates and plans into what the frame shows. */
export function shellData(
	me: Me,
	estates: readonly EstateSummary[],
	plans: readonly PlanSummary[],
	/** Names by id; needed only while a gap is open. */
	people: People = {},
): ShellData {
	const ownerOf = (id = "") => (id === me.id ? "you" : people[id]?.name);
	const zones = new Map(estates.map((estate) => [estate.id, estate.timeZone]));
	return {
		me,
		counts: {
			estates: estates.length,
			plans: plans.filter((plan) => plan.rehearsalOf === undefined).length,
			runs: plans.filter(isLive).length,
		},
		estates: estates.map(({ id, name, versions }) => ({ id, name, version: versionWord(versions) })),
		plans: plans.map((plan) => ({
			id: plan.id,
			label: planName(plan),
			status: plan.status,
			running: isLive(plan),
		})),
		gaps: plans
			.filter((plan) => !isRehearsal(plan))
			.flatMap((plan) =>
				plan.openGaps.map(({ subject, since, opener, budget }) => {
					const owner = ownerOf(opener);
					return {
						planId: plan.id,
						estateName: plan.estateName,
						timeZone: zones.get(plan.estateId) ?? "UTC",
						farm: subject.slice(subject.indexOf(":") + 1),
						since,
						...(owner !== undefined && { owner }),
						...(budget !== undefined && { budget }),
					};
				}),
			),
	};
}
