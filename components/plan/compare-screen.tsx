"use client";
import type { Route } from "next";
import Link from "next/link";
import { RefusalNote } from "@/components/run/refusal-note.tsx";
import { useRun } from "@/components/run/run-context.tsx";
import { PageBody } from "@/components/shell/page-header.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Field, Select } from "@/components/ui/field.tsx";
import { RelativeTime } from "@/components/ui/time.tsx";
import type { ComparedView, ComparisonView } from "@/lib/wire/views.ts";
import { AmendmentCard } from "./amendment-card.tsx";
import { differenceText } from "./comparison-text.ts";
import { PlanComparisonView } from "./plan-comparison.tsx";

export type CompareChoice = { readonly value: string; readonly label: string };

/** Compare tab: what would take this plan's place, or what it takes the place of; any two plans of the estate. */
export function CompareScreen({
	view,
	choices,
	chosen,
}: {
	readonly view: ComparisonView | undefined;
	readonly choices: readonly CompareChoice[];
	readonly chosen: string;
}) {
	const { planId, state } = useRun();
	const amending = view?.after.amendment === true;
	// Approved or withdrawn meanwhile: the page shows what was, until it is drawn anew.
	const decided = amending && state.amendment?.plan.planDigest !== view.after.planDigest;
	return (
		<PageBody>
			<div className="flex flex-col gap-4">
				<RefusalNote target="run" />
				{amending && !decided && <AmendmentCard comparison={view.comparison} />}
				{decided && (
					<Card title="Decided" padded>
						<p className="text-13 text-ink-2">
							{state.plan.planDigest === view.after.planDigest
								? "The amended plan is approved and is what the run follows now."
								: "This proposal is not open any more."}{" "}
							<Link href={`/plans/${planId}/run` as Route} className="font-medium text-accent-text hover:underline">
								Back to the run
							</Link>
						</p>
					</Card>
				)}
				{choices.length > 0 && (
					<form className="flex flex-wrap items-end gap-2" action={`/plans/${planId}/compare`}>
						<Field label="Compare with" className="min-w-0 max-sm:w-full">
							<Select name="with" defaultValue={chosen} key={chosen} className="sm:min-w-80">
								{choices.map(({ value, label }) => (
									<option key={value} value={value}>
										{label}
									</option>
								))}
							</Select>
						</Field>
						<Button type="submit">Compare</Button>
					</form>
				)}
				{view === undefined ? (
					<Card>
						<EmptyState icon="plans" title="Nothing to compare with yet">
							Once the estate has another plan, or an amended plan is proposed in a run, the two stand here side by side: what changed, and
							which change in the inventory caused it.
						</EmptyState>
					</Card>
				) : (
					<>
						<p className="text-13 text-ink-2">
							From {side(view.before)} (<RelativeTime at={view.before.at} />) to {side(view.after)} (<RelativeTime at={view.after.at} />
							): <strong className="font-medium text-ink">{differenceText(view.comparison)}</strong>.
						</p>
						<PlanComparisonView view={view} />
					</>
				)}
			</div>
		</PageBody>
	);
}

const side = ({ amendment, targetVersion, planDigest }: ComparedView): string =>
	`${amendment ? "the proposed amendment" : `the plan to ${targetVersion}`} ${planDigest.slice(7, 15)}`;
