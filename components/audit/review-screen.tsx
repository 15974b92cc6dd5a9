"use client";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { sendJson } from "@/components/shell/send-json.ts";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { Field, Textarea } from "@/components/ui/field.tsx";
import { Row, Table, TableBody, TableHead, Td, Th } from "@/components/ui/table.tsx";
import { formatInstant, zoneWord } from "@/components/ui/time-format.ts";
import type { RunSummary } from "@/lib/domain/proof/run-summary.ts";
import { isLate } from "@/lib/domain/proof/run-summary.ts";
import type { People } from "@/lib/wire/views.ts";
import { CopiesCard, type CopiesFacts } from "./copies-card.tsx";

export type ReviewFacts = {
	readonly summary: RunSummary;
	readonly remarks: readonly { readonly at: string; readonly by: string; readonly about?: string; readonly text: string }[];
	readonly copies: CopiesFacts;
	readonly people: People;
};

const kindWords: Readonly<Record<RunSummary["deviations"][number]["kind"], string>> = {
	failed: "Failed",
	reopened: "Reopened",
	skipped: "Skipped",
	parked: "Parked",
	waived: "Waived",
	remark: "Differed",
	late: "Late",
	"second-attempt": "Second attempt",
	rejected: "Rejected",
	paused: "Paused",
};
const windowWords = { "mfa-gap": "MFA gap", "write-freeze": "Write freeze", outage: "Outage" } as const;
const empty = (text: string): ReactNode => <p className="px-4 py-3 text-13 text-ink-3">{text}</p>;
const minutes = (count: number | undefined): string => (count === undefined ? "" : `${count} min`);

