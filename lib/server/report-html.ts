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

/** `code`: a digest or an id, which may break anywhere. */
type Cell = string | number | undefined | { readonly code: string };

function cell(value: Cell): string {
	if (typeof value === "object") return `<td class="d"><code>${html(value.code)}</code></td>`;
	return `<td${typeof value === "number" ? ' class="n"' : ""}>${html(String(value ?? ""))}</td>`;
}

function table(head: readonly string[], rows: readonly (readonly Cell[])[], none: string): string {
	if (rows.length === 0) return `<p class="none">${html(none)}</p>`;
	const isNumber = (column: number) => rows.some((row) => typeof row[column] === "number");
	const heads = head.map((text, column) => `<th${isNumber(column) ? ' class="n"' : ""}>${html(text)}</th>`).join("");
	const body = rows.map((row) => `<tr>${row.map((value) => cell(value)).join("")}</tr>`).join("");
	return `<div class="t"><table><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table></div>`;
}

const section = (title: string, body: string): string => `<section><h2>${html(title)}</h2>${body}</section>`;

/** `2026-11-24 02:14:05` of an instant, in UTC. */
const time = (instant: string | undefined): string => (instant === undefined ? "" : instant.slice(0, 19).replace("T", " "));

const STYLE = `
:root{color-scheme:light;font:14px/1.5 system-ui,sans-serif;color:#14171c}
body{max-width:72rem;margin:2.5rem auto;padding:0 1.5rem}
h1{font-size:1.6rem;line-height:1.2;margin:0}h2{font-size:1.1rem;margin:2.25rem 0 .5rem}
p{margin:.25rem 0;max-width:72ch}.none,.lead{color:#474e58}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:1px;margin:1.25rem 0;padding:0;background:#cbd1d8;border:1px solid #cbd1d8;border-radius:8px;overflow:hidden;list-style:none}
.tiles li{background:#fff;padding:.75rem 1rem}.tiles b{display:block;font-size:1.05rem}.tiles span{color:#626974;font-size:.85rem}
.t{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.85rem;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:.35rem 1rem .35rem 0;border-bottom:1px solid #e4e7eb;overflow-wrap:break-word}
th{font-weight:600;white-space:nowrap;border-bottom-color:#858d98}.n{text-align:right}.d{min-width:12rem;overflow-wrap:anywhere}
th:last-child,td:last-child{padding-right:0}
dl{display:grid;grid-template-columns:minmax(9rem,14rem) minmax(0,1fr);gap:.25rem 1rem;margin:1rem 0}
dt{color:#626974}dd{margin:0;overflow-wrap:anywhere}
code{font:.85em/1.4 ui-monospace,monospace}
@media (max-width:40rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}}
@media print{body{margin:0;max-width:none;padding:0;font-size:11px}.t{overflow:visible}thead{display:table-header-group}tr,.tiles{break-inside:avoid}h2{break-after:avoid}}`;

function facts(rows: readonly (readonly [string, string | { readonly code: string }])[]): string {
	const value = (given: string | { readonly code: string }) =>
		typeof given === "string" ? html(given) : `<code>${html(given.code)}</code>`;
	return `<dl>${rows.map(([term, given]) => `<dt>${html(term)}</dt><dd>${value(given)}</dd>`).join("")}</dl>`;
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** What whoever opens the report asks first. */
function tiles({ state, summary, events, sealedTo }: ReportFacts): string {
	const gaps = Object.entries(summary.gapMinutes);
	const minutes = gaps.reduce((sum, [, part]) => sum + part, 0);
	const shown: readonly (readonly [string, string])[] = [
		[capital(state.ended?.outcome ?? state.status), state.mode === "rehearsal" ? "outcome of the rehearsal" : "outcome"],
		[
			counted(minutes, "minute", "minutes"),
			`without a second factor${gaps.length > 0 ? `: ${gaps.map(([farm]) => farm).join(", ")}` : ""}`,
		],
		[counted(summary.deviations.length, "deviation", "deviations"), counted(summary.debts.length, "debt", "debts")],
		[
			sealedTo === events ? "Sealed to the end" : sealedTo === 0 ? "Not signed" : `Sealed to ${sealedTo}`,
			counted(events, "event", "events"),
		],
	];
	return `<ul class="tiles">${shown.map(([figure, about]) => `<li><b>${html(figure)}</b><span>${html(about)}</span></li>`).join("")}</ul>`;
}

function overview({ planId, state, head, sealedTo, signedAt, keys, name, exportedAt, summary }: ReportFacts): string {
	const { plan, mode, ended } = state;
	const gaps = Object.entries(summary.gapMinutes).map(([farm, minutes]) => `${farm} ${minutes} min`);
	return facts([
		["Estate", plan.estate],
		["Plan", `${planId}, ${plan.recipe} to ${plan.targetVersion}, ${plan.steps.length} steps`],
		["Plan digest", { code: plan.planDigest }],
		["Run", mode === undefined ? "not started" : `${mode}, begun ${time(state.startedAt)} UTC`],
		[
			"Outcome",
			ended ? `${ended.outcome}, ${time(ended.at)} UTC by ${name(ended.by)}${ended.reason ? `: ${ended.reason}` : ""}` : state.status,
		],
		["Without a second factor", gaps.length > 0 ? gaps.join(", ") : "never"],
		["Work, planned and actual", `${summary.workMinutes.planned} and ${summary.workMinutes.actual} minutes`],
		["Head", { code: head }],
		["Sealed", sealedTo === 0 ? "not signed" : `up to event ${sealedTo}, signed ${time(signedAt)} UTC`],
		["Keys", { code: keys.join("  ") }],
		["Exported", `${time(exportedAt)} UTC`],
	]);
}

const kindWord = (kind: RunSummary["deviations"][number]["kind"]): string => (kind === "remark" ? "differed" : kind.replace("-", " "));
const orDigest = (value: string): Cell => (/[0-9a-f]{64}/.test(value) ? { code: value } : value);
const windowWords = { "mfa-gap": "MFA gap", "write-freeze": "Write freeze", outage: "Outage" } as const;
const subjectName = (subject: string): string => subject.slice(subject.indexOf(":") + 1);

/** The whole file. */
export function reportHtml(report: ReportFacts): string {
	const { state, summary, name, reviewNotes } = report;
	const title = `Audit report: ${state.plan.estate} to ${state.plan.targetVersion}`;
	const body = [
		`<h1>${html(title)}</h1>`,
		tiles(report),
		overview(report),
		'<p class="lead">This report was computed from events.jsonl beside it. To check it without trusting anybody: <code>node verify.mjs</code> or <code>python3 verify.py</code> in the unpacked folder.</p>',
		section(
			"Approvals",
			table(
				["When (UTC)", "Who", "Verdict", "Digest", "Reason", "Warnings acknowledged"],
				summary.approvals.map((one) => [
					time(one.at),
					name(one.by),
					one.verdict,
					one.planDigest && { code: one.planDigest },
					one.reason,
					one.warnings.join("; "),
				]),
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
					windowWords[one.kind],
					subjectName(one.subject),
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
				summary.deviations.map((one) => [one.sequence, time(one.at), name(one.by), kindWord(one.kind), one.about, one.detail]),
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
				summary.evidence.map((one) => [one.title, one.field, orDigest(one.value), time(one.at), one.by === "" ? "" : name(one.by)]),
				"No evidence was given.",
			),
		),
	];
	const policy = "default-src 'none'; style-src 'unsafe-inline'";
	return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width"><title>${html(title)}</title><style>${STYLE}</style></head><body>${body.join("\n")}</body></html>\n`;
}
