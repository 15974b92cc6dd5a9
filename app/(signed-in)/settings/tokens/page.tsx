import type { Metadata } from "next";
import { AddToken } from "@/components/settings/add-token.tsx";
import { AdministratorsOnly } from "@/components/settings/administrators-only.tsx";
import { TokenTable } from "@/components/settings/token-table.tsx";
import { PageBody } from "@/components/shell/page-header.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { listPeople } from "@/lib/server/people-admin.ts";
import { requirePrincipal } from "@/lib/server/session.ts";
import { estateNames } from "@/lib/server/teams.ts";
import { listTokens } from "@/lib/server/tokens.ts";

export const metadata: Metadata = { title: "Tokens" };

export default async function TokensPage() {
	const principal = await requirePrincipal();
	if (!may(principal.role, "administer")) return <AdministratorsOnly what="What calls the API" />;
	const [tokens, people, estates] = await Promise.all([listTokens(), listPeople(), estateNames(principal)]);
	return (
		<PageBody>
			<Card title="Tokens" count={tokens.length} actions={<AddToken estates={estates} />}>
				{tokens.length === 0 ? (
					<EmptyState icon="key" title="No token yet">
						A token lets a script call the API, for example to keep an inventory up to date from what the servers report. It is shown once,
						ends by itself, and can be revoked here.
					</EmptyState>
				) : (
					<TokenTable
						tokens={tokens}
						estates={estates}
						names={Object.fromEntries(people.map((person) => [person.id, person.name]))}
						now={Date.now()}
					/>
				)}
			</Card>
		</PageBody>
	);
}
