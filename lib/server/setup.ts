/**
 * First set-up. While nobody exists, the server's log shows a code; with it the first administrator is made, and
 * never again. Whoever can read the log owns the machine, so the code proves the right to begin.
 */
import "server-only";
import { randomBytes } from "node:crypto";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import type { SetUpBody } from "@/lib/wire/api-access.ts";
import { changeAccess } from "./access-log.ts";
import { hashPassword } from "./auth.ts";
import { database } from "./db.ts";
import { env } from "./env.ts";
import { processWide } from "./process-wide.ts";
import { newId, sameSecret } from "./secret-token.ts";
import { SYSTEM } from "./system-actor.ts";

const LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789XY"; // no I, L, O, U, 0, 1: read from a screen, typed by hand; 32 signs

/** Six groups of five: 150 bits. */
function newCode(): string {
	const signs = [...randomBytes(30)].map((byte) => LETTERS[byte % LETTERS.length]).join("");
	return signs.replace(/(.{5})(?=.)/g, "$1-");
}

/** The code of this process, or the configured one: shown in the log at the start while set-up is open. */
export const setUpCode = (): string => env().setupCode ?? processWide("set-up-code", newCode);

export const setUpIsOpen = async (): Promise<boolean> => (await database().user.count()) === 0;

const folded = (text: string): string => text.replace(/[\s-]/g, "").toUpperCase();

/** Makes the first administrator and returns the id. Two at once: one wins, the other is told that set-up is done. */
export async function setUp(
	body: SetUpBody,
	expected: string = setUpCode(),
): Promise<Result<{ readonly userId: string }, { readonly code: "set-up-done" | "set-up-code-wrong" }>> {
	if (!(await setUpIsOpen())) return err({ code: "set-up-done" });
	if (!sameSecret(folded(body.code), folded(expected))) return err({ code: "set-up-code-wrong" });
	const password = await hashPassword(body.password);
	const userId = newId("u");
	const made = await changeAccess(SYSTEM, "set-up", async (tx) => {
		if ((await tx.user.count()) > 0) return { value: false, events: [] };
		await tx.user.create({ data: { id: userId, name: body.name, email: body.email, emailVerified: true, role: "admin" } });
		await tx.account.create({ data: { id: newId("a"), accountId: userId, providerId: "credential", userId, password } });
		return { value: true, events: [{ type: "person-added", data: { userId, role: "admin" } }] };
	});
	return made ? ok({ userId }) : err({ code: "set-up-done" });
}
