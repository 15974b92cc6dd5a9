import type { Route } from "next";
import Link from "next/link";
import { changeCounts } from "@/components/estate/change-text.ts";
import { InventoryDiff } from "@/components/estate/inventory-diff.tsx";
import { Card } from "@/components/ui/card.tsx";
import { cx } from "@/components/ui/cx.ts";
import { type GlyphName, Icon } from "@/components/ui/icon.tsx";
import { StateIcon } from "@/components/ui/state.tsx";
import type { PlanComparison, StepDifference } from "@/lib/domain/planner/compare-plans.ts";
import type { ComparisonView } from "@/lib/wire/views.ts";
import { causeText, fieldsText, minutesText, optionText, windowText } from "./comparison-text.ts";
import { subjectText } from "./lanes.ts";

const SHOWN = 200;

/** What turns the one plan into the other: the inventory changes first, then each difference with its cause. */
export function PlanComparisonView({ view }: { readonly view: ComparisonView }) {
	const { comparison, after, before } = view;
	const { steps, findings, edges, windows, options, inventory } = comparison;
	const why = (causes: readonly number[]) => causeText(causes, inventory, options.length > 0);
	// A step that is gone is read in the plan that still has it; one of a proposed amendment has no page yet.
	const page = (side: typeof after) => (side.amendment ? undefined : `/plans/${side.planId}`);
	return (
		<div className="flex min-w-0 flex-col gap-4">
			<Facts comparison={comparison} />
			{inventory.length > 0 && (
				<Card title="Changed in the inventory" count={changeCounts(inventory)}>
					<InventoryDiff changes={inventory} />
				</Card>
			)}
			<Steps title="Steps added" look="added" steps={steps.added} plan={page(after)} why={why} />
			<Steps title="Steps removed" look="removed" steps={steps.removed} plan={page(before)} why={why} />
			<Steps title="Steps changed" look="changed" steps={steps.changed} plan={page(after) ?? page(before)} why={why} />
			{windows.length > 0 && (
				<Card title="Windows" count={windows.length}>
					<Lines
						lines={windows.map((window) => ({
							key: `${window.kind} ${window.subject}`,
							text: windowText(window),
							note: why(window.causes),
						}))}
					/>
				</Card>
			)}
			{findings.added.length + findings.removed.length > 0 && (
				<Card title="Findings" count={`${findings.added.length} new, ${findings.removed.length} gone`}>
					<ul className="divide-y divide-line">
						{[...findings.added.map((one) => ({ ...one, gone: false })), ...findings.removed.map((one) => ({ ...one, gone: true }))]
							.slice(0, SHOWN)
							.map(({ code, subject, severity, message, causes, gone }) => (
								<li key={`${code} ${subject} ${gone}`} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 px-4 py-2.5 text-13">
									<StateIcon state={gone ? "done" : severity} className="mt-0.5" />
									<div className="min-w-0">
										<p className={cx("wrap-anywhere", gone && "text-ink-2")}>
											<strong className="font-medium">{gone ? "No longer: " : "New: "}</strong>
											{message}
										</p>
										<p className="mt-0.5 text-12 text-ink-3">
											{subjectText(subject)}; {why(causes)}
										</p>
									</div>
								</li>
							))}
					</ul>
				</Card>
			)}
			<Order edges={edges} />
		</div>
	);
}

function Facts({ comparison }: { readonly comparison: PlanComparison }) {
	const { options, steps, workMinutes, criticalPathMinutes } = comparison;
	const facts = [
		...options.map(({ option, before, after }) => ({ name: optionText(option), value: `${after}, was ${before}` })),
		{ name: "Steps alike", value: String(steps.unchanged) },
		{ name: "Work", value: minutesText(workMinutes) },
		{ name: "At the least", value: minutesText(criticalPathMinutes) },
	];
	return (
		<dl className="flex flex-wrap gap-x-8 gap-y-2 rounded-card border border-line bg-surface px-4 py-3 text-13">
			{facts.map(({ name, value }) => (
				<div key={name}>
					<dt className="text-12 text-ink-3">{name}</dt>
					<dd className="font-medium">{value}</dd>
				</div>
			))}
		</dl>
	);
}

