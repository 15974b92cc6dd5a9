import type { Metadata } from "next";
import { PlanTable } from "@/components/plan/plan-table.tsx";
import { PageBody, PageHeader } from "@/components/shell/page-header.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { listPlans } from "@/lib/server/queries.ts";
import { requirePrincipal } from "@/lib/server/session.ts";

export const metadata: Metadata = { title: "Plans" };

export default async function PlansPage() {
	const principal = await requirePrincipal();
	const plans = await listPlans(principal);
	const leads = may(principal.role, "lead");
	const make = (
		<ButtonLink href="/plans/new" variant="primary">
			<Icon name="plus" />
			New plan
		</ButtonLink>
	);
	return (
		<>
			<PageHeader title="Plans" {...(leads && plans.length > 0 && { actions: make })} />
			<PageBody>
				<Card>
					{plans.length === 0 ? (
						<EmptyState icon="plans" title="No plan yet" action={leads ? make : <p className="text-13 text-ink-2">A lead makes plans.</p>}>
							A plan is computed from an estate's inventory: every step in a safe order, each with its reason. It is frozen when it is made;
							another lead approves exactly that, and then it can run.
						</EmptyState>
					) : (
						<PlanTable plans={plans} />
					)}
				</Card>
			</PageBody>
		</>
	);
}
