/** One step a plan must or may hold. */
import type { PhaseId, StepKind } from "../plan-document.ts";

export type ExpectedStep = {
	readonly id: string;
	readonly kind: StepKind;
	readonly subject: string;
	/** The one machine, one of several, or none; undefined where the contract leaves it open. */
	readonly hosts: readonly string[] | "none" | undefined;
	readonly phases: readonly PhaseId[];
	readonly optional: boolean;
};

export const step = (
	kind: StepKind,
	name: string,
	subject: string,
	hosts: ExpectedStep["hosts"],
	phases: readonly PhaseId[],
	optional = false,
): ExpectedStep => ({ id: `${kind}:${name}`, kind, subject, hosts, phases, optional });
