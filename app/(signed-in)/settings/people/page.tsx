import type { Metadata } from "next";
import { AddPerson } from "@/components/settings/add-person.tsx";
import { AdministratorsOnly } from "@/components/settings/administrators-only.tsx";
import { EstateRoleTable } from "@/components/settings/estate-role-table.tsx";
import { PeopleTable } from "@/components/settings/people-table.tsx";
import { TeamTable } from "@/components/settings/team-table.tsx";
import { PageBody } from "@/components/shell/page-header.tsx";
import { Card } from "@/components/ui/card.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { listPeople } from "@/lib/server/people-admin.ts";
import { requirePrincipal } from "@/lib/server/session.ts";
import { allTeams } from "@/lib/server/teams.ts";

export const metadata: Metadata = { title: "People and roles" };

export default async function PeoplePage() {
	const principal = await requirePrincipal();
	if (!may(principal.role, "administer")) return <AdministratorsOnly what="Who has an account" />;
	const [people, estates] = await Promise.all([listPeople(), allTeams(principal)]);
	return (
		<PageBody>
			<Card title="People" count={people.length} actions={<AddPerson />}>
				<PeopleTable people={people} myId={principal.id} />
			</Card>
			<Card title="Roles on single estates">
				<EstateRoleTable people={people} estates={estates} />
			</Card>
			<Card title="Teams">
				<TeamTable people={people} estates={estates} />
			</Card>
		</PageBody>
	);
}
