import type { Route } from "next";
import Link from "next/link";
import { planName } from "@/components/shell/overview-model.ts";
import { Chip } from "@/components/ui/chip.tsx";
import { Row, Table, TableBody, TableHead, Td, Th } from "@/components/ui/table.tsx";
import { RelativeTime } from "@/components/ui/time.tsx";
import type { Disposal } from "@/lib/domain/proof/secret-copies.ts";
import type { People, PlanSummary } from "@/lib/wire/views.ts";
import type { CopiesFacts } from "./copies-card.tsx";

const words: Readonly<Record<Disposal, { readonly text: string; readonly tone: "red" | "amber" | "line" | "green" }>> = {
	overdue: { text: "Overdue", tone: "red" },
	"no-date": { text: "No day set", tone: "amber" },
	kept: { text: "Kept until then", tone: "line" },
	destroyed: { text: "Destroyed", tone: "green" },
};

const placesOf = ({ steps }: CopiesFacts): readonly string[] => [...new Set(steps.flatMap(({ places }) => places))];

/** What each run left behind, where it lies, the day it goes, and how that stands; the review of the run is one click away. */
export function CopiesTable({
	rows,
	people,
}: {
	readonly rows: readonly { readonly plan: PlanSummary; readonly copies: CopiesFacts; readonly disposal: Disposal }[];
	readonly people: People;
}) {
	return (
		<Table label="Copies with secrets">
			<TableHead>
				<Th>Run</Th>
				<Th>Copies</Th>
				<Th>Where they lie</Th>
				<Th>Destroy by</Th>
				<Th>Status</Th>
			</TableHead>
			<TableBody>
				{rows.map(({ plan, copies, disposal }) => {
					const places = placesOf(copies);
					return (
						<Row key={plan.id}>
							<Td className="min-w-44 whitespace-normal">
								<Link href={`/plans/${plan.id}/history/review` as Route} className="font-medium link">
									{planName(plan)}
								</Link>
								<span className="block text-12 text-ink-3">
									ended <RelativeTime at={plan.updatedAt} />
								</span>
							</Td>
							<Td className="tabular-nums">{copies.steps.length}</Td>
							<Td className="max-w-96 min-w-52 whitespace-normal text-ink-2 wrap-anywhere">
								{places.slice(0, 3).join("; ")}
								{places.length > 3 && ` and ${places.length - 3} more`}
							</Td>
							<Td>{copies.disposeBy ?? ""}</Td>
							<Td className="whitespace-normal">
								<Chip tone={words[disposal].tone}>{words[disposal].text}</Chip>
								{copies.destroyed && (
									<span className="block text-12 text-ink-3">
										says {people[copies.destroyed.by]?.name ?? copies.destroyed.by}, <RelativeTime at={copies.destroyed.at} />
									</span>
								)}
							</Td>
						</Row>
					);
				})}
			</TableBody>
		</Table>
	);
}
