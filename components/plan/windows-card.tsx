import { Card } from "@/components/ui/card.tsx";
import { type GlyphName, Icon } from "@/components/ui/icon.tsx";
import { spanWords } from "@/components/ui/time-format.ts";
import type { PlanDocument, PlanWindow } from "@/lib/domain/planner/plan-document.ts";
import { subjectText } from "./lanes.ts";

const looks: Record<PlanWindow["kind"], { readonly icon: GlyphName; readonly word: string }> = {
	"mfa-gap": { icon: "state-gap", word: "MFA gap" },
	"write-freeze": { icon: "lock", word: "Write freeze" },
	outage: { icon: "power", word: "Outage" },
};

/** Times in which something is open or shut for the users, with their minutes. */
export function WindowsCard({ plan }: { readonly plan: PlanDocument }) {
	if (plan.windows.length === 0) return null;
	return (
		<Card title="Windows it opens" padded>
			<ul className="flex flex-col gap-2.5 text-13">
				{plan.windows.map((window) => (
					<li key={`${window.kind} ${window.opens}`} className="grid grid-cols-[1rem_minmax(0,1fr)_auto] items-start gap-2">
						<Icon name={looks[window.kind].icon} className="mt-0.5 text-ink-2" />
						<span>
							<strong className="font-medium">{looks[window.kind].word}</strong>, {subjectText(window.subject)}
						</span>
						<span>{spanWords(window.estimateMinutes * 60_000)}</span>
					</li>
				))}
			</ul>
		</Card>
	);
}