const looks: Record<"added" | "removed" | "changed", { readonly icon: GlyphName; readonly mark: string }> = {
	added: { icon: "plus", mark: "bg-green-bg text-green-text" },
	changed: { icon: "pencil", mark: "bg-accent-bg text-accent-text" },
	removed: { icon: "minus", mark: "bg-amber-bg text-amber-text" },
};

function Steps({
	title,
	look,
	steps,
	plan,
	why,
}: {
	readonly title: string;
	readonly look: keyof typeof looks;
	readonly steps: readonly (StepDifference & { readonly fields?: readonly string[] })[];
	/** Page of the plan that has these steps. */
	readonly plan: string | undefined;
	readonly why: (causes: readonly number[]) => string;
}) {
	if (steps.length === 0) return null;
	const { icon, mark } = looks[look];
	return (
		<Card title={title} count={steps.length}>
			<ul className="divide-y divide-line">
				{steps.slice(0, SHOWN).map((step) => (
					<li
						key={step.id}
						className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 px-4 py-2 text-13 md:grid-cols-[auto_minmax(0,1fr)_minmax(0,1fr)]"
					>
						<span className={cx("inline-flex size-5 items-center justify-center rounded-chip", mark)}>
							<Icon name={icon} size={12} />
						</span>
						<span className="min-w-0 wrap-anywhere">
							{plan === undefined ? (
								<span className="font-medium">{step.title}</span>
							) : (
								<Link href={`${plan}?step=${encodeURIComponent(step.id)}` as Route} className="font-medium hover:underline">
									{step.title}
								</Link>
							)}
							{step.fields && <span className="block text-12 text-ink-2">Differs in: {fieldsText(step.fields)}</span>}
						</span>
						<span className="min-w-0 text-12 wrap-anywhere text-ink-3 max-md:col-start-2 md:pt-0.5">{why(step.causes)}</span>
					</li>
				))}
			</ul>
			{steps.length > SHOWN && <p className="border-t border-line px-4 py-2.5 text-12 text-ink-3">and {steps.length - SHOWN} more</p>}
		</Card>
	);
}

type Line = { readonly key: string; readonly text: string; readonly note: string };

const Lines = ({ lines }: { readonly lines: readonly Line[] }) => (
	<ul className="divide-y divide-line">
		{lines.slice(0, SHOWN).map(({ key, text, note }) => (
			<li key={key} className="grid gap-x-3 px-4 py-2 text-13 md:grid-cols-2">
				<span className="wrap-anywhere">{text}</span>
				<span className="text-12 wrap-anywhere text-ink-3 md:pt-0.5">{note}</span>
			</li>
		))}
	</ul>
);

/** Order between steps that both plans have. */
function Order({ edges: { added, removed } }: Pick<PlanComparison, "edges">) {
	if (added.length + removed.length === 0) return null;
	const lines = [
		...added.map((edge) => ({ ...edge, word: "now waits for" })),
		...removed.map((edge) => ({ ...edge, word: "no longer waits for" })),
	];
	return (
		<Card title="Order between the same steps" count={lines.length}>
			<ul className="divide-y divide-line">
				{lines.slice(0, SHOWN).map(({ from, to, because, word }) => (
					<li key={`${from} ${to} ${word}`} className="grid gap-x-3 px-4 py-2 text-13 md:grid-cols-2">
						<span className="wrap-anywhere">
							<code className="mono">{to}</code> {word} <code className="mono">{from}</code>
						</span>
						<span className="text-12 wrap-anywhere text-ink-3 md:pt-0.5">{because}</span>
					</li>
				))}
			</ul>
		</Card>
	);
}
