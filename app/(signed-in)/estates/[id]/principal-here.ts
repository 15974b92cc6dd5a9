import { notFound } from "next/navigation";
import { onEstate } from "@/lib/server/estate-roles.ts";
import type { Principal } from "@/lib/server/principal.ts";
import { requirePrincipal } from "@/lib/server/session.ts";

/** The caller with the role they have on the estate of the address; for whom it does not exist, the page that says so. */
export async function principalHere(params: Promise<{ readonly id: string }>): Promise<Principal> {
	const { id } = await params;
	return onEstate(await requirePrincipal(), id) ?? notFound();
}
