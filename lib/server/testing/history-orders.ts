/** Orders of one event each, many of which collide: claims and releases of the same few steps, pauses and their end. */
import "server-only";
import type { RunCommand } from "@/lib/domain/run/commands.ts";

const stepIds = ["mfa-server.undrain:MFA02", "user-portal.verify:UP01", "estate.accept:estate"];

/** By number, so that the process that writes and the one that judges mean the same. */
export const historyOrders: readonly RunCommand[] = [
	...stepIds.flatMap((stepId): RunCommand[] => [
		{ type: "claim-step", stepId },
		{ type: "release-step", stepId },
	]),
	{ type: "pause-run", reason: "A moment" },
	{ type: "resume-run" },
	{ type: "resume-run" },
];

/** The moment at which all of them are given: none of their rules looks at a clock. */
export const HISTORY_AT = "2026-11-24T02:00:00.000Z";

/** A generator that repeats itself: a failing run can be run again. */
export function randoms(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}
