/** One finding about one subject; its severity follows from its code (domain 4.9). */
import { type Finding, type FindingCode, findingCode, type Severity } from "../plan-document.ts";

const blockers: ReadonlySet<FindingCode> = new Set<FindingCode>([
	"phonefactor-agent",
	"version-too-old",
	"version-unknown",
	"no-primary",
	"several-primaries",
	"role-unknown",
	"downgrade",
	"portal-without-sdk",
	"pool-minimum",
	"adapter-name-unknown",
	"wid-primary-unknown",
	"wid-primary-in-batch-b",
	"adfs-os-unsupported",
]);

const infos: ReadonlySet<FindingCode> = new Set<FindingCode>([
	"runtime-jump",
	"co-located-portal",
	"co-located-adfs",
	"already-at-target",
	"mixed-versions",
	"mobile-app-obsolete",
	"default-theme-modified",
	"virtual-directory-non-default",
	"os-patch",
]);

export const severityOf = (code: FindingCode): Severity => (blockers.has(code) ? "blocker" : infos.has(code) ? "info" : "warning");

export type FindingSource = { readonly rules?: readonly string[]; readonly hazards?: readonly string[] };

export const finding = (code: FindingCode, subject: string, message: string, source: FindingSource = {}): Finding => ({
	code,
	hazards: [...(source.hazards ?? [])],
	message,
	rules: [...(source.rules ?? [])],
	severity: severityOf(code),
	subjects: [subject],
});

const rank = new Map(findingCode.options.map((code, index) => [code, index]));

/** In the order of the table 4.9: blockers, warnings, infos; equal codes keep the order they came in. */
export const inTableOrder = (findings: readonly Finding[]): Finding[] =>
	[...findings].sort((a, b) => (rank.get(a.code) ?? 0) - (rank.get(b.code) ?? 0));
