"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { TextField } from "@/components/ui/field.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Menu } from "@/components/ui/menu.tsx";
import { newKey, sendJson } from "../shell/send-json.ts";

/** What is done to an estate as a whole: copy it to rehearse on, archive it, bring it back. */
export function EstateMenu({ id, name, archived }: { readonly id: string; readonly name: string; readonly archived: boolean }) {
	const [asking, setAsking] = useState<"archive" | "copy">();
	const [refused, setRefused] = useState<string>();
	const [pending, setPending] = useState(false);
	const router = useRouter();
	const order = async (body: object) => {
		setPending(true);
		const answer = await sendJson("POST", `/api/v1/estates/${encodeURIComponent(id)}/commands`, body);
		setPending(false);
		setRefused(answer.ok ? undefined : `${answer.failure.message}.`);
		if (!answer.ok) return;
		setAsking(undefined);
		router.refresh();
	};
	return (
		<>
			<Menu
				label="More of this estate"
				square
				trigger={<Icon name="more" />}
				entries={[
					{ label: "Copy it to rehearse on…", icon: <Icon name="copy" size={14} />, onSelect: () => setAsking("copy") },
					archived
						? { label: "Restore it", icon: <Icon name="undo" size={14} />, onSelect: () => void order({ type: "restore-estate" }) }
						: { label: "Archive it…", icon: <Icon name="box" size={14} />, onSelect: () => setAsking("archive") },
				]}
			/>
			<ConfirmDialog
				open={asking === "archive"}
				onOpenChange={(open) => !open && setAsking(undefined)}
				title={`Archive ${name}`}
				description="It leaves the lists. Its inventory, plans and history are kept, and it can be restored at any time."
				action={`Archive ${name}`}
				reason={{ label: "Reason" }}
				pending={pending}
				refusal={refused !== undefined && <Alert tone="blocker" title={refused} />}
				onConfirm={({ reason }) => void order({ type: "archive-estate", ...(reason !== "" && { reason }) })}
			/>
			{asking === "copy" && <CopyDialog id={id} name={name} onClose={() => setAsking(undefined)} />}
		</>
	);
}

function CopyDialog({ id, name, onClose }: { readonly id: string; readonly name: string; readonly onClose: () => void }) {
	const [copyName, setCopyName] = useState(`${name}, rehearsal`.slice(0, 80));
	const [refused, setRefused] = useState<string>();
	const [pending, setPending] = useState(false);
	const key = useRef(newKey());
	const router = useRouter();
	const copy = async (event: FormEvent) => {
		event.preventDefault();
		setPending(true);
		const answer = await sendJson<{ readonly id: string }>("POST", "/api/v1/estates", { copyOf: id, name: copyName }, key.current);
		setPending(false);
		if (answer.ok) {
			onClose();
			router.push(`/estates/${answer.value.id}` as Route);
			return;
		}
		key.current = newKey();
		setRefused([answer.failure.message, ...answer.failure.issues.map(({ message }) => message)].join(". "));
	};
	return (
		<Dialog
			open
			onOpenChange={(open) => !open && onClose()}
			title={`Copy ${name} to rehearse on`}
			description="The copy begins with the inventory as it is now and goes its own way. Only rehearsals can be run on it, so that practice never mixes with the record of the real thing."
		>
			<form onSubmit={(event) => void copy(event)} className="flex flex-col gap-4">
				<TextField
					label="Name of the copy"
					value={copyName}
					maxLength={80}
					required
					onChange={(event) => setCopyName(event.target.value)}
				/>
				{refused !== undefined && <Alert tone="blocker" title={refused} live />}
				<div className="-mx-5 -mb-5 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-canvas px-5 py-3">
					<Button onClick={onClose}>Keep as it is</Button>
					<Button
						type="submit"
						variant="primary"
						pending={pending && "Copying…"}
						reason={copyName.trim() === "" ? "Opens when the copy has a name." : undefined}
					>
						Make the copy
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
