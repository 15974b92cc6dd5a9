"use client";
import { Alert } from "@/components/ui/alert.tsx";
import { formatInstant } from "@/components/ui/time-format.ts";
import { useNow } from "@/components/ui/use-now.tsx";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { pointAt, worsened } from "@/lib/domain/run/point-of-no-return.ts";
import { noReturnMeaning, worseWords } from "./no-return-text.ts";
import { OrderButton } from "./order-button.tsx";
import { useRun } from "./run-context.tsx";
import { sentence } from "./sentence.ts";

/** Shown on the step that crosses it, before it is crossed: what it means, who has taken it on, what is still asked. */
export function PointOfNoReturnNote({ step }: { readonly step: PlanStep }) {
	const { state, person, zone } = useRun();
	const now = useNow(15_000);
	const point = pointAt(state, step.id);
	if (!point || point.crossed) return null;
	const worse = worsened(state, step, new Date(now).toISOString());
	const later = state.acknowledged[step.id];
	const open = worse.filter((reason) => !later?.because.includes(reason));
	const who = [
		state.approval &&
			`${sentence(person(state.approval.by))} took this on with the approval, ${formatInstant(state.approval.at, zone, "date-time")}.`,
		later &&
			`${sentence(person(later.by))} acknowledged it ${formatInstant(later.at, zone, "date-time")}${later.reason ? `: ${later.reason}` : ""}.`,
	].filter(Boolean);
	return (
		<Alert tone="warning" title="Point of no return">
			<p>{noReturnMeaning(point.why)}</p>
			{who.length > 0 && <p className="mt-1">{who.join(" ")}</p>}
			{open.length > 0 && (
				<p className="mt-1 font-medium text-ink">
					Worse than approved: {open.map(worseWords).join(", and ")}. The step starts only after a lead has acknowledged this.
				</p>
			)}
			{open.length > 0 && (
				<p className="mt-2">
					<OrderButton
						size="sm"
						explain={false}
						label={`Acknowledge the point of no return: ${step.title}`}
						name={step.id}
						command={(reason) => ({ type: "acknowledge-point-of-no-return", stepId: step.id, ...(reason && { reason }) })}
						ask={{
							title: "Acknowledge the point of no return",
							description: `${noReturnMeaning(point.why)} Now ${open.map(worseWords).join(", and ")}.`,
							action: "Acknowledge it",
							reason: { label: "Why the run goes on" },
						}}
					>
						Acknowledge…
					</OrderButton>
				</p>
			)}
		</Alert>
	);
}
