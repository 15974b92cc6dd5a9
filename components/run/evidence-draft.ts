/**
 * The evidence form as plain data: what has been typed, dropped or pasted, what of it is still missing, and the
 * `evidence` of `complete-step` it amounts to. Pure. Refuses nothing on its own account: a value that cannot be sent
 * is named with its field; whether the evidence is accepted is judged by the gate.
 */

import type { EvidenceField, PlanStep } from "@/lib/domain/planner/plan-document.ts";
import type { Evidence, FileDigest } from "@/lib/domain/run/commands.ts";
import { versionPattern } from "@/lib/domain/version.ts";
import type { PastedFile } from "./parse-pasted.ts";
import { toInstant, toLocal } from "./zoned-time.ts";

export type FileRow = { readonly path: string; readonly sizeBytes: string; readonly sha256: string };

/** Copies made together: place, time and host are said once for all of them. */
export type FileSet = { readonly files: readonly FileRow[]; readonly host: string; readonly storedAt: string; readonly takenAt: string };

/** `values`: text of every simple field by name, a yes/no answer as `yes` or `no`. `takenAt`, instants: wall clock of the estate. */
export type EvidenceDraft = { readonly values: Readonly<Record<string, string>>; readonly sets: Readonly<Record<string, FileSet>> };

export type DraftProblem = { readonly field: string; readonly message: string };
export type DraftReading = { readonly evidence: Evidence; readonly problems: readonly DraftProblem[] };

export const emptySet = (step: PlanStep): FileSet => ({ files: [], host: step.host ?? "", storedAt: "", takenAt: "" });
export const emptyDraft: EvidenceDraft = { values: {}, sets: {} };

export const setValue = (draft: EvidenceDraft, field: string, value: string): EvidenceDraft => ({
	...draft,
	values: { ...draft.values, [field]: value },
});

export const changeSet = (draft: EvidenceDraft, step: PlanStep, field: string, part: Partial<FileSet>): EvidenceDraft => ({
	...draft,
	sets: { ...draft.sets, [field]: { ...(draft.sets[field] ?? emptySet(step)), ...part } },
});

const sameFile = (a: FileRow, b: FileRow): boolean =>
	a.path !== "" && b.path !== "" ? a.path.toLowerCase() === b.path.toLowerCase() : a.sha256 === b.sha256 && a.sha256 !== "";

/** A path says where it lies: a drive or a share and folders, not a name alone. */
export const isFullPath = (path: string): boolean => /[\\/]/.test(path.trim());

