"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { readWindow, WindowFields } from "@/components/plan/window-fields.tsx";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { TextField } from "@/components/ui/field.tsx";
import type { ChangeFreeze } from "@/lib/domain/schedule/freeze.ts";
import { newKey, sendJson } from "../shell/send-json.ts";

/** Sets a freeze on one estate or on all, by the address in `orders`. */
export function FreezeDialog({
	orders,
	scope,
	zone,
	onClose,
}: {
	readonly orders: string;
	readonly scope: ChangeFreeze["scope"];
	readonly zone: string;
	readonly onClose: () => void;
}) {
	const [draft, setDraft] = useState({ start: "", end: "", timeZone: zone });
	const [reason, setReason] = useState("");
	const [key] = useState(newKey);
	const [pending, setPending] = useState(false);
	const [refused, setRefused] = useState<string>();
	const router = useRouter();
	const { window, problem } = readWindow(draft);
	const missing =
		window === undefined
			? (problem ?? "Opens when start and end are there.")
			: reason.trim() === ""
				? "Opens when the reason is filled in."
				: undefined;
	const store = async (event: FormEvent) => {
		event.preventDefault();
		if (missing !== undefined || pending) return;
		setPending(true);
		const answer = await sendJson("POST", orders, { type: "set-freeze", ...window, reason: reason.trim() }, key);
		setPending(false);
		if (!answer.ok) {
			setRefused([answer.failure.message, ...answer.failure.issues.map(({ message }) => message)].join(". "));
			return;
		}
		router.refresh();
		onClose();
	};
	return (
		<Dialog
			open
			onOpenChange={(open) => !open && onClose()}
			width="md"
			title={scope === "estate" ? "Set a change freeze on this estate" : "Set a change freeze on all estates"}
			description="Nothing new is begun in a live run between these times. A lead may waive it for a step, with a reason that stays in the history."
		>
			<form onSubmit={(event) => void store(event)} className="flex flex-col gap-4">
				<WindowFields
					draft={draft}
					onChange={setDraft}
					legend="When it holds"
					hint="From the start up to the end, on the clock of that zone."
				/>
				<TextField
					label="Reason"
					hint="For those who are held up by it."
					value={reason}
					maxLength={500}
					required
					onChange={(event) => setReason(event.target.value)}
				/>
				{refused !== undefined && <Alert tone="blocker" title={refused} live />}
				<div className="-mx-5 -mb-5 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-canvas px-5 py-3">
					<Button onClick={onClose}>Keep as it is</Button>
					<Button type="submit" variant="primary" pending={pending && "Setting…"} reason={missing}>
						Set the freeze
					</Button>
				</div>
			</form>
		</Dialog>
	);
}

/** Asks before a freeze stops holding anything up. */
export function LiftDialog({
	orders,
	freeze,
	onClose,
}: {
	readonly orders: string;
	readonly freeze: ChangeFreeze;
	readonly onClose: () => void;
}) {
	const [key] = useState(newKey);
	const [pending, setPending] = useState(false);
	const [refused, setRefused] = useState<string>();
	const router = useRouter();
	return (
		<ConfirmDialog
			open
			onOpenChange={(open) => !open && onClose()}
			title={`Lift the freeze: ${freeze.reason}`}
			description="From now on it holds nothing up. That it was there, and who lifted it, stays in the history."
			action="Lift the freeze"
			reason={{ label: "Reason" }}
			pending={pending}
			refusal={refused !== undefined && <Alert tone="blocker" title={refused} />}
			onConfirm={async ({ reason }) => {
				setPending(true);
				const order = { type: "lift-freeze", freezeId: freeze.freezeId, ...(reason !== "" && { reason }) };
				const answer = await sendJson("POST", orders, order, key);
				setPending(false);
				if (!answer.ok) {
					setRefused(answer.failure.message);
					return;
				}
				router.refresh();
				onClose();
			}}
		/>
	);
}
