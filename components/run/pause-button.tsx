"use client";
import { useState } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import type { ButtonLook } from "@/components/ui/button-look.ts";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { openGaps, windowName } from "@/lib/domain/run/windows.ts";
import { RefusalLine } from "./refusal-line.tsx";
import { windowText } from "./refusal-text.ts";
import { useRun } from "./run-context.tsx";

/** Pauses the run with a reason, or resumes it. While a gap is open the pause must say that this is known. */
export function PauseButton({ className, ...look }: { readonly className?: string } & ButtonLook) {
	const { state, order, pending, refused, connected } = useRun();
	const [asking, setAsking] = useState(false);
	const [known, setKnown] = useState(false);
	const gaps = openGaps(state);
	const sending = pending.some((mark) => mark.command.type === "pause-run" || mark.command.type === "resume-run");
	const lost = connected ? undefined : "Not while the connection is lost.";
	if (state.status === "paused")
		return (
			<Button
				{...look}
				variant="primary"
				className={className}
				reason={lost}
				pending={sending && "Resuming…"}
				onClick={() => void order({ type: "resume-run" })}
			>
				<Icon name="play" />
				Resume
			</Button>
		);
	const answer = refused.run;
	return (
		<>
			<Button {...look} className={className} reason={lost} onClick={() => setAsking(true)}>
				<Icon name="pause" />
				Pause
			</Button>
			<ConfirmDialog
				open={asking}
				onOpenChange={setAsking}
				title="Pause the run"
				description="Nobody can start or finish a step until a lead resumes it. Clocks go on."
				action="Pause the run"
				reason={{ label: "Reason", required: true }}
				pending={sending}
				refusal={
					answer?.command.type === "pause-run" && (
						<Alert tone="blocker">
							<RefusalLine problem={answer.problem} />
						</Alert>
					)
				}
				onConfirm={async ({ reason }) => {
					const outcome = await order({ type: "pause-run", reason, ...(known && { acknowledgeOpenGap: true }) });
					if (outcome.status === "accepted") setAsking(false);
				}}
			>
				{gaps.length > 0 && (
					<Checkbox
						checked={known}
						onChange={(event) => setKnown(event.target.checked)}
						label={`I know that ${gaps.map((gap) => windowText(windowName(gap))).join(" and ")} stays open meanwhile`}
					/>
				)}
			</ConfirmDialog>
		</>
	);
}
