"use client";
import { type ReactNode, useState } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import type { ButtonLook } from "@/components/ui/button-look.ts";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Kbd } from "@/components/ui/kbd.tsx";
import { targetOf } from "@/lib/client/live-run.ts";
import type { RunCommand } from "@/lib/domain/run/commands.ts";
import { pendingWord } from "./pending.ts";
import { RefusalLine } from "./refusal-line.tsx";
import { useRun } from "./run-context.tsx";
import { WaiveOffer } from "./waive-offer.tsx";

export type Ask = {
	readonly title: string;
	readonly description?: ReactNode;
	/** Verb first, naming the thing. */
	readonly action: string;
	readonly reason?: { readonly label: string; readonly required?: boolean; readonly hint?: string };
	readonly typeToConfirm?: string;
	readonly tone?: "primary" | "danger";
	readonly children?: ReactNode;
};

/** Why an order cannot be given now: the line is lost, something of the screen's own, or the gate. Undefined: it can. */
export function useShutReason(stepId?: string): (command: RunCommand, shut?: ReactNode) => ReactNode | undefined {
	const { judge, connected } = useRun();
	return (command, shut) => {
		if (!connected) return "Not while the connection is lost.";
		if (shut !== undefined && shut !== false && shut !== "") return shut;
		const refusal = judge(command);
		return refusal && <RefusalLine problem={refusal} stepId={stepId} />;
	};
}

/**
 * A button that gives one order. With `ask` it asks first, for a reason or a typed name, and shows the server's no in
 * the dialog; without, the no stands at the row or panel of the target. What would be refused is explained beside the
 * button; where nothing can be ordered because the line is lost, that is the reason.
 */
export function OrderButton({
	command,
	label,
	name,
	ask,
	hotkey,
	shut,
	explain = true,
	onDone,
	className,
	children,
	...look
}: {
	/** The order, with the reason given in the dialog. */
	readonly command: (reason: string) => RunCommand;
	/** What a screen reader hears: "Start: Promote MFA02". */
	readonly label?: string;
	/** What the dialog's target is called where several targets share a screen. */
	readonly name?: string;
	readonly ask?: Ask | undefined;
	readonly hotkey?: string;
	/** A reason of the screen's own, e.g. evidence still missing. */
	readonly shut?: ReactNode;
	/** False: hide the button where the order would be refused. `apart`: the reason stands elsewhere on the screen (`useShutReason`). */
	readonly explain?: boolean | "apart";
	/** After the order was carried out. */
	readonly onDone?: () => void;
	readonly className?: string;
	readonly children: ReactNode;
} & ButtonLook) {
	const { order, judge, pending, refused, dismiss } = useRun();
	const reasonOf = useShutReason(name);
	const [open, setOpen] = useState(false);
	const asked = command("…");
	const target = targetOf(asked);
	const mark = pending.find((sent) => sent.target === target && sent.command.type === asked.type);
	if (explain === false && judge(asked)) return null;
	const answer = refused[target];
	const reason = reasonOf(asked, shut);
	const give = async (why: string) => {
		const outcome = await order(command(why));
		if (outcome.status !== "accepted") return;
		setOpen(false);
		onDone?.();
	};
	return (
		<>
			<Button
				{...look}
				aria-label={label}
				data-hotkey={hotkey}
				className={className}
				{...(explain === "apart" ? { disabled: reason !== undefined } : { reason })}
				pending={mark && pendingWord(mark)}
				onClick={() => {
					if (ask) {
						dismiss(target);
						setOpen(true);
					} else void give("");
				}}
			>
				{children}
				{hotkey && reason === undefined && <Kbd>{hotkey}</Kbd>}
			</Button>
			{ask && (
				<ConfirmDialog
					{...ask}
					open={open}
					onOpenChange={setOpen}
					pending={mark !== undefined}
					refusal={
						answer && (
							<Alert tone="blocker">
								<RefusalLine problem={answer.problem} {...(name !== undefined && { stepId: name })} />
								<WaiveOffer problem={answer.problem} />
							</Alert>
						)
					}
					onConfirm={({ reason: why }) => void give(why)}
				/>
			)}
		</>
	);
}
