import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PlanHeader } from "@/components/plan/plan-header.tsx";
import { runTitle } from "@/components/plan/plan-title.ts";
import { Announcer } from "@/components/run/announcer.tsx";
import { RunProvider } from "@/components/run/run-context.tsx";
import { planOr404 } from "../plan-or-404.ts";

type Props = { readonly params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const view = await planOr404((await params).id);
	return { title: `${view.estateName}, ${runTitle(view.state)}` };
}

/** Frame of a plan's tabs: one live state for all of them, so an approval given elsewhere shows at once. */
export default async function PlanLayout({ params, children }: Props & { readonly children: ReactNode }) {
	const view = await planOr404((await params).id);
	return (
		<RunProvider view={view}>
			<Announcer />
			<PlanHeader />
			{children}
		</RunProvider>
	);
}
