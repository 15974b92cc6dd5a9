import type { Route } from "next";
import Link from "next/link";
import { withRehearsalsBelow } from "@/components/plan/rehearsals-below.ts";
import { cx } from "@/components/ui/cx.ts";
import { Bar } from "@/components/ui/progress.tsx";
import { StateChip, type StateName } from "@/components/ui/state.tsx";
import { Row, Table, TableBody, TableHead, Td, Th } from "@/components/ui/table.tsx";
import { RelativeTime, ZonedRange } from "@/components/ui/time.tsx";
import { isRehearsal } from "@/lib/domain/run/rehearsal.ts";
import type { RunStatus } from "@/lib/domain/run/state.ts";
import type { People, PlanSummary } from "@/lib/wire/views.ts";

const look: Record<RunStatus, { readonly state: StateName; readonly word: string }> = {
	draft: { state: "waiting", word: "Draft" },
	submitted: { state: "ready", word: "Waiting for approval" },
	rejected: { state: "skipped", word: "Sent back" },
	approved: { state: "ready", word: "Approved" },
	running: { state: "running", word: "Running" },
	paused: { state: "paused", word: "Paused" },
	ended: { state: "done", word: "Ended" },
};

const recipeWord: Record<PlanSummary["recipe"], string> = { guide: "By the guide", "migration-utility-only": "Migration Utility only" };

function standing(plan: PlanSummary): string {
	if (plan.rehearsalOf !== undefined && plan.status === "draft") return "Not started, rehearsal";
	return isRehearsal(plan) ? `${look[plan.status].word}, rehearsal` : look[plan.status].word;
}

/** Plans of an estate with their state, progress and window. */
export function EstatePlans({
	plans,
	people,
	zone,
}: {
	readonly plans: readonly PlanSummary[];
	readonly people: People;
	readonly zone: string;
}) {
	return (
		<Table label="Plans">
			<TableHead>
				<Th>Plan</Th>
				<Th>State</Th>
				<Th className="w-44">Steps done</Th>
				<Th>Window</Th>
				<Th>Made</Th>
			</TableHead>
			<TableBody>
				{withRehearsalsBelow(plans).map((plan) => (
					<Row key={plan.id} className="relative hover:bg-hover">
						<Td className="h-13">
							<span className={cx("block", plan.rehearsalOf !== undefined && "pl-5")}>
								<Link href={`/plans/${plan.id}` as Route} className="stretched font-medium hover:underline">
									{plan.rehearsalOf !== undefined && "Rehearsal: "}Upgrade to {plan.targetVersion}
								</Link>
								<span className="block text-12 text-ink-3">
									{plan.rehearsalOf === undefined ? recipeWord[plan.recipe] : "Practice, with a history of its own"}
									{plans.some((other) => other.id !== plan.id && other.estateId === plan.estateId) && (
										<>
											{", "}
											<Link
												href={`/plans/${plan.id}/compare` as Route}
												aria-label={`Compare the upgrade to ${plan.targetVersion} with another plan`}
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
							<StateChip state={look[plan.status].state} word={standing(plan)} />
						</Td>
						<Td>
							<span className="flex items-center gap-3 text-ink-2">
								<span className="w-20">
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
							{people[plan.authorId]?.name ?? "Somebody"}, <RelativeTime at={plan.createdAt} zone={zone} />
						</Td>
					</Row>
				))}
			</TableBody>
		</Table>
	);
}
