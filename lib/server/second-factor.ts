/**
 * Codes of an authenticator app and recovery codes, after a right password. Promises: the password alone opened no
 * session; at most five tries a sign-in and ten an account before it rests for a quarter of an hour (Better Auth counts
 * those), and ten failures an address in five minutes (we count); a recovery code works once.
 */
import "server-only";
import type { SecondFactorBody } from "@/lib/wire/api-access.ts";
import { auth } from "./auth.ts";
import { problem } from "./problem.ts";
import { admit } from "./rate-limit.ts";
import { addressLimit, entered, noteFailure, tooMany } from "./sign-in.ts";
import { inward, withCookies } from "./sign-in-cookies.ts";

const code = (body: SecondFactorBody): boolean => "code" in body;

export async function secondFactor(headers: Headers, body: SecondFactorBody): Promise<Response> {
	const method = code(body) ? "password-and-code" : "recovery-code";
	const admission = await admit([addressLimit("second-factor", headers)]);
	if (!admission.admitted) return tooMany(admission.retryAfterSeconds);
	const stranger = inward(headers, true);
	const answer =
		"code" in body
			? await auth().api.verifyTOTP({ body: { code: body.code }, headers: stranger, asResponse: true })
			: await auth().api.verifyBackupCode({ body: { code: body.recoveryCode }, headers: stranger, asResponse: true });
	if (answer.ok) {
		await admission.giveBack();
		return entered(answer, method);
	}
	if (answer.status >= 500) throw new Error(`The second factor answered ${answer.status}`);
	await noteFailure(method, headers);
	if (answer.status === 429) return tooMany(15 * 60);
	const { code: why } = (await answer.clone().json()) as { readonly code?: string };
	const over = why === "INVALID_TWO_FACTOR_COOKIE" || why === "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE";
	return withCookies(problem("sign-in-failed", over ? { next: "password" } : { next: "second-factor" }), answer);
}
