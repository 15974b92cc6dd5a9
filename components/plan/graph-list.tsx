import { Row, Table, TableBody, TableHead, Td, Th } from "@/components/ui/table.tsx";
import { spanWords } from "@/components/ui/time-format.ts";
import type { PlanDocument } from "@/lib/domain/planner/plan-document.ts";
import { criticalPath } from "./critical-path.ts";

const minutes = (count: number): string => spanWords(count * 60_000);

/** The graph in words: every step with what it waits for and its slack. The same facts as the picture. */
export function GraphList({ plan, base }: { readonly plan: PlanDocument; readonly base: string }) {
	const { timings } = criticalPath(plan);
	const titles = new Map([...plan.steps, ...plan.gates].map((thing) => [thing.id, thing.title]));
	const steps = new Map(plan.steps.map((step) => [step.id, step]));
	const before = new Map<string, string[]>();
	for (const edge of plan.edges) before.set(edge.to, [...(before.get(edge.to) ?? []), edge.from]);
	return (
		<Table label="Steps and what they wait for">
			<TableHead>
				<Th>Step</Th>
				<Th>Phase</Th>
				<Th>Minutes</Th>
				<Th>Earliest</Th>
				<Th>Slack</Th>
				<Th>Waits for</Th>
			</TableHead>
			<TableBody>
				{plan.phases.flatMap((phase) =>
					phase.stepIds.flatMap((id) => {
						const step = steps.get(id);
						if (!step) return [];
						const timing = timings.get(id);
						return [
							<Row key={id} id={id}>
								<Td className="min-w-56 whitespace-normal">
									<a className="link" href={`${base}?step=${encodeURIComponent(id)}`}>
										{step.title}
									</a>
								</Td>
								<Td className="text-ink-2">{phase.title}</Td>
								<Td>{minutes(step.estimateMinutes)}</Td>
								<Td className="text-ink-2">{timing ? minutes(timing.earliest) : "optional"}</Td>
								<Td>
									{timing === undefined ? (
										""
									) : timing.slack === 0 ? (
										<strong className="font-semibold text-accent-text">critical</strong>
									) : (
										minutes(timing.slack)
									)}
								</Td>
								<Td className="min-w-56 whitespace-normal text-ink-2">
									{(before.get(id) ?? []).map((from) => titles.get(from) ?? from).join("; ") || "nothing"}
								</Td>
							</Row>,
						];
					}),
				)}
			</TableBody>
		</Table>
	);
}
