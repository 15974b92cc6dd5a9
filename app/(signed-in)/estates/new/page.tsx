import type { Metadata } from "next";
import { NewEstateForm } from "@/components/estate/new-estate-form.tsx";
import { PageBody, PageHeader } from "@/components/shell/page-header.tsx";
import { Alert } from "@/components/ui/alert.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { requirePrincipal } from "@/lib/server/session.ts";
import sample from "@/prisma/sample-estate.json" with { type: "json" };

export const metadata: Metadata = { title: "Add an estate" };

export default async function NewEstatePage() {
	const principal = await requirePrincipal();
	return (
		<>
			<PageHeader crumbs={[{ label: "Estates", href: "/estates" }]} title="Add an estate" />
			<PageBody className="max-w-4xl">
				{may(principal.role, "lead") ? (
					<NewEstateForm sample={sample} />
				) : (
					<Alert tone="info" title="Adding an estate takes a lead">
						Your role reads and works through steps. Ask a lead to add it.
					</Alert>
				)}
			</PageBody>
		</>
	);
}
