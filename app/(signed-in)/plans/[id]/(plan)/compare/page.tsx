import { CompareScreen } from "@/components/plan/compare-screen.tsx";
import { planTitle } from "@/components/plan/plan-title.ts";
import { statusWord } from "@/components/run/refusal-text.ts";
import { comparePlan } from "@/lib/server/compare-plan.ts";
import { listPlans } from "@/lib/server/queries.ts";
import { requirePrincipal } from "@/lib/server/session.ts";
import { planOr404 } from "../../plan-or-404.ts";

type Props = {
	readonly params: Promise<{ id: string }>;
	readonly searchParams: Promise<{ readonly with?: string | string[] }>;
};

export default async function ComparePage({ params, searchParams }: Props) {
	const [{ id }, { with: asked }] = [await params, await searchParams];
	const principal = await requirePrincipal();
	const { state } = await planOr404(id);
	const plans = await listPlans(principal, state.estateId);
	const found = await comparePlan(principal, id, typeof asked === "string" && asked !== "" ? asked : undefined);
	const view = found.ok ? found.value : undefined;
	const choices = [
		...(state.amendment ? [{ value: "amendment", label: "The amended plan proposed for this run" }] : []),
		...plans
			.filter((plan) => plan.id !== id)
			.map((plan) => ({
				value: plan.id,
				label: `${planTitle(plan)}, ${statusWord(plan.status)}, made ${plan.createdAt.slice(0, 10)}, ${plan.planDigest.slice(7, 15)}`,
			})),
	];
	const chosen = view?.after.amendment ? "amendment" : (view?.before.planId ?? "");
	return <CompareScreen view={view} choices={choices} chosen={chosen} />;
}
