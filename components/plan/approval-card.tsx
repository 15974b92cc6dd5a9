"use client";
import type { Route } from "next";
import { type ReactNode, useState } from "react";
import { OrderButton } from "@/components/run/order-button.tsx";
import { RefusalNote } from "@/components/run/refusal-note.tsx";
import { useRun } from "@/components/run/run-context.tsx";
import { sentence } from "@/components/run/sentence.ts";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Card } from "@/components/ui/card.tsx";
import { CopyButton } from "@/components/ui/copy-button.tsx";
import { Field, Input, Textarea } from "@/components/ui/field.tsx";
import { StateChip, StateIcon, type StateName } from "@/components/ui/state.tsx";
import { ZonedTime } from "@/components/ui/time.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { backOutFrom } from "@/lib/domain/run/back-out.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import { gapsOf, named, typedAll } from "./plan-fit.ts";

type Line = { readonly state: StateName; readonly who: string; readonly what: ReactNode; readonly at?: string };

function story(state: RunState, person: (id: string) => string): readonly Line[] {
	const lines: Line[] = [{ state: "done", who: person(state.authorId), what: "made the plan", at: state.draftedAt }];
	if (state.submittedBy !== undefined) lines.push({ state: "done", who: person(state.submittedBy), what: "submitted it" });
	if (state.rejection)
		lines.push({
			state: "blocker",
			who: person(state.rejection.by),
			what: `sent it back: ${state.rejection.reason}`,
			at: state.rejection.at,
		});
	if (state.approval)
		lines.push({
			state: "done",
			who: person(state.approval.by),
			what: `approved it${state.approval.reason ? `: ${state.approval.reason}` : ""}`,
			at: state.approval.at,
		});
	if (state.startedAt)
		lines.push({
			state: "running",
			who: person(state.leadId ?? ""),
			what: state.mode === "rehearsal" ? "leads the rehearsal" : "leads the live run",
			at: state.startedAt,
		});
	return lines;
}

function Standing({ state, mine }: { readonly state: RunState; readonly mine: boolean }) {
	switch (state.status) {
		case "draft":
			return <StateChip state="waiting" word="Draft" />;
		case "submitted":
			return <StateChip state="ready" word={mine ? "Waiting for you" : "Waiting for approval"} />;
		case "rejected":
			return <StateChip state="skipped" word="Sent back" />;
		default:
			return <StateChip state="done" word="Approved" />;
	}
}

/** The digest that is approved, who did what so far, and the approval itself by another person than the author. */
export function ApprovalCard() {
	const { state, person, zone, me, planId } = useRun();
	if (state.rehearsalOf !== undefined) return <RehearsalCard />;
	const open = state.status === "draft" || state.status === "submitted";
	const digest = state.plan.planDigest.replace(/^sha256:/, "");
	return (
		<Card title="Approval" padded actions={<Standing state={state} mine={may(me.role, "lead") && state.authorId !== me.id} />}>
			<div className="flex flex-col gap-3">
				<div className="flex items-start gap-2 rounded-control bg-well px-3 py-2">
					<p className="min-w-0 flex-1">
						<span className="text-12 text-ink-3">Plan digest</span>
						<span className="mono mt-0.5 block text-13 font-medium">{digest.match(/.{1,4}/g)?.join(" ")}</span>
					</p>
					<CopyButton text={state.plan.planDigest} what="the plan digest" wordless />
				</div>
				<p className="text-13 text-ink-2">
					Exactly this digest is approved. Any change to the inventory gives another one, and an approval of this one no longer starts a
					run.
				</p>
				<ol className="flex flex-col gap-1.5 text-13">
					{story(state, person).map((line) => (
						<li key={`${line.who} ${String(line.what)}`} className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2">
							<StateIcon state={line.state} className="mt-0.5" />
							<span className="wrap-anywhere">
								<strong className="font-medium">{sentence(line.who)}</strong> {line.what}
								{line.at !== undefined && (
									<span className="block text-12 text-ink-3">
										<ZonedTime at={line.at} zone={zone} />
									</span>
								)}
							</span>
						</li>
					))}
				</ol>
				{(open || state.status === "rejected") && <Actions />}
				{!open && state.status !== "rejected" && (
					<ButtonLink href={`/plans/${planId}/run` as Route} variant="primary">
						{state.status === "approved" ? "Go to the run" : "Open the run"}
					</ButtonLink>
				)}
				<RefusalNote target="run" />
			</div>
		</Card>
	);
}

