import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CrewCard } from "@/components/estate/crew-card.tsx";
import { FreezeCard } from "@/components/estate/freeze-card.tsx";
import { PageBody } from "@/components/shell/page-header.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { estateAvailability } from "@/lib/server/availability.ts";
import { estateOr404 } from "../estate-or-404.ts";
import { principalHere } from "../principal-here.ts";

export const metadata: Metadata = { title: "Crew and freezes" };

/** Who is there on this estate's nights, and when nothing may begin. */
export default async function AvailabilityPage({ params }: { readonly params: Promise<{ id: string }> }) {
	const [{ id }, principal] = [await params, await principalHere(params)];
	const estate = await estateOr404(id);
	const found = await estateAvailability(principal, id);
	if (!found.ok) notFound();
	const { crew, teams, freezes } = found.value;
	const leads = may(principal.role, "lead") && estate.archived === undefined;
	return (
		<PageBody>
			<CrewCard estateId={id} crew={crew} bindings={teams} people={estate.people} zone={estate.timeZone} editable={leads} />
			<FreezeCard
				freezes={freezes}
				scope="estate"
				zone={estate.timeZone}
				orders={leads ? `/api/v1/estates/${encodeURIComponent(id)}/commands` : undefined}
			/>
		</PageBody>
	);
}
