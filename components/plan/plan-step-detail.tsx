"use client";
import { useMemo } from "react";
import { MeasuredMinutesText } from "@/components/run/measured-minutes.tsx";
import { RecordedEvidence } from "@/components/run/recorded-evidence.tsx";
import { StepLink } from "@/components/run/step-link.tsx";
import { BackOut } from "@/components/run/step-side.tsx";
import { Button } from "@/components/ui/button.tsx";
import { HostChip } from "@/components/ui/chip.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { spanWords } from "@/components/ui/time-format.ts";
import type { PlanDocument, PlanStep } from "@/lib/domain/planner/plan-document.ts";
import type { Evidence } from "@/lib/domain/run/commands.ts";
import { criticalPath } from "./critical-path.ts";
import { teamText } from "./lanes.ts";
import { StepCommands } from "./step-commands.tsx";
import { StepWhy } from "./step-why.tsx";

function List({
	title,
	items,
	ordered = false,
}: {
	readonly title: string;
	readonly items: readonly string[];
	readonly ordered?: boolean;
}) {
	if (items.length === 0) return null;
	const lines = items.map((item) => <li key={item}>{item}</li>);
	return (
		<section>
			<h3 className="mb-1 text-13 font-semibold">{title}</h3>
			{ordered ? (
				<ol className="flex list-decimal flex-col gap-1 pl-5 text-13 text-ink-2">{lines}</ol>
			) : (
				<ul className="flex list-disc flex-col gap-1 pl-5 text-13 text-ink-2">{lines}</ul>
			)}
		</section>
	);
}

function Links({ title, ids, plan }: { readonly title: string; readonly ids: readonly string[]; readonly plan: PlanDocument }) {
	if (ids.length === 0) return null;
	const titles = new Map([...plan.steps, ...plan.gates].map((thing) => [thing.id, thing.title]));
	const steps = new Set(plan.steps.map((step) => step.id));
	return (
		<>
			<dt className="text-ink-3">{title}</dt>
			<dd className="flex min-w-0 flex-col items-start gap-0.5">
				{ids.slice(0, 6).map((id) =>
					steps.has(id) ? (
						<StepLink key={id} stepId={id} className="link">
							{titles.get(id)}
						</StepLink>
					) : (
						<span key={id}>{titles.get(id) ?? id}</span>
					),
				)}
				{ids.length > 6 && <span className="text-ink-3">and {ids.length - 6} more</span>}
			</dd>
		</>
	);
}

/** Everything the plan says about one step: why, where it stands in time, how, what proves it, the way back. */
export function PlanStepDetail({
	plan,
	step,
	evidence,
	zone,
	onClose,
}: {
	readonly plan: PlanDocument;
	readonly step: PlanStep;
	readonly evidence?: Evidence | undefined;
	readonly zone: string;
	readonly onClose: () => void;
}) {
	const incoming = plan.edges.filter((edge) => edge.to === step.id);
	const outgoing = plan.edges.filter((edge) => edge.from === step.id);
	const { timings } = useMemo(() => criticalPath(plan), [plan]);
	const timing = timings.get(step.id);
	return (
		<section aria-label={`Step: ${step.title}`} className="flex min-w-0 flex-col gap-4 rounded-card border border-line bg-surface p-4">
			<header>
				<div className="flex items-start gap-2">
					<h2 className="min-w-0 flex-1 text-16 font-semibold tracking-tight wrap-anywhere">{step.title}</h2>
					<Button variant="quiet" size="sm" square aria-label="Close the step" onClick={onClose}>
						<Icon name="close" />
					</Button>
				</div>
				<p className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-13 text-ink-2">
					{step.host !== undefined && <HostChip>{step.host}</HostChip>}
					<span>{teamText(step.team)}</span>
					<span>{spanWords(step.estimateMinutes * 60_000)} planned</span>
					<MeasuredMinutesText kind={step.kind} />
					{step.checkpoint && <span>Checkpoint</span>}
					{step.optional && <span>Optional</span>}
				</p>
			</header>
			<StepWhy step={step} incoming={incoming} />
			<dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-12">
				{timing && (
					<>
						<dt className="text-ink-3">Earliest</dt>
						<dd>{spanWords(timing.earliest * 60_000)} after the start</dd>
						<dt className="text-ink-3">Slack</dt>
						<dd>
							{timing.slack === 0 ? (
								<strong className="font-semibold text-accent-text">none, on the critical path</strong>
							) : (
								spanWords(timing.slack * 60_000)
							)}
						</dd>
					</>
				)}
				<Links title="Waits for" ids={incoming.map((edge) => edge.from)} plan={plan} />
				<Links title="Opens" ids={outgoing.map((edge) => edge.to)} plan={plan} />
			</dl>
			<List title="Instructions" items={step.instructions} ordered />
			<StepCommands commands={step.commands} />
			{step.evidence.length > 0 && <RecordedEvidence step={step} evidence={evidence} zone={zone} />}
			<List title="Verify" items={step.verification} />
			<BackOut key={step.id} step={step} open={false} />
		</section>
	);
}