/** The instant that our printed copy commands write into the folder's name, `..._20261124T003600Z_...`. */
function stampOf(path: string): string | undefined {
	const [, year, month, day, hour, minute, second] = /(?:^|[_\\/])(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(?:_|[\\/]|$)/.exec(path) ?? [];
	return year === undefined ? undefined : `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
}

/**
 * Adds files, replacing a row about the same path and keeping what the newcomer does not know. When they were taken is
 * read from their path, where it stands there, and never guessed: an old copy must not pass for a fresh one.
 */
export function addFiles(draft: EvidenceDraft, step: PlanStep, field: string, found: readonly PastedFile[], zone: string): EvidenceDraft {
	const set = draft.sets[field] ?? emptySet(step);
	const files = [...set.files];
	for (const file of found) {
		const row: FileRow = { path: file.path ?? "", sizeBytes: file.sizeBytes?.toString() ?? "", sha256: file.sha256 ?? "" };
		const at = files.findIndex((known) => sameFile(known, row));
		const known = files[at];
		if (known)
			files[at] = { path: row.path || known.path, sizeBytes: row.sizeBytes || known.sizeBytes, sha256: row.sha256 || known.sha256 };
		else files.push(row);
	}
	const [stamp] = found.flatMap(({ path = "" }) => stampOf(path) ?? []).sort();
	return changeSet(draft, step, field, { files, takenAt: set.takenAt || (stamp === undefined ? "" : toLocal(stamp, zone)) });
}

function readFiles(field: EvidenceField, set: FileSet, zone: string): { files: FileDigest[]; problems: DraftProblem[] } {
	const problems: DraftProblem[] = [];
	const say = (message: string) => problems.push({ field: field.name, message });
	const takenAt = toInstant(set.takenAt, zone);
	const many = set.files.length > 1;
	const files = set.files.map((row, i) => {
		const which = many ? ` of file ${i + 1}` : "";
		const sizeBytes = Number(row.sizeBytes.replace(/[\s,.']/g, ""));
		if (row.path.trim() === "") say(`Enter the full path${which}`);
		else if (!isFullPath(row.path)) say(`Enter the full path${which}: ${row.path.trim()} is only a name`);
		if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 1) say(`Enter the size in bytes${which}, more than zero`);
		if (!/^[0-9a-fA-F]{64}$/.test(row.sha256.trim())) say(`Enter the SHA-256${which}: 64 hexadecimal digits`);
		return {
			host: set.host.trim(),
			path: row.path.trim(),
			sizeBytes,
			sha256: row.sha256.trim().toLowerCase(),
			storedAt: set.storedAt.trim(),
			takenAt: takenAt ?? "",
		};
	});
	if (set.host.trim() === "") say("Say which host the file is from");
	if (!takenAt) say("Say when the copy was taken");
	if (set.storedAt.trim() === "") say("Say where the copy is stored, and who can read it");
	return { files, problems };
}

type Simple = { readonly value: string | number | boolean } | { readonly message: string };

function readSimple(field: EvidenceField, text: string, zone: string): Simple {
	switch (field.type) {
		case "version":
			return versionPattern.test(text) ? { value: text } : { message: "A version has 2 to 4 numeric parts, like 8.1.0.5" };
		case "number": {
			const digits = text.replace(/[\s,.']/g, "");
			return /^-?\d{1,15}$/.test(digits) ? { value: Number(digits) } : { message: "A whole number" };
		}
		case "boolean":
			return { value: text === "yes" };
		case "instant": {
			const instant = toInstant(text, zone);
			return instant ? { value: instant } : { message: "A date and a time" };
		}
		case "choice":
			return field.options && !field.options.includes(text) ? { message: "Choose one of the list" } : { value: text };
		default:
			return { value: text };
	}
}

/** What the draft amounts to. `zone` is the estate's: wall clocks in the form are its. Problems come in field order. */
export function readDraft(step: PlanStep, draft: EvidenceDraft, zone: string): DraftReading {
	const evidence: Record<string, Evidence[string]> = {};
	const problems: DraftProblem[] = [];
	for (const field of step.evidence) {
		if (field.type === "file-digest") {
			const set = draft.sets[field.name];
			if (!set || set.files.length === 0) {
				if (field.required) problems.push({ field: field.name, message: `Add ${field.label.toLowerCase()}` });
				continue;
			}
			const read = readFiles(field, set, zone);
			problems.push(...read.problems);
			evidence[field.name] = read.files;
			continue;
		}
		const text = (draft.values[field.name] ?? "").trim();
		if (text === "") {
			if (field.required) problems.push({ field: field.name, message: `Fill in “${field.label}”` });
			continue;
		}
		const read = readSimple(field, text, zone);
		if ("message" in read) problems.push({ field: field.name, message: `${field.label}: ${read.message}` });
		else evidence[field.name] = read.value;
	}
	return { evidence, problems };
}

/** How many of the step's fields are filled in and readable, of how many: `4 of 5 facts`. */
export function progressOf(step: PlanStep, draft: EvidenceDraft, zone: string): { readonly done: number; readonly total: number } {
	const { evidence, problems } = readDraft(step, draft, zone);
	const broken = new Set(problems.map((problem) => problem.field));
	return { done: Object.keys(evidence).filter((name) => !broken.has(name)).length, total: step.evidence.length };
}
