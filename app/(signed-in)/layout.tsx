import type { ReactNode } from "react";
import { AppFrame } from "@/components/shell/app-frame.tsx";
import { EndOfServiceNotice } from "@/components/shell/end-of-service-notice.tsx";
import { shellData } from "@/components/shell/shell-data.ts";
import { people } from "@/lib/server/people.ts";
import { listEstates, listPlans } from "@/lib/server/queries.ts";
import { requirePrincipal } from "@/lib/server/session.ts";
import { meOf } from "./me-of.ts";

/** Frame of everything behind the sign-in. Each page still asks for itself who is calling. */
export default async function SignedInLayout({ children }: { readonly children: ReactNode }) {
	const principal = await requirePrincipal();
	const [estates, plans] = await Promise.all([listEstates(principal), listPlans(principal)]);
	const names = plans.some(({ openGaps }) => openGaps.length > 0) ? await people() : undefined;
	return (
		<AppFrame data={shellData(meOf(principal), estates, plans, names)} notice={<EndOfServiceNotice />}>
			{children}
		</AppFrame>
	);
}
