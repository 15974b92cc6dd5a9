import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Principal } from "./principal.ts";
import { closeAllStreams, eventStream, frameText, openStreams } from "./sse.ts";

const dana: Principal = { id: "u1", kind: "person", name: "Dana", role: "operator", viaToken: false, sessionId: "s1" };
const live = () => new Request("http://127.0.0.1/");
const everybody = async (principals: readonly Principal[]) => new Set(principals);

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	closeAllStreams();
	vi.useRealTimers();
});

const text = async (response: Response) => {
	const reader = (response.body as ReadableStream<Uint8Array>).getReader();
	const parts: string[] = [];
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return parts.join("");
		parts.push(new TextDecoder().decode(value));
	}
};

it("[C1] a frame has its id, its event and its data line by line", () => {
	expect(frameText({ id: "7", data: '{"a":1}' })).toBe('id: 7\ndata: {"a":1}\n\n');
	expect(frameText({ event: "presence", data: "a\nb\r\nc" })).toBe("event: presence\ndata: a\ndata: b\ndata: c\n\n");
});

it("[C1] what the source sends arrives in order, then the stream ends with it", async () => {
	const response = eventStream(live(), dana, everybody, async ({ send }) => {
		for (let i = 1; i <= 3; i++) await send({ id: String(i), data: `${i}` });
	});
	expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
	expect(response.headers.get("cache-control")).toBe("private, no-store, no-transform");
	expect(await text(response)).toBe("retry: 2000\n\nid: 1\ndata: 1\n\nid: 2\ndata: 2\n\nid: 3\ndata: 3\n\n");
	expect(openStreams()).toBe(0);
});

it("[C2] a reader that stops reading makes the source wait, and is cut off after ten seconds", async () => {
	let queued = 0;
	let stopped = false;
	eventStream(live(), dana, everybody, async ({ send }) => {
		while (await send({ data: "x".repeat(1024) })) queued++;
		stopped = true;
	});
	await vi.advanceTimersByTimeAsync(9_000);
	expect(queued).toBeGreaterThan(200);
	expect(queued).toBeLessThan(260);
	expect(openStreams(dana)).toBe(1);
	await vi.advanceTimersByTimeAsync(3_000);
	expect([openStreams(dana), stopped]).toEqual([0, true]);
});

it("[C4] a reader that goes away ends the source", async () => {
	let aborted = false;
	const response = eventStream(
		live(),
		dana,
		everybody,
		({ signal }) =>
			new Promise((resolve) => {
				signal.addEventListener("abort", () => {
					aborted = true;
					resolve();
				});
			}),
	);
	await response.body?.cancel();
	expect([aborted, openStreams()]).toEqual([true, 0]);
});

it("[C5] a reader who lost access is cut off within five seconds, the others stay", async () => {
	let gone: string | undefined;
	const recheck = async (principals: readonly Principal[]) => new Set(principals.filter((principal) => principal.id !== gone));
	const forever = ({ signal }: { signal: AbortSignal }) =>
		new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
	eventStream(live(), dana, recheck, forever);
	eventStream(live(), { ...dana, id: "u2" }, recheck, forever);
	await vi.advanceTimersByTimeAsync(6_000);
	expect(openStreams()).toBe(2);
	gone = "u2";
	await vi.advanceTimersByTimeAsync(5_000);
	expect([openStreams(dana), openStreams()]).toEqual([1, 1]);
});

it("[C7] silence is broken by a comment every fifteen seconds", async () => {
	const response = eventStream(
		live(),
		dana,
		everybody,
		({ signal }) => new Promise((resolve) => signal.addEventListener("abort", () => resolve())),
	);
	const all = text(response);
	await vi.advanceTimersByTimeAsync(32_000);
	closeAllStreams();
	expect(await all).toBe("retry: 2000\n\n:\n\n:\n\nretry: 3000\n\n");
});
