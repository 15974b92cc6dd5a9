"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { OrderButton } from "@/components/run/order-button.tsx";
import { useRun } from "@/components/run/run-context.tsx";
import { sentence } from "@/components/run/sentence.ts";
import { Card } from "@/components/ui/card.tsx";
import { CopyButton } from "@/components/ui/copy-button.tsx";
import { Field, Textarea } from "@/components/ui/field.tsx";
import { StateChip } from "@/components/ui/state.tsx";
import { ZonedTime } from "@/components/ui/time.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import type { PlanComparison } from "@/lib/domain/planner/compare-plans.ts";
import { differenceText } from "./comparison-text.ts";

/** The amendment that waits for a second lead: who proposed it and why, what it acknowledges, approve or withdraw. */
export function AmendmentCard({ comparison }: { readonly comparison: PlanComparison }) {
	const { state, me, person, zone } = useRun();
	const router = useRouter();
	const [reason, setReason] = useState("");
	const { amendment } = state;
	if (!amendment) return null;
	const { planDigest, findings } = amendment.plan;
	const mine = amendment.by === me.id;
	const begun = Object.values(state.steps).filter((record) => record.status !== "open").length;
	const warnings = findings.filter(({ severity }) => severity === "warning").length;
	return (
		<Card title="Amended plan" padded actions={<StateChip state="ready" word={mine ? "Waits for another lead" : "Waits for a lead"} />}>
			<div className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
				<div className="flex flex-col gap-3 text-13">
					<p>
						<strong className="font-medium">{sentence(person(amendment.by))}</strong> proposed it{" "}
						<ZonedTime at={amendment.at} zone={zone} />
						{amendment.reason !== undefined && `: ${amendment.reason}`}
					</p>
					<p className="text-ink-2">
						{sentence(differenceText(comparison))}. What was begun ({begun} {begun === 1 ? "step" : "steps"}) stays as it is, with its
						evidence; confirmations by a second person are asked for again.
					</p>
					<p className="flex items-center gap-2 rounded-control bg-well px-3 py-2">
						<span className="min-w-0 flex-1">
							<span className="block text-12 text-ink-3">Plan digest</span>
							<span className="mono font-medium wrap-anywhere">{planDigest.slice(7)}</span>
						</span>
						<CopyButton text={planDigest} what="the digest of the amended plan" wordless />
					</p>
				</div>
				{may(me.role, "lead") ? (
					<div className="flex flex-col gap-3">
						{mine ? (
							<p className="text-13 text-ink-2">You proposed it, so another lead must approve it.</p>
						) : (
							<Field label="Remark (optional)">
								<Textarea rows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
							</Field>
						)}
						{!mine && (
							<p className="text-12 text-ink-3">
								Approving acknowledges {warnings} {warnings === 1 ? "warning" : "warnings"} and gives the waivers of this run anew; the
								event lists them.
							</p>
						)}
						<div className="flex flex-wrap items-start gap-2">
							{!mine && (
								<OrderButton
									variant="primary"
									command={() => ({ type: "approve-amendment", planDigest, ...(reason.trim() && { reason: reason.trim() }) })}
								>
									Approve the amended plan
								</OrderButton>
							)}
							<OrderButton
								command={(why) => ({ type: "withdraw-amendment", ...(why && { reason: why }) })}
								ask={{
									title: mine ? "Withdraw the amended plan" : "Turn the amended plan down",
									description: "The run keeps its plan. What others changed in the inventory still holds new work.",
									action: mine ? "Withdraw it" : "Turn it down",
									reason: { label: "Reason" },
								}}
							>
								{mine ? "Withdraw…" : "Turn down…"}
							</OrderButton>
							<OrderButton variant="quiet" command={() => ({ type: "propose-amendment" })} onDone={() => router.refresh()}>
								Propose anew
							</OrderButton>
						</div>
					</div>
				) : (
					<p className="text-13 text-ink-2">Approving is for leads.</p>
				)}
			</div>
		</Card>
	);
}
