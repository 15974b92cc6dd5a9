import type { Route } from "next";
import Form from "next/form";
import Link from "next/link";
import { Button } from "@/components/ui/button.tsx";
import { Field, Input, TextField } from "@/components/ui/field.tsx";
import { NamedSelect } from "@/components/ui/named-select.tsx";
import type { Person } from "@/lib/wire/views.ts";
import type { HistoryAsked } from "./history-filter.ts";

/** Narrows the history by component, person, day and request; the address keeps it, so it can be pasted in chat. */
export function HistorySearch({
	base,
	asked,
	people,
}: {
	readonly base: string;
	readonly asked: HistoryAsked;
	readonly people: readonly Person[];
}) {
	const any = [asked.component, asked.who, asked.from, asked.to, asked.request].some((part) => part !== "");
	return (
		<Form action={base as Route} className="flex flex-wrap items-end gap-3 border-b border-line px-4 py-3">
			<TextField
				label="Component"
				name="component"
				type="search"
				placeholder="MFA01, a pool, a farm"
				defaultValue={asked.component}
				className="min-w-40 flex-1 basis-44"
			/>
			<NamedSelect label="Person" className="basis-44" name="who" defaultValue={asked.who} items={people} none="Anybody" />
			<Field label="From">
				<Input type="date" name="from" defaultValue={asked.from} />
			</Field>
			<Field label="To">
				<Input type="date" name="to" defaultValue={asked.to} />
			</Field>
			<TextField label="Request" name="request" defaultValue={asked.request} className="basis-44 [&_input]:font-mono" />
			<Button type="submit">Show</Button>
			{any && (
				<Link href={base as Route} className="link min-h-9 content-center text-13">
					Show everything
				</Link>
			)}
		</Form>
	);
}
