"use client";
import { noReturnMeaning } from "@/components/run/no-return-text.ts";
import { useRun } from "@/components/run/run-context.tsx";
import { Card } from "@/components/ui/card.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { backOutFrom } from "@/lib/domain/run/back-out.ts";

/** The steps behind which one cannot simply turn round; approving takes them on. */
export function NoReturnCard() {
	const { state, step } = useRun();
	const points = backOutFrom(state).pointsOfNoReturn;
	if (points.length === 0) return null;
	return (
		<Card title="Points of no return" padded>
			<ul className="flex flex-col gap-2.5 text-13">
				{points.map((point) => (
					<li key={point.stepId} className="grid grid-cols-[1rem_minmax(0,1fr)] items-start gap-2">
						<Icon name="undo" className="mt-0.5 text-ink-2" />
						<span>
							<strong className="font-medium">{step(point.stepId)?.title ?? point.stepId}</strong>
							<span className="block text-ink-2">{noReturnMeaning(point.why)}</span>
						</span>
					</li>
				))}
			</ul>
		</Card>
	);
}
