"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { TextField } from "@/components/ui/field.tsx";
import { sendJson } from "../shell/send-json.ts";

/** From when on facts that machines told are called old. Facts that a person typed have no such age. */
export function FactAgeLimit({
	estateId,
	days,
	read,
	editable,
}: {
	readonly estateId: string;
	readonly days: number;
	/** How many facts were read from machines. */
	readonly read: number;
	readonly editable: boolean;
}) {
	const [text, setText] = useState(String(days));
	const [error, setError] = useState<string>();
	const [pending, setPending] = useState(false);
	const router = useRouter();
	const store = async (event: FormEvent) => {
		event.preventDefault();
		const number = Number(text);
		if (!Number.isInteger(number) || number < 1 || number > 3650) {
			setError("A whole number of days, 1 to 3650");
			return;
		}
		setPending(true);
		const answer = await sendJson("POST", `/api/v1/estates/${encodeURIComponent(estateId)}/commands`, {
			type: "set-fact-age-limit",
			days: number,
		});
		setPending(false);
		setError(answer.ok ? undefined : answer.failure.message);
		if (answer.ok) router.refresh();
	};
	const told =
		read === 0
			? "No fact has been read from a machine by the collector yet."
			: `${read.toLocaleString("en-GB")} facts were read from machines by the collector.`;
	return (
		<Card padded title="Age of facts">
			<p className="mb-3 text-13 text-ink-2">{told} A fact read longer ago than this is called old.</p>
			{editable ? (
				<form onSubmit={(event) => void store(event)} noValidate className="flex flex-wrap items-start gap-2">
					<TextField
						label="Days"
						inputMode="numeric"
						value={text}
						error={error}
						onChange={(event) => setText(event.target.value)}
						className="w-28"
					/>
					<Button type="submit" className="mt-6 min-h-9" pending={pending && "Storing…"}>
						Set the age
					</Button>
				</form>
			) : (
				<p className="text-13">{days} days</p>
			)}
		</Card>
	);
}
