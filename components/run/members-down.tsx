"use client";
import { subjectText } from "@/components/plan/lanes.ts";
import { Banner } from "@/components/ui/alert.tsx";
import { formatInstant } from "@/components/ui/time-format.ts";
import { OrderButton } from "./order-button.tsx";
import { useRun } from "./run-context.tsx";
import { sentence } from "./sentence.ts";

/** What is out of service for a reason outside the plan: who said so, when, why, and the way back. */
export function MembersDown() {
	const { state, person, zone } = useRun();
	return Object.entries(state.down).map(([subject, mark]) => (
		<Banner
			key={subject}
			tone="warning"
			action={
				<OrderButton
					size="sm"
					explain={false}
					label={`Mark ${subjectText(subject)} as back in service`}
					command={() => ({ type: "mark-up", subject })}
				>
					Back in service
				</OrderButton>
			}
		>
			<strong className="font-medium">{sentence(subjectText(subject))} is down:</strong> {mark.reason} ({person(mark.by)},{" "}
			{formatInstant(mark.at, zone, "time")}). It counts as out of service.
		</Banner>
	));
}
