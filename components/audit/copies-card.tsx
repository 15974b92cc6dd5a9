"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { sendJson } from "@/components/shell/send-json.ts";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { Field, Input, TextField } from "@/components/ui/field.tsx";

export type CopiesFacts = {
	readonly steps: readonly { readonly stepId: string; readonly title: string; readonly places: readonly string[] }[];
	readonly disposeBy?: string;
	readonly destroyed?: { readonly at: string; readonly by: string; readonly note?: string };
};

/** Copies of a run that hold secrets: where they lie, the day by which they go, and whether somebody confirmed that they went. */
export function CopiesCard({
	planId,
	copies,
	name,
	time,
	mayAdd,
}: {
	readonly planId: string;
	readonly copies: CopiesFacts;
	readonly name: (id: string) => string;
	readonly time: (at: string | undefined) => string;
	readonly mayAdd: boolean;
}) {
	const { steps, disposeBy, destroyed } = copies;
	return (
		<Card title="Copies that hold secrets" count={steps.length}>
			{steps.map((step) => (
				<p key={step.stepId} className="border-b border-line px-4 py-2 text-13">
					{step.title}
					{step.places.length > 0 && <span className="block text-12 text-ink-3 wrap-anywhere">{step.places.join("; ")}</span>}
				</p>
			))}
			<p className="px-4 py-3 text-13">
				{destroyed
					? `Destroyed, says ${name(destroyed.by)}, ${time(destroyed.at)}.${destroyed.note ? ` ${destroyed.note}` : ""}`
					: `Still there as far as is known. ${disposeBy ? `To be destroyed by ${disposeBy}.` : "Nobody has said by when they are destroyed."}`}
			</p>
			{mayAdd && !destroyed && <Disposal planId={planId} disposeBy={disposeBy} />}
		</Card>
	);
}

function Disposal({ planId, disposeBy }: { readonly planId: string; readonly disposeBy: string | undefined }) {
	const router = useRouter();
	const [day, setDay] = useState(/^\d{4}-\d{2}-\d{2}/.exec(disposeBy ?? "")?.[0] ?? "");
	const [note, setNote] = useState("");
	const [sending, setSending] = useState<"date" | "destroyed">();
	const [problem, setProblem] = useState<string>();
	const send = async (which: "date" | "destroyed", body: object) => {
		setSending(which);
		const answer = await sendJson("POST", `/api/v1/plans/${planId}/review`, body);
		setSending(undefined);
		setProblem(answer.ok ? undefined : answer.failure.message);
		if (answer.ok) router.refresh();
	};
	const said = note.trim();
	return (
		<div className="grid items-start gap-4 border-t border-line p-4 md:grid-cols-2">
			{problem && (
				<div className="md:col-span-2">
					<Alert tone="blocker" title={problem} live />
				</div>
			)}
			<div className="flex flex-col gap-2">
				<Field label="Destroy them by" hint="Whoever looks at the history is told when this day has passed.">
					<Input type="date" value={day} onChange={(event) => setDay(event.target.value)} />
				</Field>
				<Button
					className="self-start"
					pending={sending === "date" && "Setting…"}
					reason={day === "" ? "Choose a day first" : day === disposeBy ? "This day is set already" : undefined}
					onClick={() => void send("date", { type: "set-disposal-date", disposeBy: day })}
				>
					Set the day
				</Button>
			</div>
			<div className="flex flex-col gap-2">
				<TextField
					label="How they were destroyed (optional)"
					hint="Confirming is kept for good, under your name."
					value={note}
					maxLength={2_000}
					onChange={(event) => setNote(event.target.value)}
				/>
				<Button
					className="self-start"
					pending={sending === "destroyed" && "Confirming…"}
					onClick={() => void send("destroyed", { type: "confirm-destruction", ...(said !== "" && { note: said }) })}
				>
					Confirm that all of them are destroyed
				</Button>
			</div>
		</div>
	);
}
