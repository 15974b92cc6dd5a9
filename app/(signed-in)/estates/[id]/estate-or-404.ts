import { notFound } from "next/navigation";
import { cache } from "react";
import { getEstate } from "@/lib/server/queries.ts";
import { requirePrincipal } from "@/lib/server/session.ts";
import type { EstateView } from "@/lib/wire/views.ts";

/** The estate of the address, read once a request; an unknown id is the page that says so. */
export const estateOr404 = cache(async (id: string): Promise<EstateView> => {
	const found = await getEstate(await requirePrincipal(), id);
	if (!found.ok) notFound();
	return found.value;
});
