import type { Metadata } from "next";
import { NewPlanForm } from "@/components/plan/new-plan-form.tsx";
import { PageBody, PageHeader } from "@/components/shell/page-header.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { onEstate } from "@/lib/server/estate-roles.ts";
import { people } from "@/lib/server/people.ts";
import { listEstates } from "@/lib/server/queries.ts";
import { requirePrincipal } from "@/lib/server/session.ts";

export const metadata: Metadata = { title: "New plan" };

export default async function NewPlanPage({ searchParams }: { readonly searchParams: Promise<{ readonly estate?: string | string[] }> }) {
	const principal = await requirePrincipal();
	const [{ estate }, estates] = [await searchParams, await listEstates(principal)];
	const led = estates.filter(({ id }) => may(onEstate(principal, id)?.role ?? "viewer", "lead"));
	const given = led.find((candidate) => candidate.id === estate)?.id;
	return (
		<>
			<PageHeader crumbs={[{ label: "Plans", href: "/plans" }]} title="New plan" />
			<PageBody>
				{!may(principal.role, "lead") && led.length === 0 ? (
					<Card>
						<EmptyState icon="plans" title="A lead makes plans">
							Your role can read every plan and its reasons. Ask a lead to make one.
						</EmptyState>
					</Card>
				) : led.length === 0 ? (
					<Card>
						<EmptyState
							icon="estates"
							title="No estate yet"
							action={
								<ButtonLink href="/estates/new" variant="primary">
									Add an estate
								</ButtonLink>
							}
						>
							A plan is computed from an estate's inventory, so that comes first.
						</EmptyState>
					</Card>
				) : (
					<NewPlanForm estates={led} estateId={given} people={await people()} />
				)}
			</PageBody>
		</>
	);
}
