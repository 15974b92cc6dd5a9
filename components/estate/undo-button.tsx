"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { type Failure, sendJson } from "../shell/send-json.ts";

function sentence(failure: Failure): string {
	const { changed } = failure.facts;
	if (failure.code === "stale-sequence" && Array.isArray(changed))
		return `Changed again since: ${changed.map(String).join(", ")}. Take the later change back first.`;
	return [failure.message, ...failure.issues.map((issue) => issue.message)].join(". ");
}

/** Takes one change back by a new entry of the history; nothing is erased. */
export function UndoButton({ estateId, sequence }: { readonly estateId: string; readonly sequence: number }) {
	const [pending, setPending] = useState(false);
	const [refused, setRefused] = useState<string>();
	const [done, setDone] = useState(false);
	const router = useRouter();
	const undo = async () => {
		setPending(true);
		const answer = await sendJson("POST", `/api/v1/estates/${encodeURIComponent(estateId)}/commands`, { type: "undo-change", sequence });
		setPending(false);
		setRefused(answer.ok ? undefined : sentence(answer.failure));
		setDone(answer.ok);
		if (answer.ok) router.refresh();
	};
	return (
		<div className="flex flex-col gap-2">
			<Button
				size="sm"
				className="self-start"
				pending={pending && "Taking back…"}
				onClick={() => void undo()}
				aria-label={`Take back change ${sequence}`}
			>
				<Icon name="undo" size={14} />
				Take back
			</Button>
			<span role="status" className="text-12 text-ink-2 empty:hidden">
				{done && "Taken back: the newest entry of the history says so."}
			</span>
			{refused !== undefined && <Alert tone="blocker" title={refused} live />}
		</div>
	);
}
