import type { Route } from "next";
import Link from "next/link";
import { Chip } from "@/components/ui/chip.tsx";
import { cx } from "@/components/ui/cx.ts";
import { Bar } from "@/components/ui/progress.tsx";
import { StateChip, type StateName } from "@/components/ui/state.tsx";
import { Row, Table, TableBody, TableHead, Td, Th } from "@/components/ui/table.tsx";
import { RelativeTime, ZonedRange } from "@/components/ui/time.tsx";
import { isRehearsal } from "@/lib/domain/run/rehearsal.ts";
import type { RunStatus } from "@/lib/domain/run/state.ts";
import type { PlanSummary } from "@/lib/wire/views.ts";
import { planTitle, recipeText } from "./plan-title.ts";
import { withRehearsalsBelow } from "./rehearsals-below.ts";

const looks: Record<RunStatus, { readonly state: StateName; readonly word: string }> = {
	draft: { state: "waiting", word: "Draft" },
	submitted: { state: "ready", word: "Waiting for approval" },
	rejected: { state: "skipped", word: "Sent back" },
	approved: { state: "done", word: "Approved" },
	running: { state: "running", word: "Running" },
	paused: { state: "paused", word: "Paused" },
	ended: { state: "done", word: "Ended" },
};

const standings: Record<Exclude<PlanSummary["planStatus"], "ready">, string> = {
	partial: "some scope left out",
	blocked: "blocked",
	"nothing-to-do": "nothing to do",
};

/** Plans of all estates, the last changed first. */
export function PlanTable({ plans }: { readonly plans: readonly PlanSummary[] }) {
	return (
		<Table label="Plans">
			<TableHead>
				<Th>Plan</Th>
				<Th>Estate</Th>
				<Th>State</Th>
				<Th className="w-40">Steps done</Th>
				<Th>Window</Th>
				<Th>Changed</Th>
			</TableHead>
			<TableBody>
				{withRehearsalsBelow(plans).map((plan) => (
					<Row key={plan.id} className="hover:bg-hover">
						<Td className="h-13">
							<span className={cx("block", plan.rehearsalOf !== undefined && "pl-5")}>
								<Link href={`/plans/${plan.id}` as Route} className="font-medium hover:underline">
									{plan.rehearsalOf === undefined ? planTitle(plan) : `Rehearsal: ${planTitle(plan)}`}
								</Link>
								<span className="block text-12 text-ink-3">
									{plan.rehearsalOf === undefined ? recipeText(plan.recipe) : "Practice, with a history of its own"}
									{plan.planStatus !== "ready" && `, ${standings[plan.planStatus]}`}
									{plans.some((other) => other.id !== plan.id && other.estateId === plan.estateId) && (
										<>
											{", "}
											<Link
												href={`/plans/${plan.id}/compare` as Route}
												aria-label={`Compare ${planTitle(plan)} of ${plan.estateName} with another plan`}
												className="relative z-10 text-accent-text hover:underline"
											>
												compare
											</Link>
										</>
									)}
								</span>
							</span>
						</Td>
						<Td>
							<Link href={`/estates/${plan.estateId}` as Route} className="text-ink-2 hover:underline">
								{plan.estateName}
							</Link>
						</Td>
						<Td>
							<span className="flex flex-wrap items-center gap-1.5">
								<StateChip
									state={looks[plan.status].state}
									word={plan.rehearsalOf !== undefined && plan.status === "draft" ? "Not started" : looks[plan.status].word}
								/>
								{isRehearsal(plan) && <Chip tone="amber">Rehearsal</Chip>}
								{plan.openGaps.length > 0 && <StateChip state="gap" />}
							</span>
						</Td>
						<Td>
							<span className="flex items-center gap-3 text-ink-2">
								<span className="w-16">
									<Bar total={plan.progress.total} done={plan.progress.done} />
								</span>
								{plan.progress.done} of {plan.progress.total}
							</span>
						</Td>
						<Td className="text-ink-2">
							{plan.window === undefined ? (
								"none set"
							) : (
								<ZonedRange start={plan.window.start} end={plan.window.end} zone={plan.window.timeZone} />
							)}
						</Td>
						<Td className="text-ink-2">
							<RelativeTime at={plan.updatedAt} />
						</Td>
					</Row>
				))}
			</TableBody>
		</Table>
	);
}
