import type { Metadata } from "next";
import { WallScreen } from "@/components/run/wall-screen.tsx";
import { planOr404 } from "../plan-or-404.ts";

type Props = { readonly params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	return { title: `Wall: ${(await planOr404((await params).id)).estateName}` };
}

export default async function WallPage({ params }: Props) {
	return <WallScreen view={await planOr404((await params).id)} />;
}
