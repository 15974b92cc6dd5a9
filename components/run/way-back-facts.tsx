"use client";
import { subjectText } from "@/components/plan/lanes.ts";
import { Alert } from "@/components/ui/alert.tsx";
import { Card } from "@/components/ui/card.tsx";
import { Chip } from "@/components/ui/chip.tsx";
import type { BackOut } from "@/lib/domain/run/back-out.ts";
import { noReturnMeaning } from "./no-return-text.ts";
import { useRun } from "./run-context.tsx";
import { lossText } from "./way-back-text.ts";

/** What going back costs: what is lost, which gap it opens again, where it was or will be too late to turn round. */
export function WayBackFacts({ back }: { readonly back: BackOut }) {
	const { step, zone } = useRun();
	const { steps, lost, opensGap, pointsOfNoReturn } = back;
	return (
		<>
			{opensGap.length > 0 && (
				<Alert tone="warning" title={`Opens ${opensGap.length === 1 ? "an MFA gap" : "MFA gaps"} again`}>
					The providers of {opensGap.map(subjectText).join(" and ")} are exchanged once more: meanwhile sign-ins there ask for no second
					factor.
				</Alert>
			)}
			{steps.length > 0 && (
				<Card title="What is lost" padded>
					{lost.length === 0 ? (
						<p className="text-13 text-ink-2">Nothing: no data has to be restored on this way.</p>
					) : (
						<ul className="flex flex-col gap-1.5 text-13">
							{lost.map((loss) => (
								<li key={`${loss.backup} ${loss.what}`}>
									{lossText(loss, zone)}
									<span className="block text-12 text-ink-3">{step(loss.backup)?.title ?? loss.backup}</span>
								</li>
							))}
						</ul>
					)}
				</Card>
			)}
			{pointsOfNoReturn.length > 0 && (
				<Card title="Points of no return" padded>
					<ul className="flex flex-col gap-2.5 text-13">
						{pointsOfNoReturn.map((point) => (
							<li key={point.stepId}>
								<span className="flex flex-wrap items-center gap-2">
									<strong className="font-medium">{step(point.stepId)?.title ?? point.stepId}</strong>
									<Chip tone={point.crossed ? "amber" : "line"}>{point.crossed ? "Crossed" : "Ahead"}</Chip>
								</span>
								<span className="block text-ink-2">{noReturnMeaning(point.why)}</span>
							</li>
						))}
					</ul>
				</Card>
			)}
		</>
	);
}
