"use client";
import { useRun } from "@/components/run/run-context.tsx";
import { Card } from "@/components/ui/card.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import type { PlanSchedule } from "@/lib/domain/schedule/plan-schedule.ts";
import { PrintButton } from "./print-button.tsx";
import { workerName } from "./schedule-model.ts";

/** To take away: the window and each person's part as calendar files, and paper. */
export function ScheduleFiles({ loads }: { readonly loads: PlanSchedule["loads"] }) {
	const { planId, state, person } = useRun();
	const href = `/api/v1/plans/${planId}/calendar`;
	return (
		<Card title="Take it away" padded className="print:hidden">
			<div className="flex flex-col gap-3 text-13">
				{state.window ? (
					<ul className="flex flex-wrap gap-x-4 gap-y-2">
						<li>
							<a href={href} download className="link inline-flex items-center gap-1.5">
								<Icon name="download" size={14} />
								Window (.ics)
							</a>
						</li>
						{loads
							.filter(({ busy }) => busy > 0)
							.map(({ worker }) => (
								<li key={worker.id}>
									<a href={`${href}?worker=${encodeURIComponent(worker.id)}`} download className="link inline-flex items-center gap-1.5">
										<Icon name="download" size={14} />
										{workerName(worker, person)} (.ics)
									</a>
								</li>
							))}
					</ul>
				) : (
					<p className="text-ink-2">Calendar files come with a window.</p>
				)}
				<div>
					<PrintButton />
				</div>
			</div>
		</Card>
	);
}
