import { PlanFindings } from "@/components/plan/plan-findings.tsx";

export default function PlanFindingsPage() {
	return <PlanFindings />;
}
