import { Row, Table, TableBody, TableHead, Td, Th } from "@/components/ui/table.tsx";
import { spanWords } from "@/components/ui/time-format.ts";
import type { Edge, PlanDocument } from "@/lib/domain/planner/plan-document.ts";
import { criticalPath } from "./critical-path.ts";
import { edgeWhy } from "./step-why.tsx";

const minutes = (count: number): string => spanWords(count * 60_000);

/** The graph in words: every step with what it waits for and its slack. The same facts as the picture. */
export function GraphList({ plan, base }: { readonly plan: PlanDocument; readonly base: string }) {
	const { timings } = criticalPath(plan);
	const titles = new Map([...plan.steps, ...plan.gates].map((thing) => [thing.id, thing.title]));
	const steps = new Map(plan.steps.map((step) => [step.id, step]));
	const before = new Map<string, Edge[]>();
	for (const edge of plan.edges) {
		const known = before.get(edge.to);
		if (known) known.push(edge);
		else before.set(edge.to, [edge]);
	}
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
									<WaitsFor edges={before.get(id) ?? []} titles={titles} />
								</Td>
							</Row>,
						];
					}),
				)}
			</TableBody>
		</Table>
	);
}

/** A join of thousands of steps names the first of them. */
const MOST = 12;

function WaitsFor({ edges, titles }: { readonly edges: readonly Edge[]; readonly titles: ReadonlyMap<string, string> }) {
	if (edges.length === 0) return "nothing";
	return (
		<ul className="flex flex-col gap-0.5">
			{edges.slice(0, MOST).map((edge) => (
				<li key={edge.from}>
					{titles.get(edge.from) ?? edge.from} <span className="text-12 text-ink-3">{edgeWhy(edge)}</span>
				</li>
			))}
			{edges.length > MOST && <li>and {(edges.length - MOST).toLocaleString("en-GB")} more</li>}
		</ul>
	);
}
