/**
 * Proves again, in a session that goes on, who is at the keyboard: the password, and the code where one is on.
 * Promises: tries are counted before anything is hashed; a proof makes this one session fresh, and is an event.
 */
import "server-only";
import type { SignInMethod } from "@/lib/domain/access/sign-in-events.ts";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import { actorOf } from "./access.ts";
import { noteAccess, sessionMark } from "./access-log.ts";
import { auth, verifyPassword } from "./auth.ts";
import { database } from "./db.ts";
import { env } from "./env.ts";
import type { Principal } from "./principal.ts";
import { inward } from "./sign-in-cookies.ts";

/** What a person can prove themselves with. */
export type Proofs = { readonly password: boolean; readonly code: boolean; readonly passkey: boolean; readonly provider: boolean };

export async function proofsOf(userId: string): Promise<Proofs> {
	const user = await database().user.findUniqueOrThrow({
		where: { id: userId },
		include: { accounts: { select: { providerId: true } }, _count: { select: { passkeys: true } } },
	});
	const by = (providerId: string): boolean => user.accounts.some((account) => account.providerId === providerId);
	return {
		password: by("credential"),
		code: user.twoFactorEnabled === true,
		passkey: user._count.passkeys > 0,
		provider: by("oidc") && env().oidc !== undefined,
	};
}

export const passwordFits = async (userId: string, password: string): Promise<boolean> => {
	const account = await database().account.findFirst({ where: { userId, providerId: "credential" } });
	return account?.password ? verifyPassword(account.password, password) : false;
};

/** Says which of the two was wrong: whoever asks holds the session already. */
export async function proveByPassword(
	principal: Principal,
	headers: Headers,
	given: { readonly password: string; readonly code?: string | undefined },
): Promise<Result<undefined, { readonly path: "password" | "code"; readonly message: string }>> {
	const proofs = await proofsOf(principal.id);
	if (!proofs.password) return err({ path: "password", message: "You have no password yet: set one in your account" });
	if (!(await passwordFits(principal.id, given.password))) return err({ path: "password", message: "This is not your password" });
	if (proofs.code) {
		const answer = await auth().api.verifyTOTP({ body: { code: given.code ?? "" }, headers: inward(headers), asResponse: true });
		if (!answer.ok) return err({ path: "code", message: "This code does not fit" });
	}
	await markProved(principal, proofs.code ? "password-and-code" : "password");
	return ok(undefined);
}

/** Makes the session fresh. */
export async function markProved(principal: Principal, method: SignInMethod): Promise<void> {
	const { sessionId = "" } = principal;
	await database().session.updateMany({ where: { id: sessionId }, data: { provedAt: new Date() } });
	await noteAccess(actorOf(principal), { type: "signed-in-again", data: { method, session: sessionMark(sessionId) } });
}
