import { formatInstant } from "@/components/ui/time-format.ts";
import type { EvidenceField, PlanStep } from "@/lib/domain/planner/plan-document.ts";
import type { Entered, StepRecord } from "@/lib/domain/run/state.ts";
import { teamText } from "./lanes.ts";

/** A line to write on. */
const Blank = ({ wide = false }: { readonly wide?: boolean }) => (
	<span aria-hidden="true" className={`inline-block border-b border-control-line align-bottom ${wide ? "w-64 max-w-full" : "w-28"}`}>
		&nbsp;
	</span>
);
const Box = ({ ticked = false }: { readonly ticked?: boolean }) => (
	<span
		aria-hidden="true"
		className="inline-grid size-4 shrink-0 place-items-center border-[1.5px] border-ink text-11 leading-none font-bold"
	>
		{ticked ? "✓" : ""}
	</span>
);

const fileFacts = ["Path", "Size", "SHA-256", "Stored at", "Taken at"];

function Evidence({ field }: { readonly field: EvidenceField }) {
	const label = `${field.label}${field.required ? "" : " (optional)"}`;
	switch (field.type) {
		case "boolean":
			return (
				<span className="flex flex-wrap items-center gap-x-3">
					{label}: <Box /> yes <Box /> no
				</span>
			);
		case "choice":
			return (
				<span className="flex flex-wrap items-center gap-x-3">
					{label}:
					{(field.options ?? []).map((option) => (
						<span key={option} className="flex items-center gap-1.5">
							<Box /> {option}
						</span>
					))}
				</span>
			);
		case "file-digest":
			return (
				<span className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
					{label}:
					{fileFacts.map((fact) => (
						<span key={fact}>
							{fact} <Blank wide={fact !== "Size" && fact !== "Taken at"} />
						</span>
					))}
				</span>
			);
		default:
			return (
				<span>
					{label}: <Blank wide />
				</span>
			);
	}
}

/** What the run has of the step already; nothing while it is open. */
function Recorded({
	record,
	person,
	zone,
}: {
	readonly record: StepRecord;
	readonly person: (id: string) => string;
	readonly zone: string;
}) {
	const time = (at: string | undefined) => (at === undefined ? "" : formatInstant(at, zone, "date-time"));
	const entered = (entry: Entered | undefined) => (entry ? `, entered afterwards by ${person(entry.by)}, ${time(entry.at)}` : "");
	const parts = [
		record.startedAt && `started ${time(record.startedAt)}${entered(record.startEntered)}`,
		record.finishedAt && `${record.status} ${time(record.finishedAt)} by ${person(record.by ?? "")}${entered(record.finishEntered)}`,
		record.reason,
	].filter(Boolean);
	return parts.length > 0 ? <p className="mt-1 text-12 font-medium">In the log: {parts.join("; ")}.</p> : null;
}

/** One step on paper: number, what it waits for, boxes to tick, commands, times and evidence to write down. */
export function SheetStep({
	step,
	number,
	waits,
	why,
	record,
	person,
	zone,
}: {
	readonly step: PlanStep;
	readonly number: number;
	readonly waits: string;
	readonly why: string;
	readonly record: StepRecord | undefined;
	readonly person: (id: string) => string;
	readonly zone: string;
}) {
	const finished = record?.status === "done" || record?.status === "skipped";
	return (
		<li className="border-b border-line py-3 print:break-inside-avoid">
			<h3 className="flex flex-wrap items-center gap-x-2 text-14 font-semibold">
				<Box ticked={finished} />
				<span>
					{number}. {step.title}
				</span>
				<span className="ml-auto text-12 font-normal text-ink-2">
					{step.host && <span className="mono">{step.host}, </span>}
					{teamText(step.team)}, {step.estimateMinutes} min{step.optional && ", optional"}
				</span>
			</h3>
			<p className="text-12 text-ink-2">
				{waits === "" ? "Waits for nothing." : `Only after ${waits}.`} <span className="text-ink-3">{why}</span>
			</p>
			{record && <Recorded record={record} person={person} zone={zone} />}
			{!finished && (
				<p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-12">
					<span>
						Started <Blank />
					</span>
					<span>
						Ended <Blank />
					</span>
					<span>
						By <Blank />
					</span>
				</p>
			)}
			{step.instructions.length > 0 && (
				<ul className="mt-1.5 flex flex-col gap-1">
					{step.instructions.map((line) => (
						<li key={line} className="flex gap-2">
							<span aria-hidden="true" className="mt-1 inline-block size-2.5 shrink-0 border border-control-line" />
							{line}
						</li>
					))}
				</ul>
			)}
			{step.commands.map((command) => (
				<pre key={command.text} className="mt-1.5 border border-line px-2 py-1 text-11 wrap-anywhere whitespace-pre-wrap">
					{`# on ${command.runOn}\n${command.text}`}
				</pre>
			))}
			{step.evidence.length > 0 && !finished && (
				<ul className="mt-2 flex flex-col gap-1.5 text-12">
					{step.evidence.map((field) => (
						<li key={field.name}>
							<Evidence field={field} />
						</li>
					))}
				</ul>
			)}
			{step.verification.length > 0 && <p className="mt-1 text-12 text-ink-2">Verify: {step.verification.join("; ")}</p>}
			{step.backOut.instructions.length > 0 && <p className="mt-1 text-12 text-ink-3">Back out: {step.backOut.instructions.join("; ")}</p>}
		</li>
	);
}
