/** What the checker says when a plan breaks a promise. */

export type Violation = {
	/** Number of the invariant (domain rules 1.1), a rule or hazard id, or the part of the contract: `structure`, `phases`, `windows`… */
	readonly invariant: number | string;
	readonly message: string;
	/** Ids of the steps and gates concerned, the first ten at most. */
	readonly steps: readonly string[];
};

const MAX_STEPS = 10;

export const violation = (invariant: number | string, message: string, steps: readonly string[] = []): Violation => ({
	invariant,
	message,
	steps: steps.slice(0, MAX_STEPS),
});

/** `A, B, C and 4 more`. */
export const listed = (names: readonly string[]): string =>
	names.length <= MAX_STEPS ? names.join(", ") : `${names.slice(0, MAX_STEPS).join(", ")} and ${names.length - MAX_STEPS} more`;
