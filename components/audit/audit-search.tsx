"use client";
import { Button } from "@/components/ui/button.tsx";
import { buttonLook } from "@/components/ui/button-look.ts";
import { TextField } from "@/components/ui/field.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { NamedSelect } from "@/components/ui/named-select.tsx";

export type SearchValues = Readonly<Record<"text" | "step" | "estate" | "actor" | "type" | "from" | "to", string>>;

/** Kinds as people ask for them, each with the event types behind it. */
export const typeGroups: readonly { readonly label: string; readonly types: string }[] = [
	{ label: "Steps", types: "step-started,step-completed,step-failed,step-retried,step-skipped,step-reopened,step-confirmed" },
	{ label: "Approvals", types: "plan-submitted,plan-approved,plan-rejected,amendment-proposed,amendment-approved,amendment-withdrawn" },
	{ label: "Waivers and parking", types: "waived,subject-parked,subject-unparked" },
	{ label: "Runs", types: "run-started,run-paused,run-resumed,handed-over,run-ended" },
	{ label: "Notes and remarks", types: "note-added,review-noted" },
	{ label: "Sign-ins", types: "signed-in,sign-in-failed,signed-in-again,signed-out,sessions-ended" },
	{
		label: "People and rights",
		types:
			"person-added,role-changed,person-switched,estate-role-changed,estates-limited,password-changed,sign-in-link-made,second-factor-changed,token-made,token-revoked",
	},
	{ label: "Exports and reads", types: "exported,audit-read" },
	{
		label: "Keys, restores, privacy",
		types:
			"signing-key-rotated,log-restored,installation-wiped,person-pseudonymised,access-records-removed,disposal-date-set,copies-destroyed",
	},
];

/** Filters over the events of all streams; a plain form, so that a search has an address. `exports`: the same question to the API. */
export function AuditSearch({
	values,
	estates,
	people,
	exports,
}: {
	readonly values: SearchValues;
	readonly estates: readonly { readonly id: string; readonly name: string }[];
	readonly people: readonly { readonly id: string; readonly name: string }[];
	readonly exports: { readonly csv: string; readonly jsonl: string };
}) {
	return (
		<form method="get" className="flex flex-wrap items-end gap-3">
			<TextField label="Text" name="text" type="search" className="w-56" defaultValue={values.text} />
			<TextField label="Step" name="step" placeholder="mfa-server.install:MFA02" className="w-56" defaultValue={values.step} />
			<NamedSelect label="Estate" name="estate" defaultValue={values.estate} items={estates} none="Every estate" />
			<NamedSelect label="Who" name="actor" defaultValue={values.actor} items={people} none="Anyone" />
			<NamedSelect
				label="Kind"
				name="type"
				defaultValue={values.type}
				items={typeGroups.map(({ label, types }) => ({ id: types, name: label }))}
				none="Every kind"
			/>
			<TextField label="From, UTC day" name="from" type="date" defaultValue={values.from} />
			<TextField label="To, UTC day" name="to" type="date" defaultValue={values.to} />
			<Button type="submit" variant="primary">
				Search
			</Button>
			<span className="ml-auto flex gap-2">
				<a className={buttonLook()} href={exports.csv} download>
					<Icon name="download" />
					CSV
				</a>
				<a className={buttonLook()} href={exports.jsonl} download>
					<Icon name="download" />
					JSONL
				</a>
			</span>
		</form>
	);
}
