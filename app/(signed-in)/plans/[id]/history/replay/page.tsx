import type { Metadata, Route } from "next";
import { HistoryTabs } from "@/components/audit/history-tabs.tsx";
import { ReplayScreen } from "@/components/audit/replay-screen.tsx";
import { planTitle } from "@/components/plan/plan-title.ts";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { planOr404 } from "../../plan-or-404.ts";

type Props = { readonly params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const view = await planOr404((await params).id);
	return { title: `Replay: ${view.estateName}, ${planTitle(view.state.plan)}` };
}

export default async function ReplayPage({ params }: Props) {
	const { id } = await params;
	const view = await planOr404(id);
	return (
		<>
			<PageHeader
				crumbs={[
					{ label: "History", href: "/history" },
					{ label: view.estateName, href: `/plans/${id}` as Route },
				]}
				title={`Replay of ${planTitle(view.state.plan)}`}
			/>
			<HistoryTabs planId={id} />
			<ReplayScreen planId={id} zone={view.timeZone} people={view.people} />
		</>
	);
}
