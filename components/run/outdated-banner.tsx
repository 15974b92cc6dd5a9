"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { fieldChanges } from "@/components/estate/change-text.ts";
import { changeText } from "@/components/plan/comparison-text.ts";
import { Banner } from "@/components/ui/alert.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { openGaps, windowName } from "@/lib/domain/run/windows.ts";
import type { InventoryChangeView } from "@/lib/wire/views.ts";
import { OrderButton } from "./order-button.tsx";
import { windowText } from "./refusal-text.ts";
import { useRun } from "./run-context.tsx";
import { sentence } from "./sentence.ts";

const NAMED = 3;

/** `User Portal UP02 changed (version 7.3 to 8.1)`. */
function inWords(change: InventoryChangeView): string {
	const fields = change.change === "changed" ? fieldChanges(change) : [];
	const detail = fields.slice(0, NAMED).map(({ field, before, after }) => `${field} ${before} to ${after}`);
	return `${changeText(change)}${detail.length > 0 ? ` (${detail.join(", ")})` : ""}`;
}

/** What others changed in the inventory, in words, the first few. */
export function changesInWords(changes: readonly InventoryChangeView[]): string {
	const more = changes.length - NAMED;
	return `${changes.slice(0, NAMED).map(inWords).join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}

/** Before a run: the plan no longer speaks of the estate as it is. Nothing while it does, and once a run is under way. */
export function PlanOutdatedNote() {
	const { state, outdated } = useRun();
	if (!outdated || state.status === "running" || state.status === "paused" || state.status === "ended") return null;
	return (
		<Banner
			tone="warning"
			action={<ButtonLink href={`/plans/new?estate=${encodeURIComponent(state.estateId)}` as Route}>Make a new plan</ButtonLink>}
		>
			<strong className="font-medium">The inventory was changed since this plan was made:</strong> {changesInWords(outdated.changes)}.
			{state.rehearsalOf === undefined && " A live run of it does not start."}
		</Banner>
	);
}

/** On the run: what was changed from outside and what that holds, or the amended plan that waits for a lead. */
export function OutdatedBanner() {
	const { state, me, planId, person, outdated } = useRun();
	const router = useRouter();
	if (state.status !== "running" && state.status !== "paused") return null;
	const review = `/plans/${planId}/compare?with=amendment` as Route;
	if (state.amendment)
		return (
			<Banner tone="warning" action={<ButtonLink href={review}>Review it</ButtonLink>}>
				<strong className="font-medium">{sentence(person(state.amendment.by))} proposed an amended plan:</strong>{" "}
				{changesInWords(state.amendment.changes)}. It keeps what was begun and waits for another lead.
			</Banner>
		);
	if (!outdated) return null;
	const gaps = openGaps(state);
	return (
		<Banner
			tone="warning"
			action={
				may(me.role, "lead") &&
				gaps.length === 0 && (
					<OrderButton
						command={(why) => ({ type: "propose-amendment", ...(why && { reason: why }) })}
						onDone={() => router.push(review)}
						ask={{
							title: "Propose an amended plan",
							description:
								"Computed from the estate as it is now; what was begun keeps its place and its evidence. Another lead approves it before the run follows it.",
							action: "Propose the amended plan",
							reason: { label: "Why" },
						}}
					>
						Propose an amended plan
					</OrderButton>
				)
			}
		>
			<strong className="font-medium">The inventory was changed from outside:</strong> {changesInWords(outdated.changes)}.{" "}
			{state.mode === "rehearsal"
				? "This rehearsal goes on with its own plan."
				: gaps.length > 0
					? `Close ${gaps.map((gap) => windowText(windowName(gap))).join(" and ")} first; its steps go on.`
					: "What is under way goes on; nothing new starts before an amended plan is approved."}
		</Banner>
	);
}
