"use client";
import { type FormEvent, useState } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { TextField } from "@/components/ui/field.tsx";
import { PASSWORD_MAX, PASSWORD_MIN } from "@/lib/wire/api-access.ts";
import { type Failure, sendJson } from "./send-json.ts";

const fields = ["code", "name", "email", "password"] as const;

/** Makes the first administrator and signs in. Each field says what is wrong with it; nothing typed is lost. */
export function SetUpForm() {
	const [failure, setFailure] = useState<Failure>();
	const [pending, setPending] = useState(false);
	const submit = async (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		if (pending) return;
		const form = new FormData(event.currentTarget);
		setPending(true);
		setFailure(undefined);
		const answer = await sendJson("POST", "/api/setup", Object.fromEntries(fields.map((name) => [name, form.get(name)])));
		if (answer.ok) {
			window.location.assign("/");
			return;
		}
		setPending(false);
		setFailure(answer.failure);
	};
	const wrong = (name: (typeof fields)[number]) => {
		const message = failure?.issues.find((issue) => issue.path === name)?.message;
		return message === undefined ? {} : { error: message };
	};
	return (
		<form method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 [&_input]:min-h-11">
			{failure !== undefined && <Alert tone="blocker" title={failure.message} live />}
			<TextField
				label="Set-up code"
				hint="Printed in the server's log at its start, in six groups of five."
				name="code"
				autoCapitalize="characters"
				spellCheck={false}
				required
				{...wrong("code")}
			/>
			<TextField label="Your name" name="name" autoComplete="name" maxLength={80} required {...wrong("name")} />
			<TextField label="Email" name="email" type="email" autoComplete="username" spellCheck={false} required {...wrong("email")} />
			<TextField
				label="Password"
				hint={`At least ${PASSWORD_MIN} characters. A sentence is easier to keep than a riddle.`}
				name="password"
				type="password"
				autoComplete="new-password"
				minLength={PASSWORD_MIN}
				maxLength={PASSWORD_MAX}
				required
				{...wrong("password")}
			/>
			<Button type="submit" variant="primary" size="lg" pending={pending && "Making the account…"}>
				Make the first administrator
			</Button>
		</form>
	);
}
