"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { sendJson } from "@/components/shell/send-json.ts";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import type { ButtonLook } from "@/components/ui/button-look.ts";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { useRun } from "./run-context.tsx";

/** Freezes this plan once more as a rehearsal and goes there. For leads, where there is something to rehearse. */
export function RehearseButton(look: ButtonLook) {
	const { state, planId, me } = useRun();
	const router = useRouter();
	const [open, setOpen] = useState(false);
	const [making, setMaking] = useState(false);
	const [problem, setProblem] = useState<string>();
	const { status } = state.plan;
	if (!may(me.role, "lead") || state.rehearsalOf !== undefined || status === "blocked" || status === "nothing-to-do") return null;

	const make = async () => {
		setMaking(true);
		setProblem(undefined);
		const url = `/api/v1/estates/${encodeURIComponent(state.estateId)}/plans`;
		const answer = await sendJson<{ readonly id: string }>("POST", url, { rehearsalOf: planId });
		setMaking(false);
		if (answer.ok) router.push(`/plans/${answer.value.id}/run` as Route);
		else setProblem(answer.failure.message);
	};
	return (
		<>
			<Button {...look} onClick={() => setOpen(true)}>
				<Icon name="runs" />
				Rehearse…
			</Button>
			<ConfirmDialog
				open={open}
				onOpenChange={setOpen}
				title="Rehearse this plan"
				description="Makes a copy of exactly this plan with a history of its own. It needs no approval, never runs live and changes no inventory; this plan stays free for the live run. How long its steps take is shown beside the estimates afterwards."
				action="Make the rehearsal"
				pending={making}
				refusal={problem !== undefined && <Alert tone="blocker">{problem}</Alert>}
				onConfirm={() => void make()}
			/>
		</>
	);
}
