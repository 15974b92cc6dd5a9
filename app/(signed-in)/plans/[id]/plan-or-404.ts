import { notFound } from "next/navigation";
import { cache } from "react";
import { onEstate } from "@/lib/server/estate-roles.ts";
import { getPlanPage } from "@/lib/server/queries.ts";
import { requirePrincipal } from "@/lib/server/session.ts";
import type { PlanPageView } from "@/lib/wire/views.ts";
import { meOf } from "../../me-of.ts";

/** The plan of the address, read once a request; an unknown id is the page that says so. */
export const planOr404 = cache(async (id: string): Promise<PlanPageView> => {
	const principal = await requirePrincipal();
	const found = await getPlanPage(principal, id);
	if (!found.ok) notFound();
	const { teams, ...view } = found.value;
	return { ...view, me: { ...meOf(onEstate(principal, view.state.estateId) ?? principal), ...(teams && { teams }) } };
});
