/**
 * The audit report as one HTML file: self-contained, printable, without scripts. Promises: every value is escaped, and
 * the page could not load or run anything even if one were not.
 */
import "server-only";
import type { RunSummary } from "@/lib/domain/proof/run-summary.ts";
import type { RunState } from "@/lib/domain/run/state.ts";

export type ReportFacts = {
	readonly planId: string;
	readonly state: RunState;
	readonly summary: RunSummary;
	readonly events: number;
	readonly head: string;
	readonly sealedTo: number;
	readonly signedAt: string;
	readonly keys: readonly string[];
	readonly name: (actorId: string) => string;
	readonly reviewNotes: readonly { readonly at: string; readonly by: string; readonly about?: string; readonly text: string }[];
	readonly exportedAt: string;
};

const html = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

type Cell = string | number | undefined;

function table(head: readonly string[], rows: readonly (readonly Cell[])[], none: string): string {
	if (rows.length === 0) return `<p class="none">${html(none)}</p>`;
	const line = (tag: "th" | "td", cells: readonly Cell[]) =>
		`<tr>${cells.map((cell) => `<${tag}${typeof cell === "number" ? ' class="n"' : ""}>${html(String(cell ?? ""))}</${tag}>`).join("")}</tr>`;
	return `<table><thead>${line("th", head)}</thead><tbody>${rows.map((row) => line("td", row)).join("")}</tbody></table>`;
}

const section = (title: string, body: string): string => `<section><h2>${html(title)}</h2>${body}</section>`;

/** `2026-11-24 02:14:05` of an instant, in UTC. */
const time = (instant: string | undefined): string => (instant === undefined ? "" : instant.slice(0, 19).replace("T", " "));

const STYLE = `
:root{color-scheme:light;font:14px/1.5 system-ui,sans-serif;color:#1a1d21}
body{max-width:72rem;margin:2rem auto;padding:0 1.5rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}
p{margin:.25rem 0}.none{color:#5a626b}
table{border-collapse:collapse;width:100%;font-size:.85rem;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #d8dce1;overflow-wrap:anywhere}
th{font-weight:600;white-space:nowrap}.n{text-align:right}
dl{display:grid;grid-template-columns:12rem 1fr;gap:.2rem 1rem;margin:1rem 0}dt{color:#5a626b}dd{margin:0;overflow-wrap:anywhere}
code{font:.85rem ui-monospace,monospace}
@media print{body{margin:0;max-width:none}thead{display:table-header-group}tr{break-inside:avoid}h2{break-after:avoid}}`;

function facts(rows: readonly (readonly [string, string])[]): string {
	return `<dl>${rows.map(([term, value]) => `<dt>${html(term)}</dt><dd>${html(value)}</dd>`).join("")}</dl>`;
}

function overview({ planId, state, events, head, sealedTo, signedAt, keys, name, exportedAt, summary }: ReportFacts): string {
	const { plan, mode, ended } = state;
	const gaps = Object.entries(summary.gapMinutes).map(([farm, minutes]) => `${farm} ${minutes} min`);
	return facts([
		["Estate", plan.estate],
		["Plan", `${planId}, ${plan.recipe} to ${plan.targetVersion}, ${plan.steps.length} steps`],
		["Plan digest", plan.planDigest],
		["Run", mode === undefined ? "not started" : `${mode}, begun ${time(state.startedAt)} UTC`],
		[
			"Outcome",
			ended ? `${ended.outcome}, ${time(ended.at)} UTC by ${name(ended.by)}${ended.reason ? `: ${ended.reason}` : ""}` : state.status,
		],
		["Without a second factor", gaps.length > 0 ? gaps.join(", ") : "never"],
		["Work, planned and actual", `${summary.workMinutes.planned} and ${summary.workMinutes.actual} minutes`],
		["Events", `${events}, head ${head}`],
		["Sealed", sealedTo === 0 ? "not signed" : `up to event ${sealedTo}, signed ${time(signedAt)} UTC`],
		["Keys", keys.join("  ")],
		["Exported", `${time(exportedAt)} UTC`],
	]);
}

/** The whole file. */
export function reportHtml(report: ReportFacts): string {
	const { state, summary, name, reviewNotes } = report;
	const title = `Audit report: ${state.plan.estate} to ${state.plan.targetVersion}`;
	const body = [
		`<h1>${html(title)}</h1>`,
		overview(report),
		"<p>This report was computed from events.jsonl beside it. To check it without trusting anybody: <code>node verify.mjs</code> or <code>python3 verify.py</code> in the unpacked folder.</p>",
		section(
			"Approvals",
			table(
				["When (UTC)", "Who", "Verdict", "Digest", "Reason", "Warnings acknowledged"],
				summary.approvals.map((one) => [time(one.at), name(one.by), one.verdict, one.planDigest, one.reason, one.warnings.join("; ")]),
				"Nobody has approved this plan.",
			),
		),
		section(
			"Waivers",
			table(
				["When (UTC)", "Who", "What", "For", "Reason"],
				summary.waivers.map((one) => [time(one.at), name(one.by), one.code, one.subject, one.reason]),
				"Nothing was waived.",
			),
		),
		section(
			"Windows",
			table(
				["Kind", "Subject", "Opened (UTC)", "Opened by", "Closed (UTC)", "Minutes", "Planned"],
				summary.windows.map((one) => [
					one.kind,
					one.subject,
					time(one.opened),
					name(one.openedBy),
					one.closed === undefined ? "not closed" : time(one.closed),
					one.minutes,
					one.estimateMinutes,
				]),
				"No window was opened.",
			),
		),
		section(
			"Deviations",
			table(
				["Event", "When (UTC)", "Who", "What", "About", "Detail"],
				summary.deviations.map((one) => [one.sequence, time(one.at), name(one.by), one.kind, one.about, one.detail]),
				"The run went as planned.",
			),
		),
		section(
			"Debts",
			table(
				["Step"],
				summary.debts.map((debt) => [debt]),
				"Nothing is owed.",
			),
		),
		section(
			"Review",
			table(
				["When (UTC)", "Who", "About", "Remark"],
				reviewNotes.map((one) => [time(one.at), name(one.by), one.about, one.text]),
				"No remark has been made.",
			),
		),
		section(
			"Planned and actual",
			table(
				["Step", "Host", "Status", "By", "Started (UTC)", "Finished (UTC)", "Minutes", "Planned"],
				summary.steps.map((one) => [
					one.title,
					one.host,
					one.status,
					one.by === undefined ? "" : name(one.by),
					time(one.startedAt),
					time(one.finishedAt),
					one.minutes,
					one.estimateMinutes,
				]),
				"The plan has no steps.",
			),
		),
		section(
			"Evidence",
			table(
				["Step", "Fact", "Value", "When (UTC)", "By"],
				summary.evidence.map((one) => [one.title, one.field, one.value, time(one.at), one.by === "" ? "" : name(one.by)]),
				"No evidence was given.",
			),
		),
	];
	const policy = "default-src 'none'; style-src 'unsafe-inline'";
	return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width"><title>${html(title)}</title><style>${STYLE}</style></head><body>${body.join("\n")}</body></html>\n`;
}
