import type { Metadata } from "next";
import { runTitle } from "@/components/plan/plan-title.ts";
import { WayBackScreen } from "@/components/run/way-back-screen.tsx";
import { planOr404 } from "../plan-or-404.ts";

type Props = { readonly params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const view = await planOr404((await params).id);
	return { title: `Way back: ${view.estateName}, ${runTitle(view.state)}` };
}

export default async function WayBackPage({ params }: Props) {
	return <WayBackScreen view={await planOr404((await params).id)} />;
}
