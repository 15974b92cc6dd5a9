import type { Route } from "next";
import { bySeverity } from "@/components/estate/finding-groups.ts";
import { RehearsalBand } from "@/components/run/rehearsal-band.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { ZonedRange, ZonedTime } from "@/components/ui/time.tsx";
import { spanWords } from "@/components/ui/time-format.ts";
import type { PlanDocument, PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { runGraph } from "@/lib/domain/run/graph.ts";
import type { PlanPageView } from "@/lib/wire/views.ts";
import { subjectText } from "./lanes.ts";
import { gapsOf } from "./plan-fit.ts";
import { purposeText, recipeText, runTitle } from "./plan-title.ts";
import { PrintButton } from "./print-button.tsx";
import { runSheets, type Sheet, type SheetOrder, sheetNumbers, sheetOrders, sheetWaits } from "./run-sheet.ts";
import { SheetStep } from "./sheet-step.tsx";
import { whysOf } from "./step-why.tsx";

const minutes = (count: number): string => spanWords(count * 60_000);

const orderWords: Readonly<Record<SheetOrder, string>> = { order: "In order", lane: "Per host and farm", person: "Per person" };

/** The whole plan on paper, for a change board or for a night without network: every step with a box to tick. */
export function PlanPrint({ view, by }: { readonly view: PlanPageView; readonly by: SheetOrder }) {
	const { plan, approval, window } = view.state;
	const name = (id: string) => view.people[id]?.name ?? "somebody";
	const numbers = sheetNumbers(plan);
	return (
		<article className="mx-auto w-full max-w-4xl bg-surface px-4 py-6 text-13 text-ink wrap-anywhere md:px-8 print:max-w-none print:p-0">
			<div className="mb-6 flex flex-wrap gap-2 print:hidden">
				<PrintButton />
				<ButtonLink href={`/plans/${view.id}` as Route}>Back to the plan</ButtonLink>
				<nav aria-label="Sorted" className="ml-auto flex flex-wrap gap-2">
					{sheetOrders.map((order) => (
						<ButtonLink
							key={order}
							href={`/plans/${view.id}/print?by=${order}` as Route}
							variant={order === by ? "outline" : "quiet"}
							aria-current={order === by ? "page" : undefined}
						>
							{orderWords[order]}
						</ButtonLink>
					))}
				</nav>
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
			{runSheets(view.state, by, name).map((sheet) => (
				<PrintSheet key={sheet.key} sheet={sheet} view={view} numbers={numbers} person={name} />
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

/** A sheet of its own for each part; its name and the digest of the plan stand on every page it fills. */
function PrintSheet({
	sheet,
	view,
	numbers,
	person,
}: {
	readonly sheet: Sheet;
	readonly view: PlanPageView;
	readonly numbers: ReadonlyMap<string, number>;
	readonly person: (id: string) => string;
}) {
	const { plan, steps: records } = view.state;
	const { steps } = runGraph(plan);
	return (
		<table className="mt-6 w-full table-fixed print:mt-0 print:break-before-page">
			<thead>
				<tr>
					<th scope="col" className="border-b-2 border-ink pb-1 text-left text-16 font-semibold">
						<h2>{sheet.title}</h2>
					</th>
				</tr>
			</thead>
			<tbody>
				<tr>
					<td className="align-top">
						<ol>
							{sheet.stepIds.flatMap((id) => {
								const step = steps.get(id);
								return step
									? [
											<SheetStep
												key={id}
												step={step}
												number={numbers.get(id) ?? 0}
												waits={sheetWaits(plan, id, numbers)}
												why={whyText(plan, step)}
												record={records[id]}
												person={person}
												zone={view.timeZone}
											/>,
										]
									: [];
							})}
						</ol>
					</td>
				</tr>
			</tbody>
			<tfoot>
				<tr>
					<td className="pt-1 text-11 text-ink-3">
						{view.estateName}, {runTitle(view.state)}. Times in {view.timeZone}. <span className="mono break-all">{plan.planDigest}</span>
					</td>
				</tr>
			</tfoot>
		</table>
	);
}

const whyText = (plan: PlanDocument, step: PlanStep): string =>
	whysOf(plan.edges.filter((edge) => edge.to === step.id))
		.map((why) => `${why.because} (${why.rules.join(" ")})`)
		.join(". ") || step.rules.join(" ");
