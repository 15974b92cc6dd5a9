"use client";
import type { Route } from "next";
import { usePathname } from "next/navigation";
import { useMemo } from "react";
import { ConnectionBanner, ConnectionWord } from "@/components/run/connection-banner.tsx";
import { OutdatedBanner, PlanOutdatedNote } from "@/components/run/outdated-banner.tsx";
import { statusWord } from "@/components/run/refusal-text.ts";
import { RehearsalBand } from "@/components/run/rehearsal-band.tsx";
import { RehearseButton } from "@/components/run/rehearse-button.tsx";
import { useRun } from "@/components/run/run-context.tsx";
import { sentence } from "@/components/run/sentence.ts";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Chip } from "@/components/ui/chip.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { LinkTabs } from "@/components/ui/link-tabs.tsx";
import { StateIcon } from "@/components/ui/state.tsx";
import type { PlanDocument } from "@/lib/domain/planner/plan-document.ts";
import { forecast } from "@/lib/domain/run/forecast.ts";
import { PlanFacts } from "./plan-facts.tsx";
import { purposeText, recipeText, runTitle } from "./plan-title.ts";

const standing: Record<PlanDocument["status"], string | undefined> = {
	ready: undefined,
	partial: "Partial: some scope is left out",
	blocked: "Blocked",
	"nothing-to-do": "Nothing to do",
};

/** Head of a plan's pages: what it is, where it stands, its facts, its parts as tabs. */
export function PlanHeader() {
	const { state, planId, estateName, measured } = useRun();
	const { plan } = state;
	const path = usePathname();
	// The whole plan, also while it runs: as if nothing were done yet.
	const asMeasured = useMemo(() => forecast({ ...state, steps: {}, parked: {} }, measured, state.draftedAt), [state, measured]);
	const base = `/plans/${planId}`;
	const begun = state.startedAt !== undefined;
	const rehearsal = state.rehearsalOf !== undefined;
	const waiting = state.status === "submitted" || state.status === "draft";
	const tab = (end: string, label: string, count?: number | string) => ({
		href: `${base}${end}` as Route,
		label,
		...(count !== undefined && { count }),
		current: path === `${base}${end}`,
	});
	const note = standing[plan.status];
	return (
		<>
			<ConnectionBanner />
			<RehearsalBand state={state} />
			<PageHeader
				crumbs={[
					{ label: "Plans", href: "/plans" },
					{ label: estateName, href: `/estates/${state.estateId}` as Route },
				]}
				title={runTitle(state)}
				beside={
					<>
						<Chip tone="line">{rehearsal && !begun ? "Not started" : sentence(statusWord(state.status))}</Chip>
						{note !== undefined && (
							<Chip tone="line">
								<StateIcon state={plan.status === "blocked" ? "blocker" : plan.status === "partial" ? "warning" : "done"} size={12} />
								{note}
							</Chip>
						)}
					</>
				}
				meta={`${recipeText(plan.recipe)}, ${purposeText(plan.purpose)}`}
				actions={
					<>
						<ConnectionWord />
						<ButtonLink href={`${base}/history` as Route}>
							<Icon name="history" />
							History
						</ButtonLink>
						<ButtonLink href={`${base}/print` as Route}>
							<Icon name="print" />
							Print
						</ButtonLink>
						<RehearseButton />
						{(begun || rehearsal || state.status === "approved") && (
							<ButtonLink href={`${base}/run` as Route} variant="primary">
								<Icon name="runs" />
								{begun ? "Open the run" : rehearsal ? "Go to the rehearsal" : "Go to the run"}
							</ButtonLink>
						)}
					</>
				}
			/>
			<PlanOutdatedNote />
			<OutdatedBanner />
			<PlanFacts plan={plan} window={state.window} measured={asMeasured} />
			<LinkTabs
				label="Parts of the plan"
				tabs={[
					tab("", "Steps", plan.steps.length),
					tab("/graph", "Graph"),
					tab("/schedule", "Schedule"),
					tab("/findings", "Findings", plan.findings.length),
					...(rehearsal ? [] : [tab("/approval", "Approval", waiting ? "open" : undefined)]),
					tab("/compare", "Compare", state.amendment ? "amendment" : undefined),
				]}
			/>
		</>
	);
}
