"use client";
import type { Route } from "next";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { OrderButton } from "./order-button.tsx";
import { RefusalNote } from "./refusal-note.tsx";
import { statusWord } from "./refusal-text.ts";
import { RehearseButton } from "./rehearse-button.tsx";
import { useRun } from "./run-context.tsx";

/** Before the run: start it live or as a rehearsal, or what is still missing for that. */
export function StartRunCard() {
	const { state, estateName, me, planId } = useRun();
	if (state.rehearsalOf !== undefined) return <StartRehearsal />;
	if (state.status !== "approved")
		return (
			<Card>
				<EmptyState
					icon="runs"
					title={`This plan is ${statusWord(state.status)}`}
					action={
						<ButtonLink href={`/plans/${planId}/approval` as Route} variant="primary">
							Go to the approval
						</ButtonLink>
					}
				>
					It can run once a lead who did not write it has approved it. Here everybody then sees what can be done now, what holds the others,
					and every clock.
				</EmptyState>
			</Card>
		);
	return (
		<Card>
			<EmptyState
				icon="runs"
				title="Approved and ready to start"
				action={
					may(me.role, "lead") ? (
						<OrderButton
							variant="primary"
							command={() => ({ type: "start-run", mode: "live" })}
							ask={{
								title: `Start the live run for ${estateName}`,
								description: "From now on every tick is part of the history, and the order is enforced.",
								action: "Start the live run",
								typeToConfirm: estateName,
							}}
						>
							<Icon name="play" />
							Start live run…
						</OrderButton>
					) : undefined
				}
				aside={<RehearseButton variant="quiet" />}
			>
				{may(me.role, "lead")
					? "A live run ticks real work. A rehearsal is a copy with a history of its own: it goes through the same gates, is marked as one everywhere, and this plan stays free for the live run."
					: "A lead starts the run. This page comes alive by itself when that happens."}
			</EmptyState>
			<RefusalNote target="run" className="m-4" />
		</Card>
	);
}

/** A rehearsal that has not begun. */
function StartRehearsal() {
	const { me } = useRun();
	const leads = may(me.role, "lead");
	return (
		<Card>
			<EmptyState
				icon="runs"
				title="Ready to rehearse"
				action={
					leads ? (
						<OrderButton variant="primary" command={() => ({ type: "start-run", mode: "rehearsal" })}>
							<Icon name="play" />
							Start the rehearsal
						</OrderButton>
					) : undefined
				}
			>
				The same steps, gates and clocks as in the night, except the maintenance window. Nothing reaches the inventory.
				{leads ? "" : " A lead starts it; this page comes alive by itself when that happens."}
			</EmptyState>
			<RefusalNote target="run" className="m-4" />
		</Card>
	);
}
