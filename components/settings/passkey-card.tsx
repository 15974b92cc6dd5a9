"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { TextField } from "@/components/ui/field.tsx";
import { RelativeTime } from "@/components/ui/time.tsx";
import { makePasskey, passkeysWork } from "@/lib/client/passkey.ts";
import { proveAgain } from "@/lib/client/prove-again.ts";
import type { PasskeyView } from "@/lib/wire/api-access-views.ts";
import { type Answer, sendJson } from "../shell/send-json.ts";

/** One's own passkeys: make one under a name, take one away. */
export function PasskeyCard({ passkeys }: { readonly passkeys: readonly PasskeyView[] }) {
	const [pending, setPending] = useState<string>();
	const [failure, setFailure] = useState<string>();
	const router = useRouter();

	/** Sends it again once the person has proved who they are, when the server asks for that. */
	const send = async <T,>(body: unknown): Promise<Answer<T>> => {
		const answer = await sendJson<T>("POST", "/api/me/passkeys", body);
		return !answer.ok && answer.failure.code === "sign-in-not-fresh" && (await proveAgain())
			? sendJson<T>("POST", "/api/me/passkeys", body)
			: answer;
	};
	const add = async (form: HTMLFormElement): Promise<string | undefined> => {
		if (!passkeysWork()) return "This browser cannot make passkeys here. It takes https, or the name localhost.";
		const begun = await send<PublicKeyCredentialCreationOptionsJSON>({ type: "begin" });
		if (!begun.ok) return begun.failure.message;
		const passkey = await makePasskey(begun.value);
		if (passkey === undefined) return "No passkey was made.";
		const kept = await send({ type: "add", name: String(new FormData(form).get("name")), passkey });
		if (!kept.ok) return kept.failure.issues[0]?.message ?? kept.failure.message;
		form.reset();
		return undefined;
	};
	const submit = async (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		if (pending !== undefined) return;
		setPending("add");
		setFailure(await add(event.currentTarget));
		setPending(undefined);
		router.refresh();
	};
	const remove = async (id: string) => {
		setPending(id);
		const answer = await sendJson("DELETE", `/api/me/passkeys/${id}`);
		setFailure(answer.ok ? undefined : answer.failure.message);
		setPending(undefined);
		router.refresh();
	};
	return (
		<div className="flex flex-col gap-4">
			<p className="text-13 text-ink-2">
				A passkey signs you in with your device's own lock or a security key: nothing to type, nothing to steal, and no code to copy.
			</p>
			{failure !== undefined && <Alert tone="blocker" title={failure} live />}
			{passkeys.length > 0 && (
				<ul className="divide-y divide-line border-y border-line">
					{passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
						<li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2 text-13">
							<span className="font-medium">{name}</span>
							<span className="text-ink-3">
								{lastUsedAt === undefined ? "made " : "used "}
								<RelativeTime at={lastUsedAt ?? createdAt} />
							</span>
							<Button size="sm" variant="quiet" className="ml-auto" onClick={() => void remove(id)} pending={pending === id && "Removing…"}>
								Remove<span className="sr-only"> the passkey {name}</span>
							</Button>
						</li>
					))}
				</ul>
			)}
			<form method="post" onSubmit={(event) => void submit(event)} className="flex max-w-md flex-wrap items-end gap-3">
				<TextField label="Name of the new passkey" name="name" maxLength={60} placeholder="Work laptop" required className="flex-1" />
				<Button type="submit" pending={pending === "add" && "Waiting for the device…"}>
					Make a passkey
				</Button>
			</form>
		</div>
	);
}
