"use client";
import { useMemo } from "react";
import { MeasuredMinutesText } from "@/components/run/measured-minutes.tsx";
import { RecordedEvidence } from "@/components/run/recorded-evidence.tsx";
import { StepLink } from "@/components/run/step-link.tsx";
import { BackOut } from "@/components/run/step-side.tsx";
import { Button } from "@/components/ui/button.tsx";
import { HostChip } from "@/components/ui/chip.tsx";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { spanWords } from "@/components/ui/time-format.ts";
import type { Edge, PlanDocument, PlanStep } from "@/lib/domain/planner/plan-document.ts";
import type { Evidence } from "@/lib/domain/run/commands.ts";
import { criticalPath } from "./critical-path.ts";
import { teamText } from "./lanes.ts";
import { StepCommands } from "./step-commands.tsx";
import { RuleChips, StepRules } from "./step-why.tsx";

const MOST_EDGES = 6;

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

/** Neighbours in the graph, each with the reason of the very edge that leads there. */
function Edges({
	title,
	edges,
	end,
	plan,
}: {
	readonly title: string;
	readonly edges: readonly Edge[];
	readonly end: "from" | "to";
	readonly plan: PlanDocument;
}) {
	if (edges.length === 0) return null;
	const titles = new Map([...plan.steps, ...plan.gates].map((thing) => [thing.id, thing.title]));
	const steps = new Set(plan.steps.map((step) => step.id));
	const items = edges.map((edge) => (
		<li key={edge[end]}>
			{steps.has(edge[end]) ? (
				<StepLink stepId={edge[end]} className="link">
					{titles.get(edge[end])}
				</StepLink>
			) : (
				<span>{titles.get(edge[end]) ?? edge[end]}</span>
			)}
			<span className="block text-ink-3">
				<RuleChips rules={edge.rules} />
				{edge.because}
			</span>
		</li>
	));
	const [shown, folded] = [items.slice(0, MOST_EDGES), items.slice(MOST_EDGES)];
	return (
		<>
			<dt className="text-ink-3">{title}</dt>
			<dd className="min-w-0">
				<ul className="flex flex-col gap-1.5">{shown}</ul>
				{folded.length > 0 && (
					<Disclosure summary={`${folded.length} more`} className="mt-1">
						<ul className="flex flex-col gap-1.5">{folded}</ul>
					</Disclosure>
				)}
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
			<StepRules step={step} />
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
				<Edges title="Waits for" edges={incoming} end="from" plan={plan} />
				<Edges title="Opens" edges={outgoing} end="to" plan={plan} />
			</dl>
			<List title="Instructions" items={step.instructions} ordered />
			<StepCommands commands={step.commands} />
			{step.evidence.length > 0 && <RecordedEvidence step={step} evidence={evidence} zone={zone} />}
			<List title="Verify" items={step.verification} />
			<BackOut key={step.id} step={step} open={false} />
		</section>
	);
}
