import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { HistoryScreen } from "@/components/audit/history-screen.tsx";
import { runTitle } from "@/components/plan/plan-title.ts";
import { planHistory } from "@/lib/server/history.ts";
import { requirePrincipal } from "@/lib/server/session.ts";
import { planOr404 } from "../plan-or-404.ts";

type Props = { readonly params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const view = await planOr404((await params).id);
	return { title: `History: ${view.estateName}, ${runTitle(view.state)}` };
}

export default async function PlanHistoryPage({ params }: Props) {
	const { id } = await params;
	const [view, history] = [await planOr404(id), await planHistory(await requirePrincipal(), id)];
	if (!history.ok) notFound();
	const { plan, mode, rehearsalOf } = view.state;
	return (
		<HistoryScreen
			me={view.me}
			history={history.value}
			plan={{
				id,
				estateName: view.estateName,
				zone: view.timeZone,
				title: runTitle(view.state),
				...(mode && { mode }),
				...(rehearsalOf !== undefined && { rehearsalOf }),
				steps: plan.steps.map(({ id: stepId, title }) => ({ id: stepId, title })),
			}}
		/>
	);
}
