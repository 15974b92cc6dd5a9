import { cx } from "@/components/ui/cx.ts";
import { StateIcon } from "@/components/ui/state.tsx";
import type { Finding, Severity } from "@/lib/domain/planner/plan-document.ts";

const order: readonly Severity[] = ["blocker", "warning", "info"];
const word: Record<Severity, string> = { blocker: "Blocker", warning: "Warning", info: "Information" };

/** Blockers first, then warnings, then information; the planner's order within each. */
export const bySeverity = (findings: readonly Finding[]): readonly Finding[] =>
	order.flatMap((severity) => findings.filter((finding) => finding.severity === severity));

/** `2 blockers, 3 warnings`; `no findings`. */
export function findingCounts(findings: readonly Finding[]): string {
	const parts = order.flatMap((severity) => {
		const n = findings.filter((finding) => finding.severity === severity).length;
		if (n === 0) return [];
		return [`${n} ${severity === "info" ? "for information" : `${severity}${n === 1 ? "" : "s"}`}`];
	});
	return parts.length === 0 ? "no findings" : parts.join(", ");
}

/** `host:MFA01` as `MFA01`, `estate` as it is. */
const subjectName = (subject: string): string => (subject.includes(":") ? subject.slice(subject.indexOf(":") + 1) : "whole estate");

/** What the planner sees in the inventory: severity as icon and word, what it is about, the rules it comes from. */
export function FindingList({ findings, compact = false }: { readonly findings: readonly Finding[]; readonly compact?: boolean }) {
	return (
		<ul className="divide-y divide-line">
			{bySeverity(findings).map((finding) => (
				<li
					key={`${finding.code} ${finding.subjects.join(" ")}`}
					id={compact ? undefined : `${finding.code}-${finding.subjects.join("-")}`}
					className={cx("grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1", compact ? "px-5 py-2.5" : "px-4 py-3")}
				>
					<StateIcon state={finding.severity} className="mt-0.5" />
					<div className="min-w-0">
						<p className="text-13 wrap-anywhere">
							<span className="sr-only">{word[finding.severity]}: </span>
							{finding.message}
						</p>
						<p className="mt-0.5 flex flex-wrap gap-x-2 text-12 text-ink-3">
							<code className="mono">{finding.code}</code>
							{!compact && <span className="mono wrap-anywhere text-ink-2">{finding.subjects.map(subjectName).join(", ")}</span>}
							{[...finding.rules, ...finding.hazards].map((rule) => (
								<span key={rule} className="mono font-medium text-accent-text">
									{rule}
								</span>
							))}
						</p>
					</div>
				</li>
			))}
		</ul>
	);
}
