import { describe, expect, it } from "vitest";
import { fifoLock } from "./fifo-lock.ts";

const refuse = () => new Error("too long");

describe("one holder at a time", () => {
	it("turns come in the order they were asked for, never two at once", async () => {
		const lock = fifoLock({ patienceMs: 60_000, capacity: 100, refuse });
		const order: number[] = [];
		let inside = 0;
		await Promise.all(
			Array.from({ length: 20 }, async (_, i) => {
				const release = await lock.acquire();
				inside += 1;
				expect(inside).toBe(1);
				await Promise.resolve();
				order.push(i);
				inside -= 1;
				release();
				release(); // harmless
			}),
		);
		expect(order).toEqual(Array.from({ length: 20 }, (_, i) => i));
	});

	it("whoever waits too long is refused, and those behind still get their turn", async () => {
		const lock = fifoLock({ patienceMs: 20, capacity: 100, refuse });
		const release = await lock.acquire();
		await expect(lock.acquire()).rejects.toThrow("too long");
		const next = lock.acquire();
		release();
		(await next)();
		(await lock.acquire())();
	});

	it("a queue that is full takes nobody more", async () => {
		const lock = fifoLock({ patienceMs: 60_000, capacity: 1, refuse });
		const release = await lock.acquire();
		const waiting = lock.acquire();
		await expect(lock.acquire()).rejects.toThrow("too long");
		release();
		(await waiting)();
	});
});
