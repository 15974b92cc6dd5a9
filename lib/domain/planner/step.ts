/**
 * Makes steps, edges and evidence fields with their keys already in canonical order, so that hashing a plan of
 * a hundred thousand steps needs no sorting.
 */
import type { Edge, EvidenceField, PhaseId, PlanStep, StepCommand, StepKind, Team } from "./plan-document.ts";

/** What a step says and asks; where it stands and what it waits for is the rules' business. */
export type StepContent = {
	readonly title: string;
	readonly team: Team;
	readonly instructions: string[];
	readonly commands?: StepCommand[];
	readonly evidence?: EvidenceField[];
	readonly verification?: string[];
	readonly backOut: string[];
	readonly backOutCommands?: StepCommand[];
	readonly checkpoint?: boolean;
	readonly estimateMinutes: number;
	readonly rules: string[];
	readonly hazards?: string[];
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
export type After = { readonly from: string; readonly rules: string[]; readonly because: string };

export const stepId = (kind: StepKind, name: string): string => `${kind}:${name}`;

const NO_TEXTS: string[] = [];
const NO_COMMANDS: StepCommand[] = [];

/** Lists are taken over, not copied: a plan is never written to. */
export function makeStep(place: StepPlace, content: StepContent): PlanStep {
	inOnePiece(content.title);
	for (const text of content.instructions) inOnePiece(text);
	for (const text of content.verification ?? NO_TEXTS) inOnePiece(text);
	for (const text of content.backOut) inOnePiece(text);
	for (const command of content.commands ?? NO_COMMANDS) inOnePiece(command.text);
	const step = {
		backOut: { commands: content.backOutCommands ?? NO_COMMANDS, instructions: content.backOut },
		checkpoint: content.checkpoint ?? false,
		commands: content.commands ?? NO_COMMANDS,
		estimateMinutes: content.estimateMinutes,
		evidence: content.evidence ?? [],
		hazards: content.hazards ?? NO_TEXTS,
		host: place.host,
		id: stepId(place.kind, place.name),
		instructions: content.instructions,
		kind: place.kind,
		optional: place.optional ?? false,
		phase: place.phase,
		rules: content.rules,
		subject: place.subject,
		team: content.team,
		title: content.title,
		verification: content.verification ?? NO_TEXTS,
	};
	if (step.host !== undefined) return step as PlanStep; // the narrowing does not reach the object's own type
	const { host: _, ...withoutHost } = step; // an absent key, not one that holds undefined
	return withoutHost;
}

export function makeEdge({ because, from, rules }: After, to: string): Edge {
	inOnePiece(because);
	return { because, from, rules, to };
}

/**
 * A template's text is a tree of its pieces until somebody reads it. Reading it at once lets the pieces die young: a
 * plan of ten thousand steps takes a tenth less time.
 */
const inOnePiece = (text: string): boolean => text.isWellFormed();

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
