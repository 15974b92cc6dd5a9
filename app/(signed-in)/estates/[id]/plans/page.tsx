import type { Metadata, Route } from "next";
import { EstatePlans } from "@/components/estate/estate-plans.tsx";
import { PageBody } from "@/components/shell/page-header.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { estateOr404 } from "../estate-or-404.ts";
import { principalHere } from "../principal-here.ts";

export const metadata: Metadata = { title: "Plans of the estate" };

export default async function EstatePlansPage({ params }: { readonly params: Promise<{ id: string }> }) {
	const [{ id }, principal] = [await params, await principalHere(params)];
	const estate = await estateOr404(id);
	return (
		<PageBody>
			<Card>
				{estate.plans.length === 0 ? (
					<EmptyState
						icon="plans"
						title="No plan yet"
						action={
							may(principal.role, "lead") ? (
								<ButtonLink href={`/plans/new?estate=${id}` as Route} variant="primary">
									Make a plan
								</ButtonLink>
							) : (
								<p className="text-13 text-ink-2">A lead makes plans.</p>
							)
						}
					>
						A plan is the computed order of the upgrade for this inventory: every step with its reason, what it takes in minutes, and what
						speaks against it. It is frozen when it is made, and another lead approves exactly that.
					</EmptyState>
				) : (
					<EstatePlans plans={estate.plans} people={estate.people} zone={estate.timeZone} />
				)}
			</Card>
		</PageBody>
	);
}
