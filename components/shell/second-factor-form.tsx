"use client";
import { type FormEvent, useState } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { TextField } from "@/components/ui/field.tsx";
import { sendJson } from "./send-json.ts";

/** The code after the password; a recovery code instead for somebody without the phone. */
export function SecondFactorForm({ next, onAgain }: { readonly next: string; readonly onAgain: () => void }) {
	const [recovery, setRecovery] = useState(false);
	const [failure, setFailure] = useState<string>();
	const [pending, setPending] = useState(false);
	const submit = async (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		if (pending) return;
		const code = String(new FormData(event.currentTarget).get("code"));
		setPending(true);
		setFailure(undefined);
		const answer = await sendJson("POST", "/api/auth/second-factor", recovery ? { recoveryCode: code } : { code });
		if (answer.ok) {
			window.location.assign(next);
			return;
		}
		setPending(false);
		if (answer.failure.facts.next === "password") onAgain();
		else setFailure(answer.failure.code === "sign-in-failed" ? "This code does not fit" : answer.failure.message);
	};
	return (
		<form method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
			{failure !== undefined && <Alert tone="blocker" title={failure} live />}
			<TextField
				key={String(recovery)}
				label={recovery ? "Recovery code" : "Code of your authenticator app"}
				name="code"
				inputMode={recovery ? "text" : "numeric"}
				autoComplete={recovery ? "off" : "one-time-code"}
				spellCheck={false}
				autoFocus
				required
				className="[&_input]:min-h-11"
			/>
			<Button type="submit" variant="primary" size="lg" pending={pending && "Signing in…"}>
				Sign in
			</Button>
			<Button variant="quiet" onClick={() => setRecovery(!recovery)}>
				{recovery ? "Use the app instead" : "Use a recovery code instead"}
			</Button>
		</form>
	);
}
