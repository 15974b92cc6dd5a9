import type { Route } from "next";
import { bySeverity } from "@/components/estate/finding-groups.ts";
import { RehearsalBand } from "@/components/run/rehearsal-band.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { ZonedRange, ZonedTime } from "@/components/ui/time.tsx";
import { spanWords } from "@/components/ui/time-format.ts";
import type { PlanDocument, PlanStep } from "@/lib/domain/planner/plan-document.ts";
import type { PlanPageView } from "@/lib/wire/views.ts";
import { subjectText, teamText } from "./lanes.ts";
import { gapsOf } from "./plan-fit.ts";
import { purposeText, recipeText, runTitle } from "./plan-title.ts";
import { PrintButton } from "./print-button.tsx";
import { whysOf } from "./step-why.tsx";

const minutes = (count: number): string => spanWords(count * 60_000);

/** The whole plan on paper, for a change board or for a night without network: every step with a box to tick. */
export function PlanPrint({ view }: { readonly view: PlanPageView }) {
	const { plan, approval, window } = view.state;
	const name = (id: string) => view.people[id]?.name ?? "somebody";
	const steps = new Map(plan.steps.map((step) => [step.id, step]));
	return (
		<article className="mx-auto w-full max-w-4xl bg-surface px-4 py-6 text-13 text-ink wrap-anywhere md:px-8 print:max-w-none print:p-0">
			<div className="mb-6 flex flex-wrap gap-2 print:hidden">
				<PrintButton />
				<ButtonLink href={`/plans/${view.id}` as Route}>Back to the plan</ButtonLink>
			</div>
			<div className="mb-4 empty:hidden">
				<RehearsalBand state={view.state} />
			</div>
			<h1 className="text-20 font-semibold">
				{view.estateName}: {runTitle(view.state)}
			</h1>
			<p className="mt-1 text-ink-2">
				{recipeText(plan.recipe)}, {purposeText(plan.purpose)}. {plan.steps.length} steps, {minutes(plan.estimate.criticalPathMinutes)} in a
				row, {minutes(plan.estimate.workMinutes)} of work.
			</p>
			<dl className="mt-4 grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-1">
				<dt className="text-ink-3">Plan digest</dt>
				<dd className="mono break-all">{plan.planDigest}</dd>
				<dt className="text-ink-3">Inventory digest</dt>
				<dd className="mono break-all">{plan.inventoryDigest}</dd>
				<dt className="text-ink-3">Made</dt>
				<dd>
					by {name(view.state.authorId)}, <ZonedTime at={view.state.draftedAt} zone={view.timeZone} />
				</dd>
				<dt className="text-ink-3">Approved</dt>
				<dd>
					{approval ? (
						<>
							by {name(approval.by)}, <ZonedTime at={approval.at} zone={view.timeZone} />
						</>
					) : view.state.rehearsalOf === undefined ? (
						"not yet"
					) : (
						"a rehearsal needs no approval"
					)}
				</dd>
				<dt className="text-ink-3">Window</dt>
				<dd>{window ? <ZonedRange start={window.start} end={window.end} zone={window.timeZone} /> : "none set"}</dd>
				<dt className="text-ink-3">MFA gaps</dt>
				<dd>
					{gapsOf(plan)
						.map((gap) => `${gap.farm} ${gap.minutes} min`)
						.join(", ") || "none"}
				</dd>
			</dl>
			<PrintFindings plan={plan} />
			{plan.phases.map((phase) => (
				<section key={phase.id} className="mt-6">
					<h2 className="border-b-2 border-ink pb-1 text-16 font-semibold break-after-avoid">{phase.title}</h2>
					<ol>
						{phase.stepIds.flatMap((id) => {
							const step = steps.get(id);
							return step ? [<PrintStep key={id} step={step} plan={plan} />] : [];
						})}
					</ol>
				</section>
			))}
		</article>
	);
}

function PrintFindings({ plan }: { readonly plan: PlanDocument }) {
	if (plan.findings.length === 0) return null;
	return (
		<section className="mt-6">
			<h2 className="border-b-2 border-ink pb-1 text-16 font-semibold">Findings</h2>
			<ul className="mt-2 flex flex-col gap-1.5">
				{bySeverity(plan.findings).map((finding) => (
					<li key={`${finding.code} ${finding.subjects.join()}`} className="break-inside-avoid">
						<strong className="font-semibold">{finding.severity}</strong> <span className="mono">{finding.code}</span> (
						{finding.subjects.map(subjectText).join(", ")}): {finding.message}{" "}
						<span className="mono text-ink-3">{[...finding.rules, ...finding.hazards].join(" ")}</span>
					</li>
				))}
			</ul>
		</section>
	);
}

function PrintStep({ step, plan }: { readonly step: PlanStep; readonly plan: PlanDocument }) {
	const whys = whysOf(plan.edges.filter((edge) => edge.to === step.id));
	return (
		<li className="break-inside-avoid border-b border-line py-3">
			<h3 className="flex flex-wrap items-baseline gap-x-2 text-14 font-semibold">
				<span aria-hidden="true" className="inline-block size-3.5 shrink-0 self-center border-[1.5px] border-ink" />
				{step.title}
				<span className="ml-auto text-12 font-normal text-ink-2">
					{step.host && <span className="mono">{step.host}, </span>}
					{teamText(step.team)}, {minutes(step.estimateMinutes)}
					{step.optional && ", optional"}
				</span>
			</h3>
			<p className="text-12 text-ink-3">
				{whys.map((why) => `${why.because} (${why.rules.join(" ")})`).join(". ") || step.rules.join(" ")}
			</p>
			{step.instructions.length > 0 && (
				<ul className="mt-1.5 flex flex-col gap-1">
					{step.instructions.map((line) => (
						<li key={line} className="flex gap-2">
							<span aria-hidden="true" className="mt-1 inline-block size-2.5 shrink-0 border border-control-line" />
							{line}
						</li>
					))}
				</ul>
			)}
			{step.commands.map((command) => (
				<pre key={command.text} className="mt-1.5 border border-line px-2 py-1 text-11 wrap-anywhere whitespace-pre-wrap">
					{`# on ${command.runOn}\n${command.text}`}
				</pre>
			))}
			{step.evidence.length > 0 && (
				<p className="mt-1.5 text-12">Note down: {step.evidence.map((field) => field.label).join("; ")}. ________________________</p>
			)}
			{step.verification.length > 0 && <p className="mt-1 text-12 text-ink-2">Verify: {step.verification.join("; ")}</p>}
		</li>
	);
}
