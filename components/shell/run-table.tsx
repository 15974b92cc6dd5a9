import type { Route } from "next";
import Link from "next/link";
import { Chip, type ChipTone } from "@/components/ui/chip.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Row, Table, TableBody, TableHead, Td, Th } from "@/components/ui/table.tsx";
import { RelativeTime } from "@/components/ui/time.tsx";
import type { RunOutcome } from "@/lib/domain/run/commands.ts";
import type { PlanSummary } from "@/lib/wire/views.ts";
import { planName } from "./overview-model.ts";

const outcomes: Record<
	RunOutcome,
	{ readonly word: string; readonly tone: ChipTone; readonly icon: "state-done" | "state-warning" | "undo" }
> = {
	complete: { word: "Complete", tone: "green", icon: "state-done" },
	partial: { word: "Ended with debts", tone: "amber", icon: "state-warning" },
	"backed-out": { word: "Backed out", tone: "neutral", icon: "undo" },
};

/** Runs that have ended: how, how far, and the way to their history. */
export function RunTable({ plans }: { readonly plans: readonly PlanSummary[] }) {
	return (
		<Table label="Runs that have ended">
			<TableHead>
				<Th>Run</Th>
				<Th>Mode</Th>
				<Th>Outcome</Th>
				<Th>Steps done</Th>
				<Th>Ended</Th>
				<Th>
					<span className="sr-only">History</span>
				</Th>
			</TableHead>
			<TableBody>
				{plans.map((plan) => {
					const outcome = plan.outcome === undefined ? undefined : outcomes[plan.outcome];
					return (
						<Row key={plan.id}>
							<Td className="h-13">
								<Link href={`/plans/${plan.id}/run` as Route} className="font-medium hover:underline">
									{planName(plan)}
								</Link>
							</Td>
							<Td className="text-ink-2">{plan.mode === "rehearsal" ? "Rehearsal" : "Live"}</Td>
							<Td>
								{outcome !== undefined && (
									<Chip tone={outcome.tone}>
										<Icon name={outcome.icon} size={12} />
										{outcome.word}
									</Chip>
								)}
							</Td>
							<Td className="text-ink-2">
								{plan.progress.done} of {plan.progress.total}
							</Td>
							<Td className="text-ink-2">
								<RelativeTime at={plan.updatedAt} />
							</Td>
							<Td>
								<Link href={`/plans/${plan.id}/history` as Route} className="link">
									History<span className="sr-only"> of {planName(plan)}</span>
								</Link>
							</Td>
						</Row>
					);
				})}
			</TableBody>
		</Table>
	);
}
