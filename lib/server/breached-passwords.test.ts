import { describe, expect, it } from "vitest";
import { passwordFault } from "./breached-passwords.ts";

const dana = { email: "dana.meyer@contoso.com", name: "Dana Meyer" };

describe("a new password", () => {
	it.each(["1qaz2wsx3edc", "Qwerty123456", "LEAVEMEALONE", "q1w2e3r4t5y6"])("[F5] %s was stolen from many before: refused", (password) =>
		expect(passwordFault(password, dana)).toContain("stolen"),
	);

	it.each(["aaaaaaaaaaaaa", "abcabcabcabcab", "1234512345123"])("[F5] %s says one thing again and again: refused", (password) =>
		expect(passwordFault(password, {})).toMatch(/repeats|stolen/),
	);

	it.each(["dana.meyer@contoso.com", "DanaMeyer2026!", "Lockstep-Dana-1"])("[F5] %s is hardly more than a name: refused", (password) =>
		expect(passwordFault(password, dana)).toContain("name"),
	);

	it.each(["correct horse battery", "seven quiet lamps", "gp-Xr4_tQz81mKw7", "Dana likes seven quiet lamps"])(
		"[F5] %s is taken",
		(password) => expect(passwordFault(password, dana)).toBeUndefined(),
	);
});
