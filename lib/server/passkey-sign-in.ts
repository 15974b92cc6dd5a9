/** Signing in with a passkey: limits before anything is checked, events after. Who has one needs neither address nor password. */
import "server-only";
import type { PasskeyAnswer } from "@/lib/wire/api-passkeys.ts";
import { passkeyToAnswer, personOfPasskey } from "./passkeys.ts";
import { problem } from "./problem.ts";
import { admit } from "./rate-limit.ts";
import { json } from "./respond.ts";
import { addressLimit, enter, noteFailure, tooMany } from "./sign-in.ts";

/** A challenge is a row: so many in five minutes an address, whole teams behind one included. */
const CHALLENGES = 100;

export async function beginPasskey(headers: Headers): Promise<Response> {
	const admission = await admit([addressLimit("passkey-challenge", headers, CHALLENGES)]);
	return admission.admitted ? json(await passkeyToAnswer(headers)) : tooMany(admission.retryAfterSeconds);
}

export async function enterByPasskey(headers: Headers, passkey: PasskeyAnswer): Promise<Response> {
	const admission = await admit([addressLimit("passkey", headers)]);
	if (!admission.admitted) return tooMany(admission.retryAfterSeconds);
	const userId = await personOfPasskey(headers, passkey);
	const session = userId === undefined ? undefined : await enter(headers, userId, "passkey");
	if (session === undefined) {
		await noteFailure("passkey", headers, userId);
		return problem("sign-in-failed");
	}
	await admission.giveBack();
	return session;
}
