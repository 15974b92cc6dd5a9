"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { CodeBlock } from "@/components/ui/code-block.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Field, Select, TextField } from "@/components/ui/field.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { type Failure, sendJson } from "../shell/send-json.ts";
import { roles } from "./role-text.ts";

const lifetimes = [30, 90, 365, 3650] as const;

type Estates = readonly { readonly id: string; readonly name: string }[];

/** Makes a token and shows it this once. */
export function AddToken({ estates }: { readonly estates: Estates }) {
	const [open, setOpen] = useState(false);
	return (
		<>
			<Button variant="primary" onClick={() => setOpen(true)}>
				<Icon name="plus" />
				Make a token
			</Button>
			<Dialog
				open={open}
				onOpenChange={setOpen}
				title="Make a token"
				description="For scripts that call the API. A service account has a role of its own and is nobody's second pair of eyes."
			>
				<AddTokenForm estates={estates} onDone={() => setOpen(false)} />
			</Dialog>
		</>
	);
}

function AddTokenForm({ estates, onDone }: { readonly estates: Estates; readonly onDone: () => void }) {
	const [failure, setFailure] = useState<Failure>();
	const [made, setMade] = useState<{ readonly token: string; readonly name: string }>();
	const [pending, setPending] = useState(false);
	const router = useRouter();
	const submit = async (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		if (pending) return;
		const form = new FormData(event.currentTarget);
		const as = String(form.get("as"));
		const estateId = String(form.get("estate"));
		const body = {
			name: String(form.get("name")),
			as: as === "me" ? "me" : { role: as },
			expiresInDays: Number(form.get("days")),
			...(estateId !== "" && { estateId }),
		};
		setPending(true);
		setFailure(undefined);
		const answer = await sendJson<{ readonly token: string }>("POST", "/api/tokens", body);
		setPending(false);
		if (answer.ok) {
			setMade({ token: answer.value.token, name: body.name });
			router.refresh();
		} else setFailure(answer.failure);
	};
	if (made !== undefined)
		return (
			<div className="flex flex-col gap-4">
				<Alert tone="success" title="Copy the token now" live>
					It is shown only this once and kept nowhere. Lost it? Revoke it and make another.
				</Alert>
				<CodeBlock text={made.token} what="the token" head={`Token ${made.name}`} />
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
			<TextField
				label="Name"
				name="name"
				hint="What uses it, so that it can be revoked with a good conscience."
				maxLength={80}
				required
				{...wrong("name")}
			/>
			<Field label="Acts as" {...wrong("as")}>
				<Select name="as" defaultValue="viewer">
					{roles.map((entry) => (
						<option key={entry.role} value={entry.role}>
							Service account, {entry.word.toLowerCase()}
						</option>
					))}
					<option value="me">Me</option>
				</Select>
			</Field>
			<Field label="Works on" {...wrong("estateId")}>
				<Select name="estate" defaultValue="">
					<option value="">Every estate its role reaches</option>
					{estates.map(({ id, name }) => (
						<option key={id} value={id}>
							{name} only
						</option>
					))}
				</Select>
			</Field>
			<Field label="Ends after" {...wrong("expiresInDays")}>
				<Select name="days" defaultValue={365}>
					{lifetimes.map((days) => (
						<option key={days} value={days}>
							{days >= 365 ? `${days / 365} year${days === 365 ? "" : "s"}` : `${days} days`}
						</option>
					))}
				</Select>
			</Field>
			{failure !== undefined && failure.issues.length === 0 && <Alert tone="blocker" title={failure.message} live />}
			<Button type="submit" variant="primary" className="self-end" pending={pending && "Making…"}>
				Make the token
			</Button>
		</form>
	);
}
