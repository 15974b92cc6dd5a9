"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { Avatar } from "@/components/ui/avatar.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Chip } from "@/components/ui/chip.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Select } from "@/components/ui/field.tsx";
import { Row, Table, TableBody, TableHead, Td, Th } from "@/components/ui/table.tsx";
import { RelativeTime } from "@/components/ui/time.tsx";
import type { FirstEntry as Entry, PersonView } from "@/lib/wire/api-access-views.ts";
import { sendJson } from "../shell/send-json.ts";
import { FirstEntry } from "./first-entry.tsx";
import { roles } from "./role-text.ts";

type Busy = { readonly id: string; readonly failure?: string };

/** Everybody with an account: role, whether it is switched on, when last seen. Changes hold at once. */
export function PeopleTable({ people, myId }: { readonly people: readonly PersonView[]; readonly myId: string }) {
	const [busy, setBusy] = useState<Busy>();
	const [lost, setLost] = useState<PersonView>();
	const [off, setOff] = useState<PersonView>();
	const [entry, setEntry] = useState<{ readonly entry: Entry; readonly name: string }>();
	const router = useRouter();

	const change = async (person: PersonView, body: { readonly role?: string; readonly active?: boolean }) => {
		setBusy({ id: person.id });
		const answer = await sendJson("PATCH", `/api/people/${person.id}`, body);
		setOff(undefined);
		setBusy(answer.ok ? undefined : { id: person.id, failure: answer.failure.message });
		router.refresh();
	};
	const giveLink = async (person: PersonView, call: "sign-in-link" | "reset" = "sign-in-link") => {
		setBusy({ id: person.id });
		const answer = await sendJson<Entry>("POST", `/api/people/${person.id}/${call}`, {});
		setLost(undefined);
		setBusy(answer.ok ? undefined : { id: person.id, failure: answer.failure.message });
		if (answer.ok) setEntry({ entry: answer.value, name: person.name });
	};
	return (
		<>
			{busy?.failure !== undefined && (
				<div className="p-4 pb-0">
					<Alert tone="blocker" title={`${people.find((person) => person.id === busy.id)?.name}: ${busy.failure}`} live />
				</div>
			)}
			<Table label="People">
				<TableHead>
					<Th>Person</Th>
					<Th>Role</Th>
					<Th>Account</Th>
					<Th>Last seen</Th>
					<Th>
						<span className="sr-only">What can be done</span>
					</Th>
				</TableHead>
				<TableBody>
					{people.map((person) => (
						<Row key={person.id}>
							<Td className="h-14">
								<span className="flex items-center gap-3">
									<Avatar name={person.name} me={person.id === myId} size="lg" decorative />
									<span className="min-w-0">
										<span className="block font-medium">
											{person.name}
											{person.id === myId && <span className="font-normal text-ink-3">, you</span>}
										</span>
										<span className="block text-12 text-ink-3">{person.email}</span>
									</span>
								</span>
							</Td>
							<Td>
								<Select
									aria-label={`Role of ${person.name}`}
									value={person.role}
									className="w-40"
									onChange={(event) => void change(person, { role: event.target.value })}
								>
									{roles.map((role) => (
										<option key={role.role} value={role.role}>
											{role.word}
										</option>
									))}
								</Select>
							</Td>
							<Td>
								{person.active ? (
									person.hasPassword ? (
										<Chip tone="green">Active</Chip>
									) : (
										<Chip>No password yet</Chip>
									)
								) : (
									<Chip tone="line">Switched off</Chip>
								)}
							</Td>
							<Td className="text-ink-2">{person.seenAt === undefined ? "not now signed in" : <RelativeTime at={person.seenAt} />}</Td>
							<Td>
								<span className="flex justify-end gap-2">
									{person.active && (
										<Button
											size="sm"
											onClick={() => void giveLink(person)}
											pending={busy?.id === person.id && busy.failure === undefined && "…"}
										>
											New link<span className="sr-only"> for {person.name}</span>
										</Button>
									)}
									{person.active && (
										<Button size="sm" variant="quiet" onClick={() => setLost(person)}>
											Reset…<span className="sr-only"> the sign-in of {person.name}</span>
										</Button>
									)}
									{person.active ? (
										<Button size="sm" variant="quiet" onClick={() => setOff(person)}>
											Switch off<span className="sr-only"> {person.name}</span>
										</Button>
									) : (
										<Button size="sm" onClick={() => void change(person, { active: true })}>
											Switch on<span className="sr-only"> {person.name}</span>
										</Button>
									)}
								</span>
							</Td>
						</Row>
					))}
				</TableBody>
			</Table>
			<ConfirmDialog
				open={off !== undefined}
				onOpenChange={(open) => !open && setOff(undefined)}
				title={`Switch off ${off?.name}`}
				description="Their sessions and tokens end at once. What they did stays in the log under their name."
				action={`Switch off ${off?.name}`}
				pending={busy !== undefined && busy.failure === undefined}
				onConfirm={() => off !== undefined && void change(off, { active: false })}
			/>
			<ConfirmDialog
				open={lost !== undefined}
				onOpenChange={(open) => !open && setLost(undefined)}
				title={`Reset the sign-in of ${lost?.name}`}
				description="For a lost phone or a forgotten password: password, authenticator app and passkeys are taken away, every session ends, and you get a one-time link to hand over."
				action={`Reset the sign-in of ${lost?.name}`}
				pending={busy !== undefined && busy.failure === undefined}
				onConfirm={() => lost !== undefined && void giveLink(lost, "reset")}
			/>
			<Dialog open={entry !== undefined} onOpenChange={(open) => !open && setEntry(undefined)} title="A new way in">
				{entry !== undefined && <FirstEntry {...entry} />}
			</Dialog>
		</>
	);
}
