import { PlanOverview } from "@/components/plan/plan-overview.tsx";

export default function PlanStepsPage() {
	return <PlanOverview />;
}
