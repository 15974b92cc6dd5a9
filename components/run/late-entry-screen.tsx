"use client";
import type { Route } from "next";
import Link from "next/link";
import { useCallback, useMemo, useRef, useState } from "react";
import { planTitle } from "@/components/plan/plan-title.ts";
import { PageBody, PageHeader } from "@/components/shell/page-header.tsx";
import { Alert } from "@/components/ui/alert.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { LiveRegion } from "@/components/ui/live-region.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import type { PlanPageView } from "@/lib/wire/views.ts";
import { boardOf } from "./board-model.ts";
import { ConnectionBanner, ConnectionWord } from "./connection-banner.tsx";
import { LateEntryCard } from "./late-entry-card.tsx";
import { RunProvider, useRun } from "./run-context.tsx";
import { RunChip } from "./run-header.tsx";

/** More than these are not filled in at a time; the next ones follow as these are entered. */
const SHOWN = 12;

/** The run sheet as a form: what was done on paper is entered in the plan's order, with the times it happened. */
export function LateEntryScreen({ view }: { readonly view: PlanPageView }) {
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
			<PageHeader
				crumbs={[
					{ label: estateName, href: `/plans/${planId}` as Route },
					{ label: planTitle(state.plan), href: `/plans/${planId}/run` as Route },
				]}
				title="Enter work afterwards"
				beside={<RunChip />}
				meta={`Times are those of ${zone}`}
				actions={
					<>
						<ConnectionWord />
						<ButtonLink href={`/plans/${planId}/print?by=order` as Route}>
							<Icon name="print" />
							Run sheet
						</ButtonLink>
						<ButtonLink href={`/plans/${planId}/run` as Route}>
							<Icon name="runs" />
							Back to the run
						</ButtonLink>
					</>
				}
			/>
			<PageBody className="mx-auto w-full max-w-4xl">
				<Sheet />
			</PageBody>
		</>
	);
}

/** Why nothing can be entered here at all. */
function useShut(): string | undefined {
	const { state, me } = useRun();
	if (!may(me.role, "work-steps")) return "Entering work is for operators and leads.";
	if (state.status === "paused") return "The run is paused. A lead resumes it, then the work can be entered.";
	if (state.status === "ended") return "The run has ended: it takes nothing more.";
	return state.status === "running" ? undefined : "The run has not been started. Only what was done after its start can be entered.";
}

function Sheet() {
	const { planId, state, views, me, step } = useRun();
	const board = useMemo(() => boardOf(state, views, me.id), [state, views, me.id]);
	const [entered, setEntered] = useState("");
	const heading = useRef<HTMLHeadingElement>(null);
	const onEntered = useCallback((title: string, how: string) => {
		setEntered(`${title}: entered as ${how}.`);
		heading.current?.focus();
	}, []);
	const shut = useShut();
	if (shut !== undefined) return <Alert title="Nothing can be entered now">{shut}</Alert>;
	const mine = board.running.filter((id) => views[id]?.claimedBy === me.id);
	const open = [...mine, ...board.ready.filter((id) => (views[id]?.claimedBy ?? me.id) === me.id)];
	return (
		<>
			<p className="text-13 text-ink-2">
				Copy the run sheet here, in the order things happened. Every entry passes the same checks as in the run, as of the time it happened,
				and the history says that it was entered afterwards and by whom.
			</p>
			<LiveRegion text={entered} />
			<section className="flex flex-col gap-3">
				<h2 ref={heading} tabIndex={-1} className="flex items-baseline justify-between text-14 font-semibold outline-none">
					Next to enter
					<span className="text-12 font-normal text-ink-3">
						{board.count.done} of {board.count.total} done
					</span>
				</h2>
				{open.slice(0, SHOWN).map((id, index) => {
					const found = step(id);
					return found && <LateEntryCard key={id} step={found} open={index === 0} onEntered={onEntered} />;
				})}
				{open.length === 0 && <p className="text-13 text-ink-2">No step is ready for you to enter.</p>}
			</section>
			{board.failed.length > 0 && (
				<p className="text-13 text-ink-2">
					Failed, to be decided in the run:{" "}
					{board.failed.map((id, index) => (
						<span key={id}>
							{index > 0 && ", "}
							<Link className="link" href={`/plans/${planId}/run?step=${encodeURIComponent(id)}` as Route}>
								{step(id)?.title}
							</Link>
						</span>
					))}
					.
				</p>
			)}
			{board.next.length > 0 && (
				<section>
					<h2 className="mb-1.5 text-14 font-semibold">Then</h2>
					<ul className="flex flex-col gap-1 text-13 text-ink-2">
						{board.next.map((id) => (
							<li key={id}>{step(id)?.title}</li>
						))}
					</ul>
				</section>
			)}
		</>
	);
}
