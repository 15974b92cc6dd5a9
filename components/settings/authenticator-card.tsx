"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Chip } from "@/components/ui/chip.tsx";
import { CodeBlock } from "@/components/ui/code-block.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { TextField } from "@/components/ui/field.tsx";
import { type Failure, sendJson } from "../shell/send-json.ts";
import { QrCode } from "./qr-code.tsx";

type Order = "begin" | "stop" | "new-recovery-codes";
type Shown = { readonly uri?: string; readonly recoveryCodes: readonly string[] };

const orders: Readonly<Record<Order, { readonly title: string; readonly about: string; readonly action: string }>> = {
	begin: { title: "Set up an authenticator app", about: "Your password first, so that nobody else sets one up for you.", action: "Go on" },
	stop: { title: "Stop asking for codes", about: "From then on your password alone signs you in.", action: "Stop asking" },
	"new-recovery-codes": { title: "Make new recovery codes", about: "The ones you have stop working.", action: "Make new ones" },
};

/** Codes of an authenticator app for one's own account: set up with a first code, recovery codes shown once. */
export function AuthenticatorCard({ on, hasPassword }: { readonly on: boolean; readonly hasPassword: boolean }) {
	const [asked, setAsked] = useState<Order>();
	const router = useRouter();
	const done = () => {
		setAsked(undefined);
		router.refresh();
	};
	return (
		<div className="flex flex-wrap items-center gap-x-4 gap-y-3">
			<p className="min-w-0 flex-1 basis-72 text-13 text-ink-2">
				{on
					? "After your password a code of your authenticator app is asked for. Each recovery code stands in for it once."
					: hasPassword
						? "With one, a stolen password alone opens nothing. Any app that shows six-digit codes will do; it needs no network."
						: "Set a password first: the code is asked for after it."}
			</p>
			{on ? (
				<>
					<Chip tone="green">On</Chip>
					<Button size="sm" onClick={() => setAsked("new-recovery-codes")}>
						New recovery codes
					</Button>
					<Button size="sm" variant="quiet" onClick={() => setAsked("stop")}>
						Stop asking
					</Button>
				</>
			) : (
				<Button size="sm" disabled={!hasPassword} onClick={() => setAsked("begin")}>
					Set up an app
				</Button>
			)}
			<Dialog
				open={asked !== undefined}
				onOpenChange={(open) => !open && done()}
				title={asked === undefined ? "" : orders[asked].title}
				description={asked === undefined ? "" : orders[asked].about}
			>
				{asked !== undefined && <Steps order={asked} onDone={done} />}
			</Dialog>
		</div>
	);
}

/** Password, then for a new app its secret and a first code, then the recovery codes. */
function Steps({ order, onDone }: { readonly order: Order; readonly onDone: () => void }) {
	const [failure, setFailure] = useState<Failure>();
	const [shown, setShown] = useState<Shown>();
	const [confirmed, setConfirmed] = useState(false);
	const [pending, setPending] = useState(false);
	const send = async (event: FormEvent<HTMLFormElement>, body: (form: FormData) => unknown, then: (answer: Shown | undefined) => void) => {
		event.preventDefault();
		if (pending) return;
		const form = new FormData(event.currentTarget);
		setPending(true);
		setFailure(undefined);
		const answer = await sendJson<Shown | undefined>("POST", "/api/me/authenticator", body(form));
		setPending(false);
		if (answer.ok) then(answer.value);
		else setFailure(answer.failure);
	};
	const said = failure && <Alert tone="blocker" title={failure.issues[0]?.message ?? failure.message} live />;
	if (shown === undefined)
		return (
			<form
				method="post"
				className="flex flex-col gap-4"
				onSubmit={(event) =>
					void send(
						event,
						(form) => ({ type: order, password: String(form.get("password")) }),
						(answer) => (answer === undefined ? onDone() : setShown(answer)),
					)
				}
			>
				<TextField label="Password" name="password" type="password" autoComplete="current-password" required />
				{said}
				<Button type="submit" variant="primary" className="self-end" pending={pending && "Checking…"}>
					{orders[order].action}
				</Button>
			</form>
		);
	if (shown.uri !== undefined && !confirmed)
		return (
			<form
				method="post"
				className="flex flex-col gap-4"
				onSubmit={(event) =>
					void send(
						event,
						(form) => ({ type: "confirm", code: String(form.get("code")) }),
						() => setConfirmed(true),
					)
				}
			>
				<QrCode text={shown.uri} label="Code to scan with the authenticator app" />
				<CodeBlock text={new URL(shown.uri).searchParams.get("secret") ?? ""} what="the secret" head="Or type this secret into the app" />
				<TextField
					label="First code the app shows"
					name="code"
					inputMode="numeric"
					autoComplete="one-time-code"
					hint="Codes are asked for only after one fitted."
					required
				/>
				{said}
				<Button type="submit" variant="primary" className="self-end" pending={pending && "Checking…"}>
					Switch codes on
				</Button>
			</form>
		);
	return (
		<div className="flex flex-col gap-4">
			<Alert tone="success" title="Keep these recovery codes" live>
				Each stands in for a code once, when the phone is lost. They are shown only now. Print them or put them into a safe.
			</Alert>
			<CodeBlock text={shown.recoveryCodes.join("\n")} what="the recovery codes" head="Recovery codes" />
			<Button className="self-end" onClick={onDone}>
				I have kept them
			</Button>
		</div>
	);
}
