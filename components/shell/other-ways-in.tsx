"use client";
import { useState } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { askPasskey, passkeysWork } from "@/lib/client/passkey.ts";
import { sendJson } from "./send-json.ts";

/** Signing in without a password: a passkey, or the company's provider where one is set up. */
export function OtherWaysIn({ next, provider }: { readonly next: string; readonly provider?: string | undefined }) {
	const [failure, setFailure] = useState<string>();
	const [pending, setPending] = useState<"passkey" | "provider">();
	const byPasskey = async (): Promise<string | undefined> => {
		if (!passkeysWork()) return "This browser cannot use passkeys here. It takes https, or the name localhost.";
		const begun = await sendJson<PublicKeyCredentialRequestOptionsJSON>("POST", "/api/auth/passkey-options");
		if (!begun.ok) return begun.failure.message;
		const passkey = await askPasskey(begun.value);
		if (passkey === undefined) return "No passkey was used.";
		const answer = await sendJson("POST", "/api/auth/passkey", { passkey });
		if (!answer.ok) return answer.failure.code === "sign-in-failed" ? "This passkey is not known here." : answer.failure.message;
		window.location.assign(next);
		return undefined;
	};
	const byProvider = async (): Promise<string | undefined> => {
		const begun = await sendJson<{ readonly url: string }>("POST", "/api/auth/oidc", { next });
		if (!begun.ok) return begun.failure.message;
		window.location.assign(begun.value.url);
		return undefined;
	};
	const go = async (way: "passkey" | "provider") => {
		setPending(way);
		const said = await (way === "passkey" ? byPasskey() : byProvider());
		setFailure(said);
		if (said !== undefined) setPending(undefined);
	};
	return (
		<div className="mt-4 flex flex-col gap-3">
			{failure !== undefined && <Alert tone="blocker" title={failure} live />}
			{provider !== undefined && (
				<Button size="lg" onClick={() => void go("provider")} pending={pending === "provider" && "Going there…"}>
					Sign in with {provider}
				</Button>
			)}
			<Button size="lg" onClick={() => void go("passkey")} pending={pending === "passkey" && "Waiting for the device…"}>
				<Icon name="key" />
				Use a passkey
			</Button>
		</div>
	);
}
