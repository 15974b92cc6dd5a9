import { expect, it } from "vitest";
import type { EvidenceField, PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { addFiles, changeSet, emptyDraft, progressOf, readDraft, setValue } from "./evidence-draft.ts";

const field = (name: string, type: EvidenceField["type"], required = true, options?: string[]): EvidenceField => ({
	name,
	label: `The ${name}`,
	type,
	required,
	...(options && { options }),
});

const step = (...evidence: EvidenceField[]): PlanStep => ({
	id: "mfa-server.backup-data:MFA01",
	kind: "mfa-server.backup-data",
	phase: "prepare",
	subject: "mfa-server:MFA01",
	host: "MFA01",
	title: "Back up PhoneFactor.pfdata on MFA01",
	team: "mfa-admin",
	instructions: [],
	commands: [],
	checkpoint: true,
	evidence,
	verification: [],
	backOut: { instructions: [], commands: [] },
	optional: false,
	estimateMinutes: 10,
	rules: [],
	hazards: [],
});

const sha = "a".repeat(64);
const zone = "Europe/Berlin";

it("[UX-evidence] an empty form names every required field, in order, and nothing else", () => {
	const form = step(field("files", "file-digest"), field("users", "number"), field("remark", "text", false));
	expect(readDraft(form, emptyDraft, zone)).toEqual({
		evidence: {},
		problems: [
			{ field: "files", message: "Add the files" },
			{ field: "users", message: "Fill in “The users”" },
		],
	});
});

it("[UX-evidence] simple fields become the types the gate expects", () => {
	const form = step(
		field("versionAfter", "version"),
		field("users", "number"),
		field("signInTest", "boolean"),
		field("readyAt", "instant"),
		field("way", "choice", true, ["restored", "merged"]),
		field("who", "text"),
	);
	const typed = { versionAfter: "8.1.0.5", users: "4,200", signInTest: "no", readyAt: "2026-11-24T01:36", way: "merged", who: " Dana " };
	const draft = Object.entries(typed).reduce((before, [name, value]) => setValue(before, name, value), emptyDraft);
	expect(readDraft(form, draft, zone)).toEqual({
		evidence: { versionAfter: "8.1.0.5", users: 4200, signInTest: false, readyAt: "2026-11-24T00:36:00.000Z", way: "merged", who: "Dana" },
		problems: [],
	});
});

it("[UX-evidence] a value that cannot be sent is named and left out", () => {
	const form = step(field("versionAfter", "version"), field("users", "number", false), field("way", "choice", true, ["a"]));
	const draft = setValue(setValue(setValue(emptyDraft, "versionAfter", "eight"), "users", "4200 people"), "way", "b");
	const { evidence, problems } = readDraft(form, draft, zone);
	expect(evidence).toEqual({});
	expect(problems.map((problem) => problem.field)).toEqual(["versionAfter", "users", "way"]);
});

it("[UX-evidence] a pasted file lacks only the place: the host is the step's, the time stands in the folder's name", () => {
	const form = step(field("files", "file-digest"));
	const draft = addFiles(
		emptyDraft,
		form,
		"files",
		[{ path: "C:\\b_20261124T003600Z_Data\\x.pfdata", sizeBytes: 18874368, sha256: sha }],
		zone,
	);
	expect(readDraft(form, draft, zone).problems).toEqual([{ field: "files", message: "Say where the copy is stored, and who can read it" }]);
	const whole = changeSet(draft, form, "files", { storedAt: "\\\\BK01\\mfa$, MFA admins" });
	expect(readDraft(form, whole, zone)).toEqual({
		evidence: {
			files: [
				{
					host: "MFA01",
					path: "C:\\b_20261124T003600Z_Data\\x.pfdata",
					sizeBytes: 18874368,
					sha256: sha,
					storedAt: "\\\\BK01\\mfa$, MFA admins",
					takenAt: "2026-11-24T00:36:00.000Z",
				},
			],
		},
		problems: [],
	});
});

it("[UX-evidence] a second paste about the same path completes the row instead of doubling it", () => {
	const form = step(field("files", "file-digest"));
	const first = addFiles(emptyDraft, form, "files", [{ path: "C:\\20261124T003600Z\\x", sizeBytes: 5 }], zone);
	const second = addFiles(first, form, "files", [{ path: "c:\\20261124T003600Z\\X", sha256: sha }, { path: "C:\\y" }], zone);
	expect(second.sets.files?.files).toEqual([
		{ path: "c:\\20261124T003600Z\\X", sizeBytes: "5", sha256: sha },
		{ path: "C:\\y", sizeBytes: "", sha256: "" },
	]);
	expect(second.sets.files?.takenAt).toBe("2026-11-24T01:36");
	expect(readDraft(form, second, zone).problems.map((problem) => problem.message)).toContain(
		"Enter the size in bytes of file 2, more than zero",
	);
});

it("[R11] a dropped file has no folder and no time of its copy: both are asked for, so that an old copy cannot pass as fresh", () => {
	const form = step(field("files", "file-digest"));
	const dropped = addFiles(emptyDraft, form, "files", [{ path: "PhoneFactor.pfdata", sizeBytes: 5, sha256: sha }], zone);
	expect(readDraft(form, dropped, zone).problems.map(({ message }) => message)).toEqual([
		"Enter the full path: PhoneFactor.pfdata is only a name",
		"Say when the copy was taken",
		"Say where the copy is stored, and who can read it",
	]);
});

it("[R11] a file of zero bytes is named before it is sent", () => {
	const form = step(field("files", "file-digest"));
	const draft = changeSet(emptyDraft, form, "files", {
		files: [{ path: "C:\\x", sizeBytes: "0", sha256: sha }],
		storedAt: "vault",
		takenAt: "2026-11-24T01:36",
	});
	expect(readDraft(form, draft, zone).problems.map((problem) => problem.message)).toEqual(["Enter the size in bytes, more than zero"]);
});

it("[UX-evidence] counts the facts that are ready to be sent", () => {
	const form = step(field("users", "number"), field("versionAfter", "version"), field("who", "text"));
	const draft = setValue(setValue(emptyDraft, "users", "7"), "versionAfter", "x");
	expect(progressOf(form, draft, zone)).toEqual({ done: 1, total: 3 });
});
