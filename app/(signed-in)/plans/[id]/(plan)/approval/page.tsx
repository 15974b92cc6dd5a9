import { PlanApproval } from "@/components/plan/plan-approval.tsx";

export default function PlanApprovalPage() {
	return <PlanApproval />;
}
