"use client";
import type { Route } from "next";
import { InventoryDiff } from "@/components/estate/inventory-diff.tsx";
import { useRun } from "@/components/run/run-context.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Card } from "@/components/ui/card.tsx";

/** Beside the approval: whether the plan still speaks of the estate as it is, and how it differs from the plan before. */
export function ApprovalComparison() {
	const { planId, state, outdated } = useRun();
	const begun = state.startedAt !== undefined;
	return (
		<>
			{outdated && !begun && (
				<Card title="The inventory was changed since this plan was made">
					<InventoryDiff changes={outdated.changes} />
					<p className="border-t border-line px-4 py-2.5 text-13 text-ink-2">
						This plan is neither approved nor started any more. Make a new one from the present inventory and compare the two.
					</p>
				</Card>
			)}
			<ButtonLink href={`/plans/${planId}/compare` as Route} className="self-start">
				{state.amendment ? "Compare with the proposed amendment" : "Compare with the last approved plan"}
			</ButtonLink>
		</>
	);
}
