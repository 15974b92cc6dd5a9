import { expect, it } from "vitest";
import { commandId } from "@/lib/domain/ids.ts";
import { commandIdOf } from "./command-id.ts";

it("[API2] a usual Idempotency-Key is the command id as it stands", () => {
	expect(commandIdOf("c_0b6c5c3e-1111-2222-3333-444455556666")).toBe("c_0b6c5c3e-1111-2222-3333-444455556666");
	expect(commandIdOf("x".repeat(120))).toBe("x".repeat(120));
});

it("[API2] a key that could collide with further events of a command, or leave no room for them, is hashed, always alike", () => {
	for (const key of ["a#2", "#", "x".repeat(121), "x".repeat(255)]) {
		expect(commandIdOf(key)).toMatch(/^h_[0-9a-f]{64}$/);
		expect(commandIdOf(key)).toBe(commandIdOf(key));
	}
});

it("[API2] without a key each request is a command of its own", () => {
	const [one, two] = [commandIdOf(null), commandIdOf(null)];
	expect(one).not.toBe(two);
	expect(commandId.safeParse(one).success).toBe(true);
});

it("[API2] what is no key is refused", () => {
	for (const key of ["", " ", "a b", "ä", "x".repeat(256), "a\tb"]) expect(commandIdOf(key), key).toBe(undefined);
});
