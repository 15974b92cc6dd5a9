"use client";
import { type FormEvent, useState } from "react";
import { allTeams, teamText } from "@/components/plan/lanes.ts";
import { toInstant, toLocal } from "@/components/run/zoned-time.ts";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { TextField } from "@/components/ui/field.tsx";
import { NamedSelect } from "@/components/ui/named-select.tsx";
import type { Team } from "@/lib/domain/planner/plan-document.ts";
import type { CrewMember } from "@/lib/domain/schedule/crew.ts";
import type { People } from "@/lib/wire/views.ts";

type Draft = {
	readonly userId: string;
	readonly heads: string;
	readonly teams: readonly Team[];
	/** Wall clocks of the estate's zone; empty: no bound. */
	readonly from: string;
	readonly until: string;
};

const draftOf = (member: CrewMember | undefined, zone: string): Draft => ({
	userId: member?.userId ?? "",
	heads: String(member?.people ?? 1),
	teams: member?.teams ?? [],
	from: member?.from === undefined ? "" : toLocal(member.from, zone),
	until: member?.until === undefined ? "" : toLocal(member.until, zone),
});

/** What the fields amount to, or what is missing. */
function read({ userId, heads, teams, from, until }: Draft, zone: string): CrewMember | string {
	const count = userId === "" ? Number(heads) : 1;
	const [first, last] = [toInstant(from, zone), toInstant(until, zone)];
	if (!Number.isInteger(count) || count < 1 || count > 99) return "Opens when the number of people is 1 to 99.";
	if (teams.length === 0) return "Opens when a team is chosen.";
	if ((from !== "" && !first) || (until !== "" && !last)) return "Opens when the times of the shift make sense.";
	if (first && last && first >= last) return "Opens when the shift ends after it begins.";
	return {
		teams: [...teams],
		people: count,
		...(userId !== "" && { userId }),
		...(first && { from: first }),
		...(last && { until: last }),
	};
}

/** One entry of the crew: a person or a number of people, whose work they do, and when they are there. */
export function CrewDialog({
	member,
	people,
	zone,
	onStore,
	onClose,
}: {
	readonly member: CrewMember | undefined;
	readonly people: People;
	readonly zone: string;
	/** What speaks against it; undefined: it is stored. */
	readonly onStore: (member: CrewMember) => Promise<string | undefined>;
	readonly onClose: () => void;
}) {
	const [draft, setDraft] = useState(() => draftOf(member, zone));
	const [pending, setPending] = useState(false);
	const [refused, setRefused] = useState<string>();
	const found = read(draft, zone);
	const names = Object.values(people).sort((a, b) => a.name.localeCompare(b.name, "en"));
	const store = async (event: FormEvent) => {
		event.preventDefault();
		if (typeof found === "string" || pending) return;
		setPending(true);
		const against = await onStore(found);
		setPending(false);
		setRefused(against);
		if (against === undefined) onClose();
	};
	return (
		<Dialog
			open
			onOpenChange={(open) => !open && onClose()}
			width="md"
			title={member === undefined ? "Add to the crew" : "Change the crew"}
			description={`Times are on the estate's clock, ${zone}. Without times they are there all night. Somebody with two shifts is added twice.`}
		>
			<form onSubmit={(event) => void store(event)} className="flex flex-col gap-4">
				<div className="grid gap-3 sm:grid-cols-2">
					<NamedSelect
						label="Who"
						none="People without names"
						items={names}
						value={draft.userId}
						onChange={(event) => setDraft({ ...draft, userId: event.target.value })}
					/>
					{draft.userId === "" && (
						<TextField
							label="How many"
							inputMode="numeric"
							value={draft.heads}
							onChange={(event) => setDraft({ ...draft, heads: event.target.value })}
						/>
					)}
				</div>
				<fieldset className="grid gap-x-4 sm:grid-cols-2">
					<legend className="mb-1 text-13 font-medium">Does the work of</legend>
					{allTeams.map((team) => (
						<Checkbox
							key={team}
							label={teamText(team)}
							checked={draft.teams.includes(team)}
							onChange={(event) =>
								setDraft({ ...draft, teams: event.target.checked ? [...draft.teams, team] : draft.teams.filter((one) => one !== team) })
							}
						/>
					))}
				</fieldset>
				<div className="grid gap-3 sm:grid-cols-2">
					<TextField
						label="There from"
						type="datetime-local"
						value={draft.from}
						onChange={(event) => setDraft({ ...draft, from: event.target.value })}
					/>
					<TextField
						label="Until"
						type="datetime-local"
						value={draft.until}
						onChange={(event) => setDraft({ ...draft, until: event.target.value })}
					/>
				</div>
				{refused !== undefined && <Alert tone="blocker" title={refused} live />}
				<div className="-mx-5 -mb-5 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-canvas px-5 py-3">
					<Button onClick={onClose}>Keep as it is</Button>
					<Button type="submit" variant="primary" pending={pending && "Storing…"} reason={typeof found === "string" ? found : undefined}>
						{member === undefined ? "Add to the crew" : "Store the change"}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
