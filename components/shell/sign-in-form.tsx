"use client";
import { type FormEvent, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { TextField } from "@/components/ui/field.tsx";
import { SecondFactorForm } from "./second-factor-form.tsx";
import { sendJson } from "./send-json.ts";

/** Email and password. A wrong pair keeps the address, empties the password and says nothing about which was wrong. */
export function SignInForm({ next }: { readonly next: string }) {
	const [failure, setFailure] = useState<string>();
	const [second, setSecond] = useState(false);
	const [pending, setPending] = useState(false);
	const password = useRef<HTMLInputElement>(null);
	const submit = async (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		if (pending) return;
		const form = new FormData(event.currentTarget);
		setPending(true);
		setFailure(undefined);
		const answer = await sendJson<{ readonly signedIn: boolean }>("POST", "/api/auth/sign-in/email", {
			email: form.get("email"),
			password: form.get("password"),
		});
		if (answer.ok && !answer.value.signedIn) {
			setPending(false);
			setSecond(true);
			return;
		}
		if (answer.ok) {
			// A full load: nothing drawn for nobody stays in memory.
			window.location.assign(next);
			return;
		}
		setPending(false);
		setFailure(answer.failure.message);
		if (password.current) {
			password.current.value = "";
			password.current.focus();
		}
	};
	if (second)
		return (
			<SecondFactorForm
				next={next}
				onAgain={() => {
					setSecond(false);
					setFailure("That took too long or too many tries. Begin again with your password.");
				}}
			/>
		);
	return (
		<form method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
			{failure !== undefined && <Alert tone="blocker" title={failure} live />}
			<TextField
				label="Email"
				name="email"
				type="email"
				autoComplete="username"
				autoCapitalize="off"
				spellCheck={false}
				required
				className="[&_input]:min-h-11"
			/>
			<TextField
				ref={password}
				label="Password"
				name="password"
				type="password"
				autoComplete="current-password"
				required
				className="[&_input]:min-h-11"
			/>
			<Button type="submit" variant="primary" size="lg" pending={pending && "Signing in…"}>
				Sign in
			</Button>
		</form>
	);
}
