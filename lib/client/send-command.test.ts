import { expect, it } from "vitest";
import { RETRY_WAITS, type SendPorts, sendCommand } from "./send-command.ts";

const event = {
	v: 1,
	log: "test-log",
	stream: "plan/p1",
	sequence: 3,
	previous: "0".repeat(64),
	type: "step-claimed",
	at: "2026-11-24T02:14:05.120Z",
	actor: { id: "u1", kind: "person" },
	command: "c1",
	data: { stepId: "a:B" },
};

type Call = { readonly key: string | null; readonly body: unknown };

function line(answers: readonly (() => Response)[]): { ports: SendPorts; calls: Call[]; waits: number[] } {
	const calls: Call[] = [];
	const waits: number[] = [];
	const ports: SendPorts = {
		fetch: async (_url, init) => {
			const headers = new Headers(init?.headers);
			calls.push({ key: headers.get("idempotency-key"), body: JSON.parse(String(init?.body)) });
			const next = answers[calls.length - 1];
			if (!next) throw new TypeError("network");
			return next();
		},
		sleep: async (ms) => {
			waits.push(ms);
		},
	};
	return { ports, calls, waits };
}

const lost = (): Response => {
	throw new TypeError("network");
};
const accepted = (): Response => Response.json({ events: [event], sequence: 3 });

it("[C4] a lost answer is asked again under the same command id", async () => {
	const { ports, calls, waits } = line([lost, () => new Response("busy", { status: 503 }), accepted]);
	const outcome = await sendCommand("p1", { type: "claim-step", stepId: "a:B" }, "c1", ports);
	expect(outcome).toEqual({ status: "accepted", events: [event], sequence: 3 });
	expect(calls.map((call) => call.key)).toEqual(["c1", "c1", "c1"]);
	expect(waits).toEqual(RETRY_WAITS.slice(0, 2));
});

it("[C4] a refusal is final and typed", async () => {
	const { ports, calls } = line([() => Response.json({ code: "step-claimed", by: "u2", title: "Claimed" }, { status: 409 })]);
	const outcome = await sendCommand("p1", { type: "start-step", stepId: "a:B" }, "c2", ports);
	expect(outcome).toEqual({ status: "refused", problem: { code: "step-claimed", by: "u2" } });
	expect(calls).toHaveLength(1);
});

it("[C4] no answer at all ends as unreachable, not as an exception", async () => {
	const { ports, calls } = line([]);
	const outcome = await sendCommand("p1", { type: "resume-run" }, "c3", ports);
	expect(outcome).toEqual({ status: "refused", problem: { code: "unreachable" } });
	expect(calls).toHaveLength(RETRY_WAITS.length + 1);
});