/** The review after the night: drafted from the events, with room for what they cannot tell. */
export function ReviewScreen({
	planId,
	zone,
	review,
	mayAdd,
	ended,
}: {
	readonly planId: string;
	readonly zone: string;
	readonly review: ReviewFacts;
	readonly mayAdd: boolean;
	readonly ended: boolean;
}) {
	const { summary, remarks, copies, people } = review;
	const name = (id: string) => people[id]?.name ?? id;
	const time = (at: string | undefined) => (at === undefined ? "" : `${formatInstant(at, zone, "date-time")} ${zoneWord(at, zone)}`);
	const gaps = Object.entries(summary.gapMinutes);
	return (
		<div className="flex flex-col gap-5 p-4 md:p-6">
			<p className="max-w-[72ch] text-14 text-ink-2">
				{gaps.length === 0
					? "No farm went without a second factor. "
					: `Without a second factor: ${gaps.map(([farm, count]) => `${farm} ${count} min`).join(", ")}. `}
				{summary.workMinutes.actual} minutes of work on finished steps, {summary.workMinutes.planned} planned. {summary.deviations.length}{" "}
				{summary.deviations.length === 1 ? "deviation" : "deviations"}, {summary.debts.length}{" "}
				{summary.debts.length === 1 ? "debt" : "debts"}.{!ended && " The run has not ended: this is how it stands."}
			</p>
			<Card title="Deviations" count={summary.deviations.length}>
				{summary.deviations.length === 0 ? (
					empty("The run went as planned.")
				) : (
					<Table label="Deviations">
						<TableHead>
							<Th>Event</Th>
							<Th>When</Th>
							<Th>Who</Th>
							<Th>What</Th>
							<Th>About</Th>
							<Th>Detail</Th>
						</TableHead>
						<TableBody>
							{summary.deviations.map((one) => (
								<Row key={`${one.sequence} ${one.kind} ${one.detail}`}>
									<Td>
										<a className="link" href={`/plans/${planId}/history?event=${one.sequence}`}>
											{one.sequence}
										</a>
									</Td>
									<Td>{time(one.at)}</Td>
									<Td>{name(one.by)}</Td>
									<Td>{kindWords[one.kind]}</Td>
									<Td className="max-w-64 min-w-44 whitespace-normal">{one.about}</Td>
									<Td className="max-w-96 min-w-56 whitespace-normal wrap-anywhere">{one.detail}</Td>
								</Row>
							))}
						</TableBody>
					</Table>
				)}
			</Card>
			<div className="grid items-start gap-5 lg:grid-cols-2">
				<Card title="Windows" count={summary.windows.length}>
					{summary.windows.length === 0
						? empty("No window was opened.")
						: summary.windows.map((one) => (
								<p key={`${one.kind} ${one.subject} ${one.opened}`} className="border-b border-line px-4 py-2 text-13 last:border-b-0">
									<span className="font-medium">
										{windowWords[one.kind]}, {one.subject.slice(one.subject.indexOf(":") + 1)}
									</span>{" "}
									{one.minutes} min, planned {one.estimateMinutes}
									<span className="block text-12 text-ink-3">
										{time(one.opened)} by {name(one.openedBy)}, {one.closed === undefined ? "not closed" : `to ${time(one.closed)}`}
									</span>
								</p>
							))}
				</Card>
				<Card title="Debts" count={summary.debts.length}>
					{summary.debts.length === 0
						? empty("Nothing is owed.")
						: summary.debts.map((debt) => (
								<p key={debt} className="border-b border-line px-4 py-2 text-13 last:border-b-0">
									{debt}
								</p>
							))}
				</Card>
			</div>
			<Card title="Remarks" count={remarks.length}>
				{remarks.length === 0
					? empty("Nobody has added a remark yet.")
					: remarks.map((one) => (
							<p key={`${one.at} ${one.text}`} className="border-b border-line px-4 py-2 text-13 whitespace-pre-line">
								{one.text}
								<span className="block text-12 text-ink-3">
									{name(one.by)}, {time(one.at)}
								</span>
							</p>
						))}
				{mayAdd && ended && <AddRemark planId={planId} />}
			</Card>
			{copies.steps.length > 0 && <CopiesCard {...{ planId, copies, name, time, mayAdd: mayAdd && ended }} />}
			<Card title="Planned and actual" count={summary.steps.length}>
				<Table label="Planned and actual">
					<TableHead>
						<Th>Step</Th>
						<Th>By</Th>
						<Th>Started</Th>
						<Th className="text-right">Planned</Th>
						<Th className="text-right">Actual</Th>
						<Th>Status</Th>
					</TableHead>
					<TableBody>
						{summary.steps.map((one) => (
							<Row key={one.stepId}>
								<Td className="max-w-96 min-w-56 whitespace-normal">
									<a className="link" href={`/plans/${planId}/run?step=${encodeURIComponent(one.stepId)}`}>
										{one.title}
									</a>
								</Td>
								<Td>{one.by === undefined ? "" : name(one.by)}</Td>
								<Td>{time(one.startedAt)}</Td>
								<Td className="text-right tabular-nums">{minutes(one.estimateMinutes)}</Td>
								<Td className="text-right tabular-nums">{minutes(one.minutes)}</Td>
								<Td>{one.minutes !== undefined && isLate(one.estimateMinutes, one.minutes) ? "done, late" : one.status}</Td>
							</Row>
						))}
					</TableBody>
				</Table>
			</Card>
		</div>
	);
}

function AddRemark({ planId }: { readonly planId: string }) {
	const router = useRouter();
	const [text, setText] = useState("");
	const [problem, setProblem] = useState<string>();
	const [sending, setSending] = useState(false);
	const add = async () => {
		setSending(true);
		const answer = await sendJson("POST", `/api/v1/plans/${planId}/review`, { type: "add-remark", text });
		setSending(false);
		setProblem(answer.ok ? undefined : answer.failure.message);
		if (!answer.ok) return;
		setText("");
		router.refresh();
	};
	return (
		<div className="flex flex-col gap-2 p-4">
			{problem && <Alert tone="blocker">{problem}</Alert>}
			<Field label="Remark" hint="What the events cannot tell: why something took longer, what to do better. It is kept for good.">
				<Textarea rows={3} value={text} maxLength={5_000} onChange={(event) => setText(event.target.value)} />
			</Field>
			<Button
				className="self-start"
				pending={sending && "Adding…"}
				reason={text.trim() === "" ? "Write the remark first" : undefined}
				onClick={() => void add()}
			>
				Add the remark
			</Button>
		</div>
	);
}
