/**
 * Makes steps, edges and evidence fields with their keys already in canonical order, so that hashing a plan of
 * a hundred thousand steps needs no sorting.
 */
import type { Edge, EvidenceField, PhaseId, PlanStep, StepCommand, StepKind, Team } from "./plan-document.ts";

/** What a step says and asks; where it stands and what it waits for is the rules' business. */
export type StepContent = {
	readonly title: string;
	readonly team: Team;
	readonly instructions: readonly string[];
	readonly commands?: readonly StepCommand[];
	readonly evidence?: readonly EvidenceField[];
	readonly verification?: readonly string[];
	readonly backOut: readonly string[];
	readonly backOutCommands?: readonly StepCommand[];
	readonly checkpoint?: boolean;
	readonly estimateMinutes: number;
	readonly rules: readonly string[];
	readonly hazards?: readonly string[];
};

export type StepPlace = {
	readonly kind: StepKind;
	/** What follows the colon in the id. */
	readonly name: string;
	readonly phase: PhaseId;
	readonly subject: string;
	readonly host?: string | undefined;
	readonly optional?: boolean;
};

/** A predecessor: `from` must be finished first, by these rules, for this reason. */
export type After = { readonly from: string; readonly rules: readonly string[]; readonly because: string };

export const stepId = (kind: StepKind, name: string): string => `${kind}:${name}`;

export function makeStep(place: StepPlace, content: StepContent): PlanStep {
	const host = place.host === undefined ? {} : { host: place.host };
	return {
		backOut: { commands: [...(content.backOutCommands ?? [])], instructions: [...content.backOut] },
		checkpoint: content.checkpoint ?? false,
		commands: [...(content.commands ?? [])],
		estimateMinutes: content.estimateMinutes,
		evidence: [...(content.evidence ?? [])],
		hazards: [...(content.hazards ?? [])],
		...host,
		id: stepId(place.kind, place.name),
		instructions: [...content.instructions],
		kind: place.kind,
		optional: place.optional ?? false,
		phase: place.phase,
		rules: [...content.rules],
		subject: place.subject,
		team: content.team,
		title: content.title,
		verification: [...(content.verification ?? [])],
	};
}

export const makeEdge = (after: After, to: string): Edge => ({ because: after.because, from: after.from, rules: [...after.rules], to });

type FieldType = EvidenceField["type"];

export const required = (name: string, label: string, type: FieldType): EvidenceField => ({ label, name, required: true, type });

export const optional = (name: string, label: string, type: FieldType): EvidenceField => ({ label, name, required: false, type });

export const choice = (name: string, label: string, options: readonly string[]): EvidenceField => ({
	label,
	name,
	options: [...options],
	required: true,
	type: "choice",
});

/** What a backup has to prove: path, size, SHA-256 and place of every file. */
export const files = (label: string): EvidenceField => required("files", label, "file-digest");
