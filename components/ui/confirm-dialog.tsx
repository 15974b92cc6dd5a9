"use client";
import { type FormEvent, type ReactNode, useId, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Field, Input, Textarea } from "./field.tsx";

export type ConfirmDialogProps = {
	readonly open: boolean;
	readonly onOpenChange: (open: boolean) => void;
	readonly title: ReactNode;
	readonly description?: ReactNode;
	/** Verb first, naming the thing: "Open the gap of CORP". */
	readonly action: string;
	readonly tone?: "primary" | "danger";
	/** Text to type before the action opens; compared without case and outer spaces. */
	readonly typeToConfirm?: string;
	/** Asks for a reason; `required` keeps the action shut while it is empty. */
	readonly reason?: { readonly label: string; readonly required?: boolean; readonly hint?: string };
	/** What the server said no to, shown above the buttons; what was typed stays. */
	readonly refusal?: ReactNode;
	readonly pending?: boolean;
	readonly onConfirm: (given: { readonly reason: string }) => void;
	readonly children?: ReactNode;
};

const plain = (text: string): string => text.normalize("NFC").trim().toLowerCase();

/**
 * Asks before something that cannot be taken back lightly: a gap, a promotion, a live start, an end with debts.
 * Never for an ordinary tick. Enter in a field confirms once the action is open.
 */
export function ConfirmDialog(props: ConfirmDialogProps) {
	return (
		<Dialog {...props} width="sm" footer={undefined}>
			{/* Mounted with the dialog, so what was typed last time is gone. */}
			<ConfirmForm {...props} />
		</Dialog>
	);
}

function ConfirmForm({
	action,
	tone = "primary",
	typeToConfirm,
	reason,
	refusal,
	pending,
	onConfirm,
	onOpenChange,
	children,
}: ConfirmDialogProps) {
	const [typed, setTyped] = useState("");
	const [why, setWhy] = useState("");
	const first = useRef<HTMLInputElement>(null);
	const formId = useId();
	const missing =
		typeToConfirm !== undefined && plain(typed) !== plain(typeToConfirm)
			? `Opens when you have typed ${typeToConfirm}.`
			: reason?.required && why.trim() === ""
				? "Opens when the reason is filled in."
				: undefined;
	const submit = (event: FormEvent) => {
		event.preventDefault();
		event.stopPropagation(); // the dialog may stand inside another form, which is not meant
		if (missing === undefined && !pending) onConfirm({ reason: why.trim() });
	};
	return (
		<form id={formId} onSubmit={submit} className="flex flex-col gap-4">
			{children}
			{typeToConfirm !== undefined && (
				<Field
					label={
						<>
							Type <strong className="mono font-semibold">{typeToConfirm}</strong> to confirm
						</>
					}
				>
					<Input
						ref={first}
						value={typed}
						onChange={(event) => setTyped(event.target.value)}
						className="mono"
						autoCapitalize="off"
						spellCheck={false}
					/>
				</Field>
			)}
			{reason !== undefined && (
				<Field label={reason.label} hint={reason.hint} required={reason.required ?? false}>
					<Textarea rows={3} value={why} onChange={(event) => setWhy(event.target.value)} />
				</Field>
			)}
			<div role="alert" className="empty:hidden">
				{refusal}
			</div>
			<div className="-mx-5 -mb-5 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-canvas px-5 py-3">
				<Button onClick={() => onOpenChange(false)}>Keep as it is</Button>
				<Button type="submit" variant={tone} pending={pending && "Asking…"} reason={missing} className="order-first sm:order-none">
					{action}
				</Button>
			</div>
		</form>
	);
}
