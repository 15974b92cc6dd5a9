"use client";
import { useState, useSyncExternalStore } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { sendJson } from "./send-json.ts";

const listen = (changed: () => void) => {
	window.addEventListener("hashchange", changed);
	return () => window.removeEventListener("hashchange", changed);
};
const tokenInAddress = (): string => window.location.hash.slice(1);

/**
 * Spends a one-time link when its reader says so. The token stands behind `#`: looking at the page, as mail scanners
 * do, sends it nowhere and spends nothing.
 */
export function LinkSignIn() {
	const token = useSyncExternalStore(listen, tokenInAddress, () => undefined);
	const [failure, setFailure] = useState<string>();
	const [pending, setPending] = useState(false);
	const enter = async () => {
		setPending(true);
		setFailure(undefined);
		const answer = await sendJson("POST", "/api/sign-in-links", { token });
		if (answer.ok) {
			// Takes the spent token out of the address and out of the history.
			window.location.replace("/");
			return;
		}
		setPending(false);
		setFailure(answer.failure.message);
	};
	if (token === "")
		return (
			<Alert tone="warning" title="This address is not complete">
				The part behind the # is missing. Copy the whole link, or ask an administrator for a new one.
			</Alert>
		);
	return (
		<div className="flex flex-col gap-4">
			{failure !== undefined && (
				<Alert tone="blocker" title={failure} live>
					Ask an administrator for a new link, or sign in with your password.
				</Alert>
			)}
			<Button variant="primary" size="lg" pending={pending && "Signing in…"} onClick={() => void enter()}>
				Sign in with this link
			</Button>
			<ButtonLink href="/sign-in" variant="quiet" size="lg">
				Use email and password instead
			</ButtonLink>
		</div>
	);
}
