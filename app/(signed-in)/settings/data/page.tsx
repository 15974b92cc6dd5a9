import type { Metadata } from "next";
import { AdministratorsOnly } from "@/components/settings/administrators-only.tsx";
import { DataCards } from "@/components/settings/data-cards.tsx";
import { PageBody } from "@/components/shell/page-header.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { env } from "@/lib/server/env.ts";
import { requirePrincipal } from "@/lib/server/session.ts";
import { wipeFacts } from "@/lib/server/wipe.ts";

export const metadata: Metadata = { title: "Data and privacy" };

export default async function DataPage() {
	const principal = await requirePrincipal();
	if (!may(principal.role, "administer")) return <AdministratorsOnly what="What is kept" />;
	const { databaseFile, accessRetentionDays } = env();
	return (
		<PageBody className="max-w-4xl">
			<DataCards facts={await wipeFacts(databaseFile)} retentionDays={accessRetentionDays} />
		</PageBody>
	);
}
