"use client";
import type { Route } from "next";
import Link from "next/link";
import { findingCounts } from "@/components/estate/finding-groups.ts";
import { FindingDigest } from "@/components/estate/finding-list.tsx";
import { useRun } from "@/components/run/run-context.tsx";
import { useSelectedStep } from "@/components/run/step-link.tsx";
import { PageBody } from "@/components/shell/page-header.tsx";
import { Card } from "@/components/ui/card.tsx";
import { cx } from "@/components/ui/cx.ts";
import { ApprovalCard } from "./approval-card.tsx";
import { PlanStepDetail } from "./plan-step-detail.tsx";
import { PlanSteps } from "./plan-steps.tsx";
import { WindowsCard } from "./windows-card.tsx";

/** Steps tab: what speaks against it, every step, and the approval beside; a chosen step takes the place of the approval. */
export function PlanOverview() {
	const { state, planId, views, step: find, zone } = useRun();
	const { selected, select } = useSelectedStep();
	const { plan } = state;
	const step = selected === undefined ? undefined : find(selected);
	const begun = state.startedAt !== undefined;
	const serious = plan.findings.filter((finding) => finding.severity !== "info");
	return (
		<PageBody>
			<div
				className={cx(
					"grid items-start gap-5",
					step ? "lg:grid-cols-[minmax(0,1fr)_minmax(22rem,30rem)]" : "lg:grid-cols-[minmax(0,1fr)_20rem]",
				)}
			>
				<div className="flex min-w-0 flex-col gap-4">
					{plan.findings.length > 0 && (
						<Card
							title="Findings"
							count={findingCounts(plan.findings)}
							actions={
								<Link href={`/plans/${planId}/findings` as Route} className="link text-12">
									Show all {plan.findings.length}
								</Link>
							}
						>
							<FindingDigest findings={serious} />
						</Card>
					)}
					<PlanSteps plan={plan} narrow={step !== undefined} stateOf={(id) => (begun ? (views[id]?.status ?? "waiting") : "waiting")} />
				</div>
				<div
					className={cx(
						"flex min-w-0 flex-col gap-4",
						step &&
							"max-lg:fixed max-lg:inset-0 max-lg:z-40 max-lg:overflow-y-auto max-lg:bg-surface lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:overflow-y-auto",
					)}
				>
					{step ? (
						<PlanStepDetail
							plan={plan}
							step={step}
							zone={zone}
							evidence={state.steps[step.id]?.evidence}
							onClose={() => select(undefined)}
						/>
					) : (
						<>
							<ApprovalCard />
							<WindowsCard plan={plan} />
						</>
					)}
				</div>
			</div>
		</PageBody>
	);
}
