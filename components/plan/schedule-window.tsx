"use client";
import { OrderButton } from "@/components/run/order-button.tsx";
import { RefusalNote } from "@/components/run/refusal-note.tsx";
import { useRun } from "@/components/run/run-context.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { readWindow, type WindowDraft, WindowFields } from "./window-fields.tsx";

/** The window as it would be, and the order that makes it so. */
export function ScheduleWindow({
	draft,
	onChange,
	onReset,
}: {
	readonly draft: WindowDraft;
	readonly onChange: (draft: WindowDraft) => void;
	readonly onReset: () => void;
}) {
	const { state, me } = useRun();
	if (!may(me.role, "lead") || state.rehearsalOf !== undefined || state.ended) return null;
	const { window, problem } = readWindow(draft);
	const same = window?.start === state.window?.start && window?.end === state.window?.end && window?.timeZone === state.window?.timeZone;
	const under = state.startedAt !== undefined;
	const ask = {
		title: under ? "Move the end of the night" : "Set this window",
		description: under
			? "A run is under way. What is started from now on keeps to this window."
			: state.status === "approved"
				? "The plan was approved for another window. Setting this one takes the approval back."
				: "The plan keeps to this window from now on.",
		action: "Set window",
		reason: { label: "Reason", required: under },
	};
	return (
		<Card title="Window" padded className="print:hidden">
			<div className="flex flex-col gap-3">
				<WindowFields draft={draft} onChange={onChange} />
				<div className="flex flex-wrap items-start gap-2">
					<OrderButton
						variant="primary"
						command={(reason) => ({ type: "set-window", ...(window && { window }), ...(reason !== "" && { reason }) })}
						shut={problem ?? (same ? "This is the plan's window." : undefined)}
						explain={same ? "apart" : true}
						ask={ask}
					>
						{window === undefined && state.window ? "Take the window away" : "Set window"}
					</OrderButton>
					{!same && <Button onClick={onReset}>Back to the plan’s window</Button>}
				</div>
				<RefusalNote target="run" />
			</div>
		</Card>
	);
}
