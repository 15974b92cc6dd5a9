"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { Select } from "@/components/ui/field.tsx";
import { NamedSelect } from "@/components/ui/named-select.tsx";
import { Row, Table, TableBody, TableHead, Td, Th } from "@/components/ui/table.tsx";
import { type EstateRole, estateRole, roleOn } from "@/lib/domain/access/estate-access.ts";
import type { PersonView } from "@/lib/wire/api-access-views.ts";
import { sendJson } from "../shell/send-json.ts";
import { roleWord } from "./role-text.ts";

const word = (role: EstateRole): string => (role === "none" ? "No access" : roleWord(role));

/** What each person may do on one estate. Nobody has a role of their own there until somebody gives one. */
export function EstateRoleTable({
	people,
	estates,
}: {
	readonly people: readonly PersonView[];
	readonly estates: readonly { readonly id: string; readonly name: string }[];
}) {
	const [estateId, setEstateId] = useState(estates[0]?.id ?? "");
	const [failure, setFailure] = useState<string>();
	const router = useRouter();
	const estate = estates.find(({ id }) => id === estateId);
	const shown = people.filter((person) => person.active && person.role !== "admin");
	if (!estate) return <p className="p-4 text-13 text-ink-2">There is no estate yet. Roles can differ from estate to estate.</p>;
	const send = async (person: PersonView, body: unknown) => {
		const answer = await sendJson("PUT", `/api/people/${person.id}/estate-roles`, body);
		setFailure(answer.ok ? undefined : `${person.name}: ${answer.failure.message}`);
		router.refresh();
	};
	return (
		<>
			<div className="flex flex-wrap items-end gap-4 p-4">
				<NamedSelect
					label="Roles on"
					className="w-64"
					value={estateId}
					onChange={(event) => setEstateId(event.target.value)}
					items={estates}
				/>
				<p className="min-w-0 flex-1 basis-64 text-13 text-ink-2">
					A person's role holds on every estate. Here it can be more, less or none for one of them. It holds at once, also in pages that are
					open.
				</p>
			</div>
			{failure !== undefined && (
				<div className="px-4 pb-4">
					<Alert tone="blocker" title={failure} live />
				</div>
			)}
			{shown.length === 0 ? (
				<p className="px-4 pb-4 text-13 text-ink-2">Administrators see every estate. There is nobody else yet.</p>
			) : (
				<Table label={`Roles on ${estate.name}`}>
					<TableHead>
						<Th>Person</Th>
						<Th>Role here</Th>
						<Th>Other estates</Th>
					</TableHead>
					<TableBody>
						{shown.map((person) => (
							<Row key={person.id}>
								<Td className="font-medium">{person.name}</Td>
								<Td>
									<Select
										aria-label={`Role of ${person.name} on ${estate.name}`}
										value={person.estates.roles[estate.id] ?? "own"}
										className="w-56"
										onChange={(event) => void send(person, { estateId: estate.id, role: event.target.value })}
									>
										<option value="own">{ownText(person, estate.id)}</option>
										{estateRole.options.map((role) => (
											<option key={role} value={role}>
												{word(role)}
											</option>
										))}
									</Select>
								</Td>
								<Td>
									<Checkbox
										label="Sees estates without a role of their own"
										checked={person.estates.everyEstate}
										onChange={(event) => void send(person, { everyEstate: event.target.checked })}
									/>
								</Td>
							</Row>
						))}
					</TableBody>
				</Table>
			)}
		</>
	);
}

/** What holds without a row: the person's own role, or nothing. */
function ownText({ role, estates }: PersonView, estateId: string): string {
	const { [estateId]: _, ...roles } = estates.roles;
	const own = roleOn(role, { ...estates, roles }, estateId);
	return own === undefined ? "Nothing of its own: no access" : `As everywhere: ${roleWord(own).toLowerCase()}`;
}
