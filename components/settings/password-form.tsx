"use client";
import { type FormEvent, useState } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { TextField } from "@/components/ui/field.tsx";
import { PASSWORD_MAX, PASSWORD_MIN } from "@/lib/wire/api-access.ts";
import { type Failure, sendJson } from "../shell/send-json.ts";

/** Sets the own password. Every other session of this person ends with it. */
export function PasswordForm({ email, hasPassword }: { readonly email: string; readonly hasPassword: boolean }) {
	const [failure, setFailure] = useState<Failure>();
	const [state, setState] = useState<"open" | "sending" | "saved">("open");
	const submit = async (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		if (state === "sending") return;
		const form = event.currentTarget;
		const data = new FormData(form);
		setState("sending");
		setFailure(undefined);
		const current = data.get("current");
		const body = { next: data.get("next"), ...(typeof current === "string" && current !== "" ? { current } : {}) };
		const answer = await sendJson("POST", "/api/me/password", body);
		if (answer.ok) {
			form.reset();
			setState("saved");
		} else {
			setFailure(answer.failure);
			setState("open");
		}
	};
	const wrong = (path: string) => {
		const message = failure?.issues.find((issue) => issue.path === path)?.message;
		return message === undefined ? {} : { error: message };
	};
	return (
		<form method="post" onSubmit={(event) => void submit(event)} className="flex max-w-md flex-col gap-4">
			{/* Lets a password manager know whose password this is. */}
			<input type="email" name="email" value={email} autoComplete="username" readOnly hidden />
			{hasPassword ? (
				<TextField label="Present password" name="current" type="password" autoComplete="current-password" required {...wrong("current")} />
			) : (
				<p className="text-13 text-ink-2">
					You have none yet: you came in by a link. With one you can come back without asking an administrator.
				</p>
			)}
			<TextField
				label="New password"
				name="next"
				type="password"
				autoComplete="new-password"
				minLength={PASSWORD_MIN}
				maxLength={PASSWORD_MAX}
				required
				hint={`At least ${PASSWORD_MIN} characters. All your other sessions end.`}
				{...wrong("next")}
			/>
			{failure !== undefined && failure.issues.length === 0 && <Alert tone="blocker" title={failure.message} live />}
			{state === "saved" && <Alert tone="success" title="The new password holds from now on" live />}
			<Button type="submit" variant="primary" className="self-start" pending={state === "sending" && "Saving…"}>
				{hasPassword ? "Change the password" : "Set a password"}
			</Button>
		</form>
	);
}
