"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { TextField } from "@/components/ui/field.tsx";
import { askPasskey } from "@/lib/client/passkey.ts";
import { askWith } from "@/lib/client/prove-again.ts";
import { type Failure, sendJson } from "./send-json.ts";

type Proofs = { readonly password: boolean; readonly code: boolean; readonly passkey: boolean; readonly provider: boolean };

/** Asks for the password, and the code where one is on; what waited for it then goes on by itself. */
export function ProveAgainDialog() {
	const [proofs, setProofs] = useState<Proofs>();
	const answer = useRef<(proved: boolean) => void>(undefined);
	const [failure, setFailure] = useState<Failure>();
	const [pending, setPending] = useState(false);
	const router = useRouter();
	useEffect(
		() =>
			askWith(async () => {
				const found = await fetch("/api/me/prove").catch(() => undefined);
				setFailure(undefined);
				setProofs(found?.ok ? ((await found.json()) as Proofs) : { password: true, code: false, passkey: false, provider: false });
				return new Promise<boolean>((resolve) => {
					answer.current = resolve;
				});
			}),
		[],
	);
	const close = (proved: boolean) => {
		answer.current?.(proved);
		answer.current = undefined;
		setProofs(undefined);
	};
	const byPasskey = async () => {
		const begun = await sendJson<PublicKeyCredentialRequestOptionsJSON>("POST", "/api/auth/passkey-options");
		if (!begun.ok) return setFailure(begun.failure);
		const passkey = await askPasskey(begun.value);
		if (passkey === undefined) return;
		const sent = await sendJson("POST", "/api/me/prove/passkey", { passkey });
		if (sent.ok) close(true);
		else setFailure(sent.failure);
	};
	/** Leaves the page; the order is given again after coming back. */
	const byProvider = async () => {
		const next = window.location.pathname + window.location.search;
		const begun = await sendJson<{ readonly url: string }>("POST", "/api/auth/oidc", { next, purpose: "prove" });
		if (begun.ok) window.location.assign(begun.value.url);
		else setFailure(begun.failure);
	};
	const openAccount = () => {
		close(false);
		router.push("/settings");
	};
	const submit = async (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		if (pending || proofs === undefined) return;
		const form = new FormData(event.currentTarget);
		setPending(true);
		const body = { password: String(form.get("password")), ...(proofs.code && { code: String(form.get("code")) }) };
		const sent = await sendJson("POST", "/api/me/prove", body);
		setPending(false);
		if (sent.ok) close(true);
		else setFailure(sent.failure);
	};
	const wrong = (path: string) => {
		const message = failure?.issues.find((issue) => issue.path === path)?.message;
		return message === undefined ? {} : { error: message };
	};
	return (
		<Dialog
			open={proofs !== undefined}
			onOpenChange={(open) => !open && close(false)}
			title="Confirm that it is you"
			description="Approvals, and opening an MFA gap, need a sign-in of the last ten minutes. What you were doing goes on by itself."
		>
			{proofs?.passkey === true && (
				<Button className="mb-4 w-full" onClick={() => void byPasskey()}>
					Confirm with a passkey
				</Button>
			)}
			{proofs?.provider === true && (
				<Button className="mb-4 w-full" onClick={() => void byProvider()}>
					Confirm with your company's sign-in
				</Button>
			)}
			{proofs?.password === false && (proofs.passkey || proofs.provider) ? (
				failure !== undefined && <Alert tone="blocker" title={failure.message} live />
			) : proofs?.password === false ? (
				<div className="flex flex-col gap-4">
					<Alert tone="info" title="You have no password to confirm with">
						Sign out and in again, or ask an administrator for a one-time link and set a password in your account within ten minutes.
					</Alert>
					<Button className="self-end" onClick={openAccount}>
						Open your account
					</Button>
				</div>
			) : (
				<form method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
					<TextField label="Password" name="password" type="password" autoComplete="current-password" required {...wrong("password")} />
					{proofs?.code === true && (
						<TextField
							label="Code of your authenticator app"
							name="code"
							inputMode="numeric"
							autoComplete="one-time-code"
							required
							{...wrong("code")}
						/>
					)}
					{failure !== undefined && failure.issues.length === 0 && <Alert tone="blocker" title={failure.message} live />}
					<Button type="submit" variant="primary" className="self-end" pending={pending && "Confirming…"}>
						Confirm and go on
					</Button>
				</form>
			)}
		</Dialog>
	);
}
