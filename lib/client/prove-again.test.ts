import { expect, it } from "vitest";
import { askWith, proveAgain } from "./prove-again.ts";

it("[ACC8] asks once for all that waits, and nobody when there is no dialog", async () => {
	expect(await proveAgain()).toBe(false);
	let asked = 0;
	let answer: (proved: boolean) => void = () => undefined;
	const leave = askWith(() => {
		asked += 1;
		return new Promise((resolve) => {
			answer = resolve;
		});
	});
	const both = [proveAgain(), proveAgain()];
	answer(true);
	expect([await Promise.all(both), asked]).toEqual([[true, true], 1]);
	const later = proveAgain();
	answer(false);
	expect([await later, asked]).toEqual([false, 2]);
	leave();
	expect(await proveAgain()).toBe(false);
});
