import type { FindingCode, Severity } from "../plan-document.ts";

export type ExpectedFinding = {
	readonly code: FindingCode;
	readonly severity: Severity;
	readonly subject: string;
	/** The table can be read both ways: allowed, not asked for. */
	readonly allowed?: boolean;
};

/** One finding for each subject, all of one code. */
export const each = (code: FindingCode, severity: Severity, subjects: readonly string[]): ExpectedFinding[] =>
	subjects.map((subject) => ({ code, severity, subject }));

export const warnings = (code: FindingCode, ...subjects: string[]): ExpectedFinding[] => each(code, "warning", subjects);
export const infos = (code: FindingCode, ...subjects: string[]): ExpectedFinding[] => each(code, "info", subjects);
