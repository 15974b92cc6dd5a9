"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { allTeams, teamText } from "@/components/plan/lanes.ts";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { NamedSelect } from "@/components/ui/named-select.tsx";
import { Row, Table, TableBody, TableHead, Td, Th } from "@/components/ui/table.tsx";
import type { Team } from "@/lib/domain/planner/plan-document.ts";
import type { PersonView } from "@/lib/wire/api-access-views.ts";
import type { EstateTeams } from "@/lib/wire/views.ts";
import { sendJson } from "../shell/send-json.ts";

const words = (teams: readonly Team[]): string => (teams.length === 0 ? "Every step" : teams.map(teamText).join(", "));

/** Operators of one estate and whose steps they do there. Nobody is bound until somebody binds them. */
export function TeamTable({ people, estates }: { readonly people: readonly PersonView[]; readonly estates: readonly EstateTeams[] }) {
	const [estateId, setEstateId] = useState(estates[0]?.id ?? "");
	const [editing, setEditing] = useState<PersonView>();
	const estate = estates.find(({ id }) => id === estateId);
	const operators = people.filter((person) => person.role === "operator" && person.active);
	if (!estate) return <p className="p-4 text-13 text-ink-2">There is no estate yet. Teams are bound per estate.</p>;
	return (
		<>
			<div className="flex flex-wrap items-end gap-4 p-4">
				<NamedSelect
					label="Estate"
					className="w-64"
					value={estateId}
					onChange={(event) => setEstateId(event.target.value)}
					items={estates}
				/>
				<p className="min-w-0 flex-1 basis-64 text-13 text-ink-2">
					An operator without a team may do every step. Bound to teams, they do the steps of those, and confirm or note everywhere. Leads
					are never bound.
				</p>
			</div>
			{operators.length === 0 ? (
				<p className="px-4 pb-4 text-13 text-ink-2">Nobody is an operator yet.</p>
			) : (
				<Table label={`Teams in ${estate.name}`}>
					<TableHead>
						<Th>Operator</Th>
						<Th>Does the steps of</Th>
						<Th>
							<span className="sr-only">What can be done</span>
						</Th>
					</TableHead>
					<TableBody>
						{operators.map((person) => (
							<Row key={person.id}>
								<Td className="font-medium">{person.name}</Td>
								<Td className="text-ink-2">{words(estate.teams[person.id] ?? [])}</Td>
								<Td>
									<span className="flex justify-end">
										<Button size="sm" aria-label={`Choose teams… for ${person.name}`} onClick={() => setEditing(person)}>
											Choose teams…
										</Button>
									</span>
								</Td>
							</Row>
						))}
					</TableBody>
				</Table>
			)}
			<Dialog
				open={editing !== undefined}
				onOpenChange={(open) => !open && setEditing(undefined)}
				title={`Teams of ${editing?.name} in ${estate.name}`}
				description="None ticked: every step."
			>
				{editing && <TeamForm person={editing} estate={estate} onDone={() => setEditing(undefined)} />}
			</Dialog>
		</>
	);
}

function TeamForm({ person, estate, onDone }: { readonly person: PersonView; readonly estate: EstateTeams; readonly onDone: () => void }) {
	const [chosen, setChosen] = useState<readonly Team[]>(estate.teams[person.id] ?? []);
	const [sending, setSending] = useState(false);
	const [failure, setFailure] = useState<string>();
	const router = useRouter();
	const save = async () => {
		setSending(true);
		const answer = await sendJson("PUT", `/api/v1/estates/${estate.id}/teams`, { userId: person.id, teams: chosen });
		setSending(false);
		if (!answer.ok) {
			setFailure(answer.failure.message);
			return;
		}
		router.refresh();
		onDone();
	};
	return (
		<form
			className="flex flex-col gap-4"
			onSubmit={(event) => {
				event.preventDefault();
				if (!sending) void save();
			}}
		>
			<fieldset className="grid gap-x-4 sm:grid-cols-2">
				<legend className="sr-only">Teams</legend>
				{allTeams.map((team) => (
					<Checkbox
						key={team}
						label={teamText(team)}
						checked={chosen.includes(team)}
						onChange={(event) => setChosen(event.target.checked ? [...chosen, team] : chosen.filter((one) => one !== team))}
					/>
				))}
			</fieldset>
			{failure !== undefined && (
				<Alert tone="blocker" live>
					{failure}
				</Alert>
			)}
			<div className="flex justify-end">
				<Button type="submit" variant="primary" pending={sending && "Saving…"}>
					Save the teams
				</Button>
			</div>
		</form>
	);
}
