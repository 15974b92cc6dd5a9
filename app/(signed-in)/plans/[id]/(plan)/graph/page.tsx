import type { Route } from "next";
import Link from "next/link";
import { GraphCanvas } from "@/components/plan/graph-canvas.tsx";
import { layoutGraph } from "@/components/plan/graph-layout.ts";
import { GraphList } from "@/components/plan/graph-list.tsx";
import { GraphWithDetail } from "@/components/plan/graph-side.tsx";
import { KindLegend, PlanGraph } from "@/components/plan/plan-graph.tsx";
import { PageBody } from "@/components/shell/page-header.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { spanWords } from "@/components/ui/time-format.ts";
import { planOr404 } from "../../plan-or-404.ts";

type Props = { readonly params: Promise<{ id: string }>; readonly searchParams: Promise<{ readonly view?: string | string[] }> };

export default async function PlanGraphPage({ params, searchParams }: Props) {
	const [{ id }, { view: shown }] = [await params, await searchParams];
	const { plan } = (await planOr404(id)).state;
	const base = `/plans/${id}/graph`;
	if (plan.steps.length === 0)
		return (
			<PageBody>
				<Card>
					<EmptyState icon="graph" title="Nothing to draw">
						This plan holds no steps. The findings say why.
					</EmptyState>
				</Card>
			</PageBody>
		);
	if (shown === "list")
		return (
			<PageBody>
				<Card
					title="Dependencies"
					count={`${plan.steps.length} steps`}
					actions={
						<Link href={base as Route} className="link text-12">
							Show as picture
						</Link>
					}
				>
					<GraphList plan={plan} base={`/plans/${id}`} />
				</Card>
			</PageBody>
		);
	const layout = layoutGraph(plan);
	return (
		<GraphWithDetail>
			<GraphCanvas
				width={layout.width}
				height={layout.height}
				aside={
					<>
						<span className="flex items-center gap-1.5 text-12 text-ink-2">
							<svg viewBox="0 0 20 4" aria-hidden="true" className="h-1 w-5">
								<path d="M0 2h20" className="stroke-accent [stroke-width:2.5]" />
							</svg>
							Critical path, {spanWords(layout.criticalMinutes * 60_000)}
						</span>
						<Link href={`${base}?view=list` as Route} className="link text-12">
							Show as list
						</Link>
					</>
				}
			>
				<PlanGraph plan={plan} layout={layout} base={base} />
			</GraphCanvas>
			<KindLegend plan={plan} />
		</GraphWithDetail>
	);
}
