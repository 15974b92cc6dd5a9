"use client";
import type { Route } from "next";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { subjectText } from "@/components/plan/lanes.ts";
import { runTitle } from "@/components/plan/plan-title.ts";
import { PrintButton } from "@/components/plan/print-button.tsx";
import { PageBody, PageHeader } from "@/components/shell/page-header.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { LinkTabs } from "@/components/ui/link-tabs.tsx";
import { spanWords } from "@/components/ui/time-format.ts";
import { backOutFrom } from "@/lib/domain/run/back-out.ts";
import type { PlanPageView } from "@/lib/wire/views.ts";
import { ConnectionBanner, ConnectionWord } from "./connection-banner.tsx";
import { RehearsalBand } from "./rehearsal-band.tsx";
import { RunProvider, useRun } from "./run-context.tsx";
import { RunChip } from "./run-header.tsx";
import { WayBackFacts } from "./way-back-facts.tsx";
import { WayBackStep } from "./way-back-step.tsx";
import { stepsWord } from "./way-back-text.ts";

/** The way back from where the run stands now: the whole of it, or one part's; follows the run while it is open. */
export function WayBackScreen({ view }: { readonly view: PlanPageView }) {
	return (
		<RunProvider view={view}>
			<Screen />
		</RunProvider>
	);
}

function Screen() {
	const { planId, estateName, state, zone } = useRun();
	return (
		<>
			<ConnectionBanner />
			<RehearsalBand state={state} />
			<PageHeader
				crumbs={[
					{ label: estateName, href: `/plans/${planId}` as Route },
					{ label: runTitle(state), href: `/plans/${planId}/run` as Route },
				]}
				title="Way back"
				beside={<RunChip />}
				meta={`Times are those of ${zone}`}
				actions={
					<span className="flex flex-wrap items-center gap-2 print:hidden">
						<ConnectionWord />
						<PrintButton />
						<ButtonLink href={`/plans/${planId}/run` as Route}>
							<Icon name="runs" />
							Back to the run
						</ButtonLink>
					</span>
				}
			/>
			<Subjects />
			<PageBody className="mx-auto w-full max-w-4xl">
				<WayBack />
			</PageBody>
		</>
	);
}

/** `?subject=`: one part alone, as a refusal or a failed step names it. */
const useSubject = (): string | undefined => useSearchParams().get("subject") ?? undefined;

/** The whole run and every part of it on which something was begun. */
function Subjects() {
	const { planId, state } = useRun();
	const chosen = useSubject();
	const subjects = useMemo(() => [...new Set(backOutFrom(state).steps.map(({ subject }) => subject))], [state]);
	if (subjects.length < 2 && chosen === undefined) return null;
	const page = `/plans/${planId}/way-back`;
	const tabs = [undefined, ...new Set([...subjects, ...(chosen === undefined ? [] : [chosen])])].map((subject) => ({
		href: (subject === undefined ? page : `${page}?subject=${encodeURIComponent(subject)}`) as Route,
		label: subject === undefined ? "Whole run" : subject === "estate" ? "Estate" : subjectText(subject),
		current: subject === chosen,
	}));
	return <LinkTabs label="Parts of the way back" tabs={tabs} className="print:hidden" />;
}

function WayBack() {
	const { planId, state } = useRun();
	const subject = useSubject();
	const back = useMemo(() => backOutFrom(state, subject), [state, subject]);
	const part = subject === undefined ? "the run" : subjectText(subject);
	if (back.steps.length === 0)
		return (
			<>
				<Card>
					<EmptyState icon="undo" title="Nothing to take back">
						No step of {part} has been begun. As soon as one is, its way back stands here: the steps in their order, how long they take and
						what is lost.
					</EmptyState>
				</Card>
				<WayBackFacts back={back} />
			</>
		);
	const work = back.steps.filter(({ minutes }) => minutes > 0);
	return (
		<>
			<p className="text-14">
				<strong className="font-semibold">
					{stepsWord(back.steps.length)} back, about {spanWords(back.minutes * 60_000)}.
				</strong>{" "}
				<span className="text-ink-2">
					{stepsWord(work.length)} with work, one after the other. Each is recorded by taking its tick back, in this order; at the end a
					lead ends the run as backed out.
				</span>
			</p>
			<WayBackFacts back={back} />
			<Card title="In this order" count={back.steps.length}>
				<ol className="divide-y divide-line">
					{back.steps.map((step, index) => (
						<WayBackStep key={step.stepId} step={step} number={index + 1} />
					))}
				</ol>
			</Card>
			{subject !== undefined && (
				<p className="text-13 text-ink-2 print:hidden">
					Only {part}.{" "}
					<Link className="link" href={`/plans/${planId}/way-back` as Route}>
						Way back of the whole run
					</Link>
				</p>
			)}
		</>
	);
}