/** In place of the approval, in a rehearsal. */
function RehearsalCard() {
	const { state, planId } = useRun();
	return (
		<Card title="Rehearsal" padded>
			<div className="flex flex-col gap-3 text-13 text-ink-2">
				<p>
					Exactly the plan it rehearses, with a history of its own. It needs no approval and can only run as a rehearsal. How long each step
					took is shown beside the estimates of this estate afterwards.
				</p>
				<ButtonLink href={`/plans/${planId}/run` as Route} variant="primary">
					{state.startedAt === undefined ? "Go to the rehearsal" : "Open the rehearsal"}
				</ButtonLink>
			</div>
		</Card>
	);
}

function Actions() {
	const { state, me } = useRun();
	if (state.plan.status === "blocked")
		return (
			<p className="text-13 text-ink-2">
				Blockers stop everything this plan could do, so there is nothing to approve. Put them right in the estate, then make a new plan.
			</p>
		);
	if (state.plan.status === "nothing-to-do")
		return <p className="text-13 text-ink-2">Everything is at target already: there is nothing to approve.</p>;
	if (!may(me.role, "lead"))
		return <p className="text-13 text-ink-2">Approving is for leads. {state.status === "draft" ? "A lead submits the plan first." : ""}</p>;
	return (
		<>
			{(state.status === "draft" || state.status === "rejected") && (
				<OrderButton variant={state.authorId === me.id ? "primary" : "outline"} command={() => ({ type: "submit-plan" })}>
					{state.status === "rejected" ? "Submit once more" : "Submit for approval"}
				</OrderButton>
			)}
			{state.status !== "rejected" &&
				(state.authorId === me.id ? (
					<p className="text-13 text-ink-2">You made this plan, so another lead must approve it.</p>
				) : (
					<Approve />
				))}
		</>
	);
}

function Approve() {
	const { state } = useRun();
	const [typed, setTyped] = useState("");
	const [reason, setReason] = useState("");
	const farms = gapsOf(state.plan).map((gap) => gap.farm);
	const warnings = state.plan.findings.filter((finding) => finding.severity === "warning").length;
	const points = backOutFrom(state).pointsOfNoReturn.length;
	const taken = [
		warnings > 0 ? `${warnings} ${warnings === 1 ? "warning" : "warnings"}` : "",
		points > 0 ? `${points} ${points === 1 ? "point" : "points"} of no return` : "",
	].filter(Boolean);
	const missing =
		farms.length > 0 && !typedAll(typed, farms)
			? farms.length === 1
				? "Opens when the name matches."
				: "Opens when all names match."
			: undefined;
	return (
		<div className="flex flex-col gap-3">
			{farms.length > 0 && (
				<Field
					label={
						farms.length === 1
							? `One MFA gap. Type the farm's name: ${named(farms)}`
							: `${farms.length} MFA gaps. Type the farm names: ${named(farms)}`
					}
					hint="While a gap is open, sign-ins of that farm ask for no second factor."
				>
					<Input
						value={typed}
						className="mono"
						autoCapitalize="off"
						spellCheck={false}
						onChange={(event) => setTyped(event.target.value)}
					/>
				</Field>
			)}
			<Field label="Remark (optional)">
				<Textarea rows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
			</Field>
			{taken.length > 0 && <p className="text-12 text-ink-3">Approving acknowledges {taken.join(" and ")}; the event lists them.</p>}
			<div className="flex flex-wrap items-start gap-2">
				<OrderButton
					variant="primary"
					shut={missing}
					command={() => ({ type: "approve-plan", planDigest: state.plan.planDigest, ...(reason.trim() && { reason: reason.trim() }) })}
				>
					Approve this plan
				</OrderButton>
				<OrderButton
					command={(why) => ({ type: "reject-plan", reason: why })}
					ask={{ title: "Send the plan back", action: "Send it back", reason: { label: "What has to change", required: true } }}
				>
					Reject…
				</OrderButton>
			</div>
		</div>
	);
}
