"use client";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { RefusalLine } from "./refusal-line.tsx";
import { useRun } from "./run-context.tsx";
import { WaiveOffer } from "./waive-offer.tsx";
import { waiverOf } from "./waiver-of.ts";

/** The refusal of an order given here, where it was given, until the next one or until it is put away. */
export function RefusalNote({
	target,
	stepId,
	className,
}: {
	readonly target: string;
	readonly stepId?: string;
	readonly className?: string;
}) {
	const { refused, dismiss } = useRun();
	const refusal = refused[target];
	if (!refusal) return null;
	return (
		<Alert
			tone="blocker"
			live
			className={className}
			actions={
				<Button variant="quiet" size="sm" square aria-label="Put this answer away" onClick={() => dismiss(target)}>
					<Icon name="close" size={14} />
				</Button>
			}
		>
			<RefusalLine problem={refusal.problem} stepId={stepId} />
			{waiverOf(refusal.problem) && (
				<span className="mt-2 block">
					<WaiveOffer problem={refusal.problem} />
				</span>
			)}
		</Alert>
	);
}
