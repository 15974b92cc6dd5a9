"use client";
import { findingCounts } from "@/components/estate/finding-groups.ts";
import { FindingList } from "@/components/estate/finding-list.tsx";
import { useRun } from "@/components/run/run-context.tsx";
import { PageBody } from "@/components/shell/page-header.tsx";
import { Card } from "@/components/ui/card.tsx";
import { ApprovalCard } from "./approval-card.tsx";
import { ApprovalComparison } from "./approval-comparison.tsx";
import { NoReturnCard } from "./no-return-card.tsx";
import { WindowsCard } from "./windows-card.tsx";

/** Approval tab: the decision, with what it acknowledges and opens beside it. */
export function PlanApproval() {
	const { state } = useRun();
	const warnings = state.plan.findings.filter((finding) => finding.severity !== "info");
	return (
		<PageBody>
			<div className="grid items-start gap-5 lg:grid-cols-[minmax(0,28rem)_minmax(0,1fr)]">
				<div className="flex min-w-0 flex-col gap-4">
					<ApprovalCard />
					<ApprovalComparison />
				</div>
				<div className="flex min-w-0 flex-col gap-4">
					<WindowsCard plan={state.plan} />
					<NoReturnCard />
					{warnings.length > 0 && (
						<Card title="What the approval acknowledges" count={findingCounts(warnings)}>
							<FindingList findings={warnings} />
						</Card>
					)}
				</div>
			</div>
		</PageBody>
	);
}
