import type { Metadata, Route } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { EntryFrame } from "@/components/shell/entry-frame.tsx";
import { nextPath } from "@/components/shell/next-path.ts";
import { SignInForm } from "@/components/shell/sign-in-form.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { currentPrincipal } from "@/lib/server/session.ts";
import { setUpIsOpen } from "@/lib/server/setup.ts";
import product from "@/package.json" with { type: "json" };

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { readonly searchParams: Promise<{ readonly next?: string | string[] }> }) {
	const next = nextPath((await searchParams).next);
	if ((await currentPrincipal()) !== undefined) redirect(next as Route);
	if (await setUpIsOpen()) redirect("/setup");
	return (
		<EntryFrame title="Sign in" lead={(await headers()).get("host")} version={product.version}>
			<SignInForm next={next} />
			<p className="mt-6 grid grid-cols-[auto_minmax(0,1fr)] gap-2.5 border-t border-line pt-5 text-13 text-ink-2">
				<Icon name="shield-tick" className="mt-0.5 text-ink-3" />
				Accounts are kept here, so signing in works while AD FS and MFA Server are down. An administrator gives you a one-time link when you
				have no password yet.
			</p>
		</EntryFrame>
	);
}
