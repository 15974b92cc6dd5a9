/** Findings as a short list: equal codes together, the most severe first. Pure. */
import type { Finding, Severity } from "@/lib/domain/planner/plan-document.ts";

const order: readonly Severity[] = ["blocker", "warning", "info"];

/** Blockers first, then warnings, then information; the planner's order within each. */
export const bySeverity = <F extends { readonly severity: Severity }>(findings: readonly F[]): readonly F[] =>
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

/** `host:MFA01` as `MFA01`, `estate` as `whole estate`. */
export const subjectName = (subject: string): string => (subject.includes(":") ? subject.slice(subject.indexOf(":") + 1) : "whole estate");

/** The first sentence; versions such as 8.1 do not end one. */
export const firstSentence = (text: string): string => /^.*?[.:;](?=\s|$)/u.exec(text)?.[0].replace(/[:;]$/u, ".") ?? text;

export type FindingGroup = { readonly code: string; readonly severity: Severity; readonly says: string; readonly also: readonly string[] };

/** One entry a code: the first finding's first sentence, and whom else it concerns. */
export function findingGroups(findings: readonly Finding[]): readonly FindingGroup[] {
	const groups = new Map<string, Finding[]>();
	for (const finding of bySeverity(findings)) {
		const key = `${finding.severity} ${finding.code}`;
		groups.set(key, [...(groups.get(key) ?? []), finding]);
	}
	return [...groups.values()].flatMap(([first, ...rest]) =>
		first === undefined
			? []
			: [
					{
						code: first.code,
						severity: first.severity,
						says: firstSentence(first.message),
						also: rest.flatMap((finding) => finding.subjects.map(subjectName)),
					},
				],
	);
}
