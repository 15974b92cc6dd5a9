import type { Metadata } from "next";
import { planTitle } from "@/components/plan/plan-title.ts";
import { LateEntryScreen } from "@/components/run/late-entry-screen.tsx";
import { planOr404 } from "../plan-or-404.ts";

type Props = { readonly params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const view = await planOr404((await params).id);
	return { title: `Enter work afterwards: ${view.estateName}, ${planTitle(view.state.plan)}` };
}

export default async function LateEntryPage({ params }: Props) {
	return <LateEntryScreen view={await planOr404((await params).id)} />;
}
