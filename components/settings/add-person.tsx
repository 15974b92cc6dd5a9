"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Radio } from "@/components/ui/checkbox.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { TextField } from "@/components/ui/field.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import type { FirstEntry as Entry } from "@/lib/wire/api-access-views.ts";
import { type Failure, sendJson } from "../shell/send-json.ts";
import { FirstEntry } from "./first-entry.tsx";
import { roles } from "./role-text.ts";

/** Adds somebody and shows, once, how they get in. */
export function AddPerson() {
	const [open, setOpen] = useState(false);
	return (
		<>
			<Button variant="primary" onClick={() => setOpen(true)}>
				<Icon name="plus" />
				Add a person
			</Button>
			<Dialog
				open={open}
				onOpenChange={setOpen}
				title="Add a person"
				description="They come in with a one-time link and set a password then."
			>
				<AddPersonForm onDone={() => setOpen(false)} />
			</Dialog>
		</>
	);
}

function AddPersonForm({ onDone }: { readonly onDone: () => void }) {
	const [failure, setFailure] = useState<Failure>();
	const [added, setAdded] = useState<{ readonly entry: Entry; readonly name: string }>();
	const [pending, setPending] = useState(false);
	const router = useRouter();
	const submit = async (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		if (pending) return;
		const form = new FormData(event.currentTarget);
		const person = { name: String(form.get("name")), email: String(form.get("email")), role: form.get("role") };
		setPending(true);
		setFailure(undefined);
		const answer = await sendJson<Entry>("POST", "/api/people", person);
		setPending(false);
		if (answer.ok) {
			setAdded({ entry: answer.value, name: person.name });
			router.refresh();
		} else setFailure(answer.failure);
	};
	if (added !== undefined)
		return (
			<div className="flex flex-col gap-4">
				<FirstEntry {...added} />
				<Button className="self-end" onClick={onDone}>
					I have copied it
				</Button>
			</div>
		);
	const wrong = (path: string) => {
		const message = failure?.issues.find((issue) => issue.path === path)?.message;
		return message === undefined ? {} : { error: message };
	};
	return (
		<form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
			<TextField label="Name" name="name" maxLength={80} required {...wrong("name")} />
			<TextField label="Email" name="email" type="email" spellCheck={false} autoCapitalize="off" required {...wrong("email")} />
			<fieldset>
				<legend className="mb-1 text-13 font-medium">Role</legend>
				{roles.map((entry) => (
					<Radio
						key={entry.role}
						name="role"
						value={entry.role}
						label={entry.word}
						hint={entry.about}
						defaultChecked={entry.role === "operator"}
					/>
				))}
			</fieldset>
			{failure !== undefined && failure.issues.length === 0 && <Alert tone="blocker" title={failure.message} live />}
			<Button type="submit" variant="primary" className="self-end" pending={pending && "Adding…"}>
				Add this person
			</Button>
		</form>
	);
}
