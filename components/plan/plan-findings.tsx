"use client";
import type { Route } from "next";
import { findingCounts } from "@/components/estate/finding-groups.ts";
import { FindingList } from "@/components/estate/finding-list.tsx";
import { useRun } from "@/components/run/run-context.tsx";
import { PageBody } from "@/components/shell/page-header.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";

/** Everything the planner saw when this plan was made, frozen with it. */
export function PlanFindings() {
	const { state } = useRun();
	const { findings } = state.plan;
	return (
		<PageBody>
			<Card
				title="Findings"
				count={findingCounts(findings)}
				actions={
					<ButtonLink size="sm" href={`/estates/${state.estateId}` as Route}>
						Put right in the estate
					</ButtonLink>
				}
			>
				{findings.length === 0 ? (
					<EmptyState icon="plans" title="Nothing was found">
						The planner saw no blocker, no warning and nothing worth mentioning in this inventory.
					</EmptyState>
				) : (
					<FindingList findings={findings} />
				)}
			</Card>
			<p className="max-w-[72ch] text-13 text-ink-2">
				A blocker stops its scope and cannot be waived: put the inventory right and make a new plan. Warnings are acknowledged by the
				approval. Findings are frozen with the plan, like its steps.
			</p>
		</PageBody>
	);
}
