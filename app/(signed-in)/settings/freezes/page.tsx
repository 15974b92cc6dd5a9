import type { Metadata } from "next";
import { FreezeCard } from "@/components/estate/freeze-card.tsx";
import { PageBody } from "@/components/shell/page-header.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { instantNow } from "@/lib/server/access.ts";
import { installationFreezes, notEnded } from "@/lib/server/freezes.ts";
import { listEstates } from "@/lib/server/queries.ts";
import { requirePrincipal } from "@/lib/server/session.ts";

export const metadata: Metadata = { title: "Change freezes" };

/** Freezes on all estates: everybody sees them, administrators set and lift them. */
export default async function FreezesPage() {
	const principal = await requirePrincipal();
	const [freezes, estates] = [notEnded(await installationFreezes(), instantNow()), await listEstates(principal)];
	return (
		<PageBody className="max-w-4xl">
			<FreezeCard
				freezes={freezes}
				scope="installation"
				zone={estates[0]?.timeZone ?? "UTC"}
				orders={may(principal.role, "administer") ? "/api/v1/freezes" : undefined}
			/>
		</PageBody>
	);
}
