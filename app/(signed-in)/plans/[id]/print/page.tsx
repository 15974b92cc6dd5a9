import type { Metadata } from "next";
import { PlanPrint } from "@/components/plan/plan-print.tsx";
import { runTitle } from "@/components/plan/plan-title.ts";
import { sheetOrder } from "@/components/plan/run-sheet.ts";
import { planOr404 } from "../plan-or-404.ts";

type Props = {
	readonly params: Promise<{ id: string }>;
	readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const view = await planOr404((await params).id);
	return { title: `Print: ${view.estateName}, ${runTitle(view.state)}` };
}

export default async function PlanPrintPage({ params, searchParams }: Props) {
	const { by } = await searchParams;
	return <PlanPrint view={await planOr404((await params).id)} by={sheetOrder(typeof by === "string" ? by : undefined)} />;
}
