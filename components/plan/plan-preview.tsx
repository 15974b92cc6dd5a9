"use client";
import { findingCounts } from "@/components/estate/finding-groups.ts";
import { FindingDigest, FindingList } from "@/components/estate/finding-list.tsx";
import { RefusalText } from "@/components/run/refusal-plain.tsx";
import { useSelectedStep } from "@/components/run/step-link.tsx";
import { Alert } from "@/components/ui/alert.tsx";
import { Card } from "@/components/ui/card.tsx";
import { cx } from "@/components/ui/cx.ts";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import type { PlanDocument } from "@/lib/domain/planner/plan-document.ts";
import type { MaintenanceWindow } from "@/lib/domain/run/commands.ts";
import type { People } from "@/lib/wire/views.ts";
import { PlanFacts } from "./plan-facts.tsx";
import { PlanStepDetail } from "./plan-step-detail.tsx";
import { PlanSteps } from "./plan-steps.tsx";
import { PreviewNight } from "./preview-night.tsx";
import type { Preview } from "./use-preview.ts";

/** What the choices would give: findings first, then the facts, then every step. */
export function PlanPreview({
	preview,
	estateId,
	window,
	zone,
	people,
}: {
	readonly preview: Preview;
	readonly estateId: string;
	readonly window: MaintenanceWindow | undefined;
	readonly zone: string;
	readonly people: People;
}) {
	const shown = { estateId, window, zone, people };
	switch (preview.status) {
		case "idle":
			return (
				<Card>
					<EmptyState icon="plans" title="The preview appears here">
						Choose an estate and a target version. Nothing is stored until you make the plan.
					</EmptyState>
				</Card>
			);
		case "refused":
			return (
				<Alert tone="blocker" title="No plan can be computed" live>
					<RefusalText problem={preview.problem} zone={zone} />
				</Alert>
			);
		case "computing":
			return preview.last ? (
				<Shown plan={preview.last} {...shown} old />
			) : (
				<p role="status" className="text-13 text-ink-2">
					Computing the plan…
				</p>
			);
		case "ready":
			return <Shown plan={preview.plan} {...shown} />;
	}
}

function Shown({
	plan,
	estateId,
	window,
	zone,
	people,
	old = false,
}: {
	readonly plan: PlanDocument;
	readonly estateId: string;
	readonly window: MaintenanceWindow | undefined;
	readonly zone: string;
	readonly people: People;
	readonly old?: boolean;
}) {
	const { selected, select } = useSelectedStep();
	const step = plan.steps.find((candidate) => candidate.id === selected);
	const blockers = plan.findings.filter((finding) => finding.severity === "blocker");
	return (
		<section aria-label="Preview" aria-busy={old} className={cx("flex flex-col gap-4", old && "opacity-60")}>
			<Card title="Findings" count={findingCounts(plan.findings)}>
				{blockers.length > 0 && <FindingList findings={blockers} />}
				<FindingDigest findings={plan.findings.filter((finding) => finding.severity !== "blocker")} />
			</Card>
			<div className="overflow-clip rounded-card border border-line">
				<PlanFacts plan={plan} window={window} />
			</div>
			<PreviewNight plan={plan} estateId={estateId} window={window} people={people} />
			<PlanSteps plan={plan} narrow />
			{step && (
				<div className="fixed inset-0 z-40 overflow-y-auto bg-surface lg:inset-y-4 lg:right-4 lg:left-auto lg:w-md lg:rounded-card lg:shadow-3">
					<PlanStepDetail plan={plan} step={step} zone={zone} onClose={() => select(undefined)} />
				</div>
			)}
		</section>
	);
}
