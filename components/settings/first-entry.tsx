"use client";
import { useSyncExternalStore } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { CodeBlock } from "@/components/ui/code-block.tsx";
import { RelativeTime } from "@/components/ui/time.tsx";
import type { FirstEntry as Entry } from "@/lib/wire/api-access-views.ts";

const never = () => () => undefined;
const useOrigin = (): string =>
	useSyncExternalStore(
		never,
		() => window.location.origin,
		() => "",
	);

/** The way in for a person, shown this once: it is kept nowhere, not even here. */
export function FirstEntry({ entry, name }: { readonly entry: Entry; readonly name: string }) {
	const origin = useOrigin();
	return "signInPath" in entry ? (
		<div className="flex flex-col gap-3">
			<Alert tone="success" title={`Give this link to ${name}`} live>
				It works once and ends <RelativeTime at={entry.expiresAt} />. It is shown only now; an earlier link of theirs no longer works.
			</Alert>
			<CodeBlock text={`${origin}${entry.signInPath}`} what="the sign-in link" head={`Sign-in link of ${name}`} />
		</div>
	) : (
		<div className="flex flex-col gap-3">
			<Alert tone="success" title={`Give this password to ${name}`} live>
				It is shown only now. They should set one of their own after signing in.
			</Alert>
			<CodeBlock text={entry.password} what="the password" head={`One-time password of ${name}`} />
		</div>
	);
}
