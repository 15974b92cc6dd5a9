import type { Metadata } from "next";
import { AuthenticatorCard } from "@/components/settings/authenticator-card.tsx";
import { EndOtherSessions } from "@/components/settings/end-other-sessions.tsx";
import { PasskeyCard } from "@/components/settings/passkey-card.tsx";
import { PasswordForm } from "@/components/settings/password-form.tsx";
import { roles } from "@/components/settings/role-text.ts";
import { SessionTable } from "@/components/settings/session-table.tsx";
import { PageBody } from "@/components/shell/page-header.tsx";
import { Card } from "@/components/ui/card.tsx";
import { Facts } from "@/components/ui/facts.tsx";
import { ownPasskeys } from "@/lib/server/passkeys.ts";
import { proofsOf } from "@/lib/server/prove-again.ts";
import { requirePrincipal } from "@/lib/server/session.ts";
import { ownSessions } from "@/lib/server/sessions.ts";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
	const principal = await requirePrincipal();
	const role = roles.find((entry) => entry.role === principal.role);
	const [sessions, proofs, passkeys] = [await ownSessions(principal), await proofsOf(principal.id), await ownPasskeys(principal.id)];
	return (
		<PageBody className="max-w-4xl">
			<Card title="You" padded>
				<Facts
					rows={[
						{ label: "Name", value: principal.name },
						{ label: "Email", value: principal.email ?? "none" },
						{ label: "Role", value: `${role?.word ?? principal.role}. ${role?.about ?? ""}` },
					]}
				/>
				<p className="mt-3 text-12 text-ink-3">
					An administrator changes names and roles. A session ends after an hour without use, and after twelve hours.
				</p>
			</Card>
			<Card title="Password" padded>
				<PasswordForm email={principal.email ?? ""} hasPassword={proofs.password} />
			</Card>
			<Card title="Authenticator app" padded>
				<AuthenticatorCard on={proofs.code} hasPassword={proofs.password} />
			</Card>
			<Card title="Passkeys" count={passkeys.length} padded>
				<PasskeyCard passkeys={passkeys} />
			</Card>
			<Card title="Where you are signed in" count={sessions.length} actions={sessions.length > 1 && <EndOtherSessions />}>
				<SessionTable sessions={sessions} />
			</Card>
		</PageBody>
	);
}
