import "client-only";
/**
 * Sends one command to a plan. Promises: the same command id on every attempt, so a repeat after a lost answer
 * can never act twice; the server's refusal comes back typed. Refuses to judge: that is the server's gate.
 */
import { z } from "zod";
import { type LogEvent, logEvent } from "@/lib/domain/log-event.ts";
import type { RunCommand } from "@/lib/domain/run/commands.ts";
import { type Problem, readProblem } from "./problem.ts";

export type CommandOutcome =
	| { readonly status: "accepted"; readonly events: readonly LogEvent[]; readonly sequence: number }
	| { readonly status: "refused"; readonly problem: Problem };

const acceptedBody = z.object({ events: z.array(logEvent), sequence: z.number() });

/** Waits in milliseconds before the second, third … attempt when no answer came or the server was busy. */
export const RETRY_WAITS: readonly number[] = [400, 1200, 3000];

export type SendPorts = {
	readonly fetch: typeof fetch;
	readonly sleep: (ms: number) => Promise<void>;
};

const browserPorts: SendPorts = {
	fetch: (input, init) => fetch(input, init),
	sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** A command id: made once per intention of a person, kept through every retry. */
export const newCommandId = (): string => `c_${crypto.randomUUID()}`;

const busy = (status: number): boolean => status === 502 || status === 503 || status === 504;

async function attempt(planId: string, command: RunCommand, commandId: string, ports: SendPorts): Promise<CommandOutcome | "again"> {
	let answer: Response;
	try {
		answer = await ports.fetch(`/api/v1/plans/${encodeURIComponent(planId)}/commands`, {
			method: "POST",
			headers: { "content-type": "application/json", "idempotency-key": commandId },
			body: JSON.stringify(command),
		});
	} catch {
		return "again"; // no answer: whether it acted is unknown, the same id asks again
	}
	const body: unknown = await answer.json().catch(() => undefined);
	if (answer.ok) {
		const accepted = acceptedBody.safeParse(body);
		if (accepted.success) return { status: "accepted", events: accepted.data.events, sequence: accepted.data.sequence };
		return { status: "refused", problem: { code: "unexpected", status: answer.status, title: "The answer could not be read" } };
	}
	if (busy(answer.status)) return "again";
	return { status: "refused", problem: readProblem(answer.status, body, answer.headers.get("retry-after")) };
}

/** Resolves always: accepted, refused, or `unreachable` after the last attempt. */
export async function sendCommand(
	planId: string,
	command: RunCommand,
	commandId: string,
	ports: SendPorts = browserPorts,
): Promise<CommandOutcome> {
	for (let tries = 0; ; tries++) {
		const outcome = await attempt(planId, command, commandId, ports);
		if (outcome !== "again") return outcome;
		const wait = RETRY_WAITS[tries];
		if (wait === undefined) return { status: "refused", problem: { code: "unreachable" } };
		await ports.sleep(wait);
	}
}
