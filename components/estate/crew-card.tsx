"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { teamText } from "@/components/plan/lanes.ts";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Row, Table, TableBody, TableHead, Td, Th } from "@/components/ui/table.tsx";
import { ZonedTime } from "@/components/ui/time.tsx";
import type { TeamBindings } from "@/lib/domain/inventory/evolve.ts";
import type { CrewMember } from "@/lib/domain/schedule/crew.ts";
import type { People } from "@/lib/wire/views.ts";
import { sendJson } from "../shell/send-json.ts";
import { CrewDialog } from "./crew-dialog.tsx";
import { crewFrom, crewName } from "./crew-text.ts";

/** Who is there on this estate's nights: people, or heads of a team, and their shifts. Leads set it. */
export function CrewCard({
	estateId,
	crew,
	bindings,
	people,
	zone,
	editable,
}: {
	readonly estateId: string;
	readonly crew: readonly CrewMember[];
	readonly bindings: TeamBindings;
	readonly people: People;
	readonly zone: string;
	readonly editable: boolean;
}) {
	/** Place of the entry being changed; the length of the list: a new one. */
	const [editing, setEditing] = useState<number>();
	const [refused, setRefused] = useState<string>();
	const router = useRouter();
	const store = async (next: readonly CrewMember[]): Promise<string | undefined> => {
		const answer = await sendJson("POST", `/api/v1/estates/${encodeURIComponent(estateId)}/commands`, { type: "set-crew", crew: next });
		if (!answer.ok) return [answer.failure.message, ...answer.failure.issues.map(({ message }) => message)].join(". ");
		router.refresh();
		return undefined;
	};
	return (
		<Card
			title="Crew"
			count={crew.reduce((sum, { people: heads }) => sum + heads, 0)}
			actions={
				editable && (
					<Button size="sm" onClick={() => setEditing(crew.length)}>
						<Icon name="plus" size={14} />
						Add to the crew…
					</Button>
				)
			}
		>
			<p className="border-b border-line px-4 py-2.5 text-13 text-ink-2">
				Schedules and forecasts of this estate count on these people, and on nobody outside their shift.{" "}
				{!editable && "A lead of this estate sets them."}
			</p>
			{crew.length === 0 ? (
				<p className="px-4 py-3.5 text-13 text-ink-2">{crewFrom(bindings, people)}</p>
			) : (
				<Table label="Crew">
					<TableHead>
						<Th>Who</Th>
						<Th>Does the work of</Th>
						<Th>There from</Th>
						<Th>Until</Th>
						{editable && (
							<Th>
								<span className="sr-only">What can be done</span>
							</Th>
						)}
					</TableHead>
					<TableBody>
						{crew.map((member, i) => {
							const name = crewName(member, people);
							return (
								<Row key={`${name} ${JSON.stringify(member)}`}>
									<Td className="font-medium">{name}</Td>
									<Td className="text-ink-2 max-sm:whitespace-normal">{member.teams.map(teamText).join(", ")}</Td>
									<Td>{member.from === undefined ? "always" : <ZonedTime at={member.from} zone={zone} />}</Td>
									<Td>{member.until === undefined ? "" : <ZonedTime at={member.until} zone={zone} />}</Td>
									{editable && (
										<Td>
											<span className="flex justify-end gap-2">
												<Button size="sm" aria-label={`Change ${name}…`} onClick={() => setEditing(i)}>
													Change…
												</Button>
												<Button
													size="sm"
													variant="quiet"
													aria-label={`Take ${name} out of the crew`}
													onClick={async () => setRefused(await store(crew.filter((_, other) => other !== i)))}
												>
													Take out
												</Button>
											</span>
										</Td>
									)}
								</Row>
							);
						})}
					</TableBody>
				</Table>
			)}
			{refused !== undefined && (
				<div className="p-4">
					<Alert tone="blocker" title={refused} live />
				</div>
			)}
			{editing !== undefined && (
				<CrewDialog
					member={crew[editing]}
					people={people}
					zone={zone}
					onClose={() => setEditing(undefined)}
					onStore={(member) => store(editing < crew.length ? crew.map((one, i) => (i === editing ? member : one)) : [...crew, member])}
				/>
			)}
		</Card>
	);
}
