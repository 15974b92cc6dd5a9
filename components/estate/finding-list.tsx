import type { Route } from "next";
import Link from "next/link";
import { StateIcon } from "@/components/ui/state.tsx";
import type { Finding, Severity } from "@/lib/domain/planner/plan-document.ts";
import { bySeverity, findingGroups, subjectName } from "./finding-groups.ts";
import type { MendLink } from "./mend-link.ts";

const word: Record<Severity, string> = { blocker: "Blocker", warning: "Warning", info: "Information" };
/** A list of thousands helps nobody and takes seconds to draw; the worst come first. */
const MOST = 300;
/** Names written out behind "Also". */
const MOST_NAMES = 12;
const row = "grid grid-cols-[auto_minmax(0,1fr)] gap-x-3";

/** A finding of the planner or of the inventory's own lint, which has no rules of the guide behind it. */
type Shown = Pick<Finding, "severity" | "subjects" | "message"> & {
	readonly code: string;
	readonly rules?: readonly string[];
	readonly hazards?: readonly string[];
	/** JSON path of what to change, where it is known. */
	readonly path?: string;
};

/** What is seen in the inventory: severity as icon and word, what it is about, the rules it comes from. */
export function FindingList({
	findings,
	mend,
}: {
	readonly findings: readonly Shown[];
	/** Where a finding is mended; undefined where no fact of the inventory mends it. */
	readonly mend?: (finding: Shown) => MendLink | undefined;
}) {
	return (
		<ul className="divide-y divide-line">
			{bySeverity(findings)
				.slice(0, MOST)
				.map((finding) => {
					const link = mend?.(finding);
					return (
						<li
							key={`${finding.code} ${finding.subjects.join(" ")}`}
							id={`${finding.code}-${finding.subjects.join("-")}`}
							className={`${row} px-4 py-3`}
						>
							<StateIcon state={finding.severity} className="mt-0.5" />
							<div className="max-w-[90ch] min-w-0">
								<p className="text-13 wrap-anywhere">
									<span className="sr-only">{word[finding.severity]}: </span>
									{finding.message}
								</p>
								<p className="mt-1 flex flex-wrap gap-x-2 text-12 text-ink-3">
									<span className="mono wrap-anywhere text-ink-2">{finding.subjects.map(subjectName).join(", ")}</span>
									<code className="mono">{finding.code}</code>
									{[...(finding.rules ?? []), ...(finding.hazards ?? [])].map((rule) => (
										<span key={rule} className="mono font-medium text-accent-text">
											{rule}
										</span>
									))}
									{link !== undefined && (
										<Link
											href={link.href as Route}
											className="link ml-1 font-medium"
											aria-label={`${link.words}: ${finding.code} of ${finding.subjects.map(subjectName).join(", ")}`}
										>
											{link.words}
										</Link>
									)}
								</p>
							</div>
						</li>
					);
				})}
			{findings.length > MOST && (
				<li className="px-4 py-3 text-13 text-ink-2">
					and {(findings.length - MOST).toLocaleString("en-GB")} more; put the worst right first.
				</li>
			)}
		</ul>
	);
}

/** The same in short: one line a code with its first sentence, and whom else it concerns. */
export function FindingDigest({ findings }: { readonly findings: readonly Finding[] }) {
	return (
		<ul className="divide-y divide-line">
			{findingGroups(findings).map((group) => (
				<li key={`${group.severity} ${group.code}`} className={`${row} px-5 py-2.5`}>
					<StateIcon state={group.severity} className="mt-0.5" />
					<div className="min-w-0">
						<p className="text-13 wrap-anywhere">
							<span className="sr-only">{word[group.severity]}: </span>
							{group.says}
						</p>
						{group.also.length > 0 && (
							<p className="mt-0.5 text-12 text-ink-2">
								Also <span className="mono wrap-anywhere">{group.also.slice(0, MOST_NAMES).join(", ")}</span>
								{group.also.length > MOST_NAMES && ` and ${group.also.length - MOST_NAMES} more`}
							</p>
						)}
					</div>
				</li>
			))}
		</ul>
	);
}
