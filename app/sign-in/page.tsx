import type { Metadata, Route } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { EntryFrame } from "@/components/shell/entry-frame.tsx";
import { OtherWaysIn } from "@/components/shell/other-ways-in.tsx";
import { SignInForm } from "@/components/shell/sign-in-form.tsx";
import { Alert } from "@/components/ui/alert.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { env } from "@/lib/server/env.ts";
import { currentPrincipal } from "@/lib/server/session.ts";
import { setUpIsOpen } from "@/lib/server/setup.ts";
import { nextPath } from "@/lib/wire/next-path.ts";
import product from "@/package.json" with { type: "json" };

export const metadata: Metadata = { title: "Sign in" };

const refusals: Readonly<Record<string, string | undefined>> = {
	failed: "Your company's sign-in did not go through. Try again, or use an account kept here.",
	"no-role": "None of your groups has a role here. Ask an administrator which group you need.",
	"email-taken": "An account kept here has your email address already. Sign in with that one, or ask an administrator.",
	"other-person": "That was somebody else's sign-in. Sign in again as yourself.",
};

export default async function SignInPage({
	searchParams,
}: {
	readonly searchParams: Promise<{ readonly next?: string | string[]; readonly refused?: string | string[] }>;
}) {
	const given = await searchParams;
	const next = nextPath(given.next);
	const refused = typeof given.refused === "string" ? refusals[given.refused] : undefined;
	if ((await currentPrincipal()) !== undefined) redirect(next as Route);
	if (await setUpIsOpen()) redirect("/setup");
	return (
		<EntryFrame title="Sign in" lead={(await headers()).get("host")} version={product.version}>
			{refused !== undefined && <Alert tone="blocker" title={refused} live className="mb-4" />}
			<SignInForm next={next} />
			<OtherWaysIn next={next} provider={env().oidc?.name} />
			<p className="mt-6 grid grid-cols-[auto_minmax(0,1fr)] gap-2.5 border-t border-line pt-5 text-13 text-ink-2">
				<Icon name="shield-tick" className="mt-0.5 text-ink-3" />
				Accounts are kept here, so signing in works while AD FS and MFA Server are down. An administrator gives you a one-time link when you
				have no password yet.
			</p>
		</EntryFrame>
	);
}
