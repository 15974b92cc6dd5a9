/**
 * The built server over HTTP: orders on one plan and on fifty beside its emptiest route handler, then how long 200
 * viewers wait for an order they did not give. Starts a server of its own on a free port with a database of its own.
 */
import { get } from "node:http";
import type { RunCommand } from "@/lib/domain/run/commands.ts";
import { closeDatabase } from "@/lib/server/db.ts";
import { startServer } from "@/lib/server/testing/built-server.ts";
import { createToken } from "@/lib/server/tokens.ts";
import { type Bench, median, type Table } from "./bench-table.ts";
import { benchDatabase, freshId, runningPlan, ticksOf } from "./run-world.ts";

const ROUNDS = 5;
const AT_ONCE = 8;
const CALLS = 240;
const PLANS = 50;
const VIEWERS = 200;
const NEWS = 10;

/** Calls a second with `AT_ONCE` workers that take from one list. */
async function rate(calls: readonly (() => Promise<void>)[]): Promise<number> {
	const waiting = [...calls];
	const start = process.hrtime.bigint();
	await Promise.all(
		Array.from({ length: AT_ONCE }, async () => {
			for (let call = waiting.shift(); call; call = waiting.shift()) await call();
		}),
	);
	return calls.length / (Number(process.hrtime.bigint() - start) / 1e9);
}

/** Follows a plan as a browser does and notes when each event came, by sequence. */
function viewer(base: string, token: string, planId: string, after: number) {
	const came = new Map<number, number>();
	let repeated = 0;
	const opened = new Promise<() => void>((resolve, reject) => {
		const headers = { authorization: `Bearer ${token}`, accept: "text/event-stream" };
		const request = get(`${base}/api/v1/plans/${planId}/events?after=${after}`, { headers, agent: false }, (response) => {
			if (response.statusCode !== 200) return reject(new Error(`A viewer was answered ${response.statusCode}`));
			let text = "";
			response.setEncoding("utf8").on("data", (chunk: string) => {
				const now = performance.now();
				text += chunk;
				const frames = text.split("\n\n");
				text = frames.pop() ?? "";
				for (const frame of frames) {
					const sequence = Number(/^id: (\d+)$/m.exec(frame)?.[1] ?? Number.NaN);
					if (Number.isNaN(sequence)) continue;
					if (came.has(sequence)) repeated += 1;
					else came.set(sequence, now);
				}
			});
			response.on("error", () => undefined); // cut at the end
			resolve(() => request.destroy());
		});
		request.on("error", reject);
	});
	return { opened, came, repeats: () => repeated };
}

export const runHttpBench: Bench = async (): Promise<Table> => {
	const temp = await benchDatabase();
	const { token } = await createToken({ name: "bench", as: { role: "lead" } });
	const rounds = await Promise.all(
		Array.from({ length: ROUNDS + 1 }, async () => ({
			one: await runningPlan(CALLS / 2),
			many: await Promise.all(Array.from({ length: PLANS }, () => runningPlan(3))),
		})),
	);
	const watched = await runningPlan(NEWS);
	await closeDatabase();
	const server = await startServer(temp.file);
	try {
		const send = (planId: string, command: RunCommand) => async (): Promise<void> => {
			const answer = await fetch(`${server.base}/api/v1/plans/${planId}/commands`, {
				method: "POST",
				headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": freshId() },
				body: JSON.stringify(command),
			});
			if (answer.status !== 200) throw new Error(`${command.type}: ${answer.status} ${await answer.text()}`);
			await answer.arrayBuffer();
		};
		/** Starts, then completions: each step's two ticks are far enough apart to be sent by different workers. */
		const inTurn = (planId: string, stepIds: readonly string[]) => {
			const ticks = ticksOf(stepIds);
			return [...ticks.filter(({ type }) => type === "start-step"), ...ticks.filter(({ type }) => type !== "start-step")].map((command) =>
				send(planId, command),
			);
		};
		const empty = async (): Promise<void> => {
			await (await fetch(`${server.base}/api/health`)).arrayBuffer();
		};
		const [bare, one, fifty]: number[][] = [[], [], []];
		for (const [round, plans] of rounds.entries()) {
			const lists = plans.many.map(({ planId, stepIds }) => inTurn(planId, stepIds));
			const spread = Array.from({ length: 6 }, (_, i) => lists.flatMap((list) => list[i] ?? [])).flat();
			const rates = [
				await rate(Array.from({ length: CALLS }, () => empty)),
				await rate(inTurn(plans.one.planId, plans.one.stepIds)),
				await rate(spread),
			];
			if (round === 0) continue; // warms up
			bare?.push(rates[0] ?? 0);
			one?.push(rates[1] ?? 0);
			fifty?.push(rates[2] ?? 0);
		}
		const waits = await watching(server.base, token, watched, send);
		const [b, o, f] = [median(bare ?? []), median(one ?? []), median(fifty ?? [])];
		const part = (share: number): number => waits[Math.min(waits.length - 1, Math.ceil(share * waits.length) - 1)] ?? 0;
		return {
			title: `The built server over HTTP, ${AT_ONCE} callers at once`,
			columns: ["what", "per second", "of the empty handler"],
			rows: [
				["empty route handler", b.toFixed(0), "1.00"],
				["orders on one plan", o.toFixed(0), (o / b).toFixed(2)],
				[`orders on ${PLANS} plans`, f.toFixed(0), (f / b).toFixed(2)],
			],
			notes: [
				`T3 first milestone, 0.70 of the empty handler: one plan ${o / b >= 0.7 ? "reached" : "missed"}, ${PLANS} plans ${f / b >= 0.7 ? "reached" : "missed"}`,
				`${VIEWERS} viewers, from sending an order to its event at a viewer: p50 ${part(0.5).toFixed(0)} ms, p95 ${part(0.95).toFixed(0)} ms (goal 300), p99 ${part(0.99).toFixed(0)} ms (goal 1,000); received, not rendered`,
				`medians of ${ROUNDS} interleaved rounds; checked: every order answered 200, every viewer got every event once and in order`,
			],
		};
	} finally {
		await server.stop();
		temp.remove();
	}
};

/** Milliseconds from sending to receiving, of every viewer and order, sorted. */
async function watching(
	base: string,
	token: string,
	{ planId, stepIds }: Awaited<ReturnType<typeof runningPlan>>,
	send: (planId: string, command: RunCommand) => () => Promise<void>,
): Promise<number[]> {
	const headers = { authorization: `Bearer ${token}` };
	const { sequence } = (await (await fetch(`${base}/api/v1/plans/${planId}`, { headers })).json()) as { sequence: number };
	const viewers = Array.from({ length: VIEWERS }, () => viewer(base, token, planId, sequence));
	const closes = await Promise.all(viewers.map(({ opened }) => opened));
	const sent: number[] = [];
	for (const stepId of stepIds) {
		sent.push(performance.now());
		await send(planId, { type: "claim-step", stepId })();
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	await new Promise((resolve) => setTimeout(resolve, 1_000));
	for (const close of closes) close();
	const expected = stepIds.map((_, i) => sequence + 1 + i).join();
	for (const { came, repeats } of viewers)
		if ([...came.keys()].join() !== expected || repeats() > 0) throw new Error("A viewer missed, repeated or mixed up events");
	return viewers.flatMap(({ came }) => [...came].map(([at, when]) => when - (sent[at - sequence - 1] ?? 0))).sort((a, b) => a - b);
}
