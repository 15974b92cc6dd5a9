import type { ReactNode } from "react";
import { formatInstant, zoneWord } from "@/components/ui/time-format.ts";
import type { EvidenceField, PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { type Evidence, fileDigest } from "@/lib/domain/run/commands.ts";

/** A step's evidence as the log holds it, or which facts it will ask for. */
export function RecordedEvidence({
	step,
	evidence,
	zone,
}: {
	readonly step: PlanStep;
	readonly evidence: Evidence | undefined;
	readonly zone: string;
}) {
	return (
		<section>
			<h3 className="mb-1.5 text-13 font-semibold">{evidence ? "Evidence" : "Evidence it asks for"}</h3>
			<dl className="grid gap-x-4 gap-y-1.5 text-13 sm:grid-cols-[minmax(0,12rem)_minmax(0,1fr)]">
				{step.evidence.map((field) => (
					<div key={field.name} className="contents">
						<dt className="text-ink-3">
							{field.label}
							{!field.required && " (optional)"}
						</dt>
						<dd className="min-w-0 wrap-anywhere">
							{evidence ? (
								<Value field={field} value={evidence[field.name]} zone={zone} />
							) : (
								<span className="text-ink-3">{typeText(field)}</span>
							)}
						</dd>
					</div>
				))}
			</dl>
		</section>
	);
}

function typeText(field: EvidenceField): string {
	switch (field.type) {
		case "file-digest":
			return "Path, size, SHA-256, place and time of each file";
		case "choice":
			return (field.options ?? []).join(" or ");
		case "boolean":
			return "Yes or no";
		case "instant":
			return "Date and time";
		case "version":
			return "Version";
		case "number":
			return "Number";
		case "text":
			return "Text";
	}
}

function Value({
	field,
	value,
	zone,
}: {
	readonly field: EvidenceField;
	readonly value: Evidence[string] | undefined;
	readonly zone: string;
}): ReactNode {
	if (value === undefined) return <span className="text-ink-3">Not given</span>;
	if (typeof value === "boolean") return value ? "Yes" : "No";
	if (Array.isArray(value)) return <Files files={value} zone={zone} />;
	if (field.type === "instant") return `${formatInstant(value, zone, "date-time")} ${zoneWord(value, zone)}`;
	return field.type === "version" ? (
		<span className="mono">{value}</span>
	) : typeof value === "number" ? (
		value.toLocaleString("en-GB")
	) : (
		value
	);
}

function Files({ files, zone }: { readonly files: readonly unknown[]; readonly zone: string }) {
	return (
		<ul className="flex flex-col gap-2">
			{files.flatMap((file) => {
				const read = fileDigest.safeParse(file);
				if (!read.success) return [];
				const { path, sizeBytes, sha256, storedAt, takenAt, host } = read.data;
				return [
					<li key={`${host} ${path}`} className="text-12 text-ink-2">
						<span className="mono text-ink">{path}</span>
						<br />
						{sizeBytes.toLocaleString("en-GB")} bytes, from {host}, taken {formatInstant(takenAt, zone, "date-time")}{" "}
						{zoneWord(takenAt, zone)}
						<br />
						Stored at {storedAt}
						<br />
						<span className="mono break-all">SHA-256 {sha256}</span>
					</li>,
				];
			})}
		</ul>
	);
}
