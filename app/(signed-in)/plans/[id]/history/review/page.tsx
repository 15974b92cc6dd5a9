import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { HistoryTabs } from "@/components/audit/history-tabs.tsx";
import { ReviewScreen } from "@/components/audit/review-screen.tsx";
import { planTitle } from "@/components/plan/plan-title.ts";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { planReview } from "@/lib/server/plan-review.ts";
import { requirePrincipal } from "@/lib/server/session.ts";
import { planOr404 } from "../../plan-or-404.ts";

type Props = { readonly params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const view = await planOr404((await params).id);
	return { title: `Review: ${view.estateName}, ${planTitle(view.state.plan)}` };
}

export default async function ReviewPage({ params }: Props) {
	const { id } = await params;
	const view = await planOr404(id);
	const principal = await requirePrincipal();
	const review = await planReview(principal, id);
	if (!review.ok) notFound();
	return (
		<>
			<PageHeader
				crumbs={[
					{ label: "History", href: "/history" },
					{ label: view.estateName, href: `/plans/${id}` as Route },
				]}
				title={`Review of ${planTitle(view.state.plan)}`}
			/>
			<HistoryTabs planId={id} />
			<ReviewScreen
				planId={id}
				zone={view.timeZone}
				review={review.value}
				mayAdd={may(view.me.role, "lead")}
				ended={view.state.ended !== undefined}
			/>
		</>
	);
}
