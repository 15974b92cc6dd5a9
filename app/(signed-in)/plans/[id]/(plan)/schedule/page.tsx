import { notFound } from "next/navigation";
import { ScheduleScreen } from "@/components/plan/schedule-screen.tsx";
import { PageBody } from "@/components/shell/page-header.tsx";
import { getSchedule } from "@/lib/server/queries.ts";
import { requirePrincipal } from "@/lib/server/session.ts";
import { planOr404 } from "../../plan-or-404.ts";

type Props = { readonly params: Promise<{ id: string }> };

const HOUR = 3_600_000;

/** Bars by lane or person, the window, what shades it, and until when what opens may begin. */
export default async function PlanSchedulePage({ params }: Props) {
	const { id } = await params;
	const plan = await planOr404(id);
	const found = await getSchedule(await requirePrincipal(), id);
	if (!found.ok) notFound();
	// Without a window the bars begin at some full hour; the picture needs one, and the clock is read here alone.
	const suggestedStart = new Date(Math.ceil(Date.now() / HOUR) * HOUR).toISOString();
	return (
		<PageBody>
			<ScheduleScreen key={JSON.stringify(plan.state.window)} view={found.value} suggestedStart={suggestedStart} />
		</PageBody>
	);
}
