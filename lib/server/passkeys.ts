/**
 * Passkeys (WebAuthn), for signing in without a password and for proving again who is there. Promises: the person is
 * verified by the device each time; a challenge works once and for five minutes; a passkey belongs to this host name
 * and this origin; adding one wants a fresh sign-in, so that an unlocked laptop gets no second door.
 */
import "server-only";
import {
	generateAuthenticationOptions,
	generateRegistrationOptions,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
} from "@simplewebauthn/server";
import type { PasskeyView } from "@/lib/wire/api-access-views.ts";
import type { PasskeyAnswer, PasskeyMade } from "@/lib/wire/api-passkeys.ts";
import { actorOf } from "./access.ts";
import { changeAccess } from "./access-log.ts";
import { database } from "./db.ts";
import { env } from "./env.ts";
import { log } from "./log.ts";
import { ownOrigin } from "./origin.ts";
import type { Principal } from "./principal.ts";
import { hashOfSecret, newId } from "./secret-token.ts";

const LIFETIME = 5 * 60 * 1000;

/** Where the browser says it is; a passkey of another name or origin does not fit. */
function place(headers: Headers): { readonly rpID: string; readonly origin: string } {
	const origin = ownOrigin(headers, env().origins) ?? "http://localhost";
	return { rpID: new URL(origin).hostname, origin };
}

type Purpose = "add" | "sign-in";
const identifier = (purpose: Purpose, challenge: string): string => `passkey|${purpose}|${hashOfSecret(challenge)}`;

/** Remembers a challenge, and forgets those that are over. */
async function remember(purpose: Purpose, challenge: string, userId = "", now: number = Date.now()): Promise<void> {
	await database().verification.deleteMany({ where: { identifier: { startsWith: "passkey|" }, expiresAt: { lt: new Date(now) } } });
	const data = { id: newId("v"), identifier: identifier(purpose, challenge), value: userId, expiresAt: new Date(now + LIFETIME) };
	await database().verification.create({ data });
}

/** Spends a challenge: true the first time, for the person it was given to. */
const spend =
	(purpose: Purpose, userId = "") =>
	async (challenge: string): Promise<boolean> => {
		const where = { identifier: identifier(purpose, challenge), value: userId, expiresAt: { gt: new Date() } };
		return (await database().verification.deleteMany({ where })).count === 1;
	};

export async function ownPasskeys(userId: string): Promise<readonly PasskeyView[]> {
	const rows = await database().passkey.findMany({ where: { userId }, orderBy: { createdAt: "asc" } });
	return rows.map(({ id, name, createdAt, lastUsedAt }) => ({
		id,
		name,
		createdAt: createdAt.toISOString(),
		...(lastUsedAt !== null && { lastUsedAt: lastUsedAt.toISOString() }),
	}));
}

/** What the browser needs to make one. */
export async function passkeyToMake(principal: Principal, headers: Headers): Promise<object> {
	const own = await database().passkey.findMany({ where: { userId: principal.id }, select: { id: true } });
	const options = await generateRegistrationOptions({
		rpName: "Lockstep",
		rpID: place(headers).rpID,
		userID: new TextEncoder().encode(principal.id),
		userName: principal.email ?? principal.name,
		userDisplayName: principal.name,
		attestationType: "none",
		excludeCredentials: own,
		authenticatorSelection: { residentKey: "required", userVerification: "required" },
	});
	await remember("add", options.challenge, principal.id);
	return options;
}

/** Keeps the public half of what the browser made; false when it does not fit what was asked. */
export async function keepPasskey(principal: Principal, headers: Headers, name: string, response: PasskeyMade): Promise<boolean> {
	const { rpID, origin } = place(headers);
	const verdict = await verifyRegistrationResponse({
		response,
		expectedChallenge: spend("add", principal.id),
		expectedOrigin: origin,
		expectedRPID: rpID,
		requireUserVerification: true,
	}).catch((error: unknown) => {
		log.warn("A passkey was refused", {}, error);
		return undefined;
	});
	if (!verdict?.verified) return false;
	const { id, publicKey, counter, transports = [] } = verdict.registrationInfo.credential;
	const data = { id, userId: principal.id, name, publicKey: new Uint8Array(publicKey), counter, transports: JSON.stringify(transports) };
	return changeAccess(actorOf(principal), "add-passkey", async (tx) => {
		if ((await tx.passkey.count({ where: { id } })) > 0) return { value: false, events: [] };
		await tx.passkey.create({ data });
		return { value: true, events: [{ type: "second-factor-changed", data: { userId: principal.id, change: "passkey-added" } }] };
	});
}

/** Whether this is one of the principal's own. */
export const passkeyIsOwn = async ({ id = "" }: { readonly id?: string }, principal: Principal): Promise<boolean> =>
	(await database().passkey.count({ where: { id, userId: principal.id } })) > 0;

export const removePasskey = (principal: Principal, id: string): Promise<void> =>
	changeAccess(actorOf(principal), "remove-passkey", async (tx) => {
		const { count } = await tx.passkey.deleteMany({ where: { id, userId: principal.id } });
		const event = { type: "second-factor-changed", data: { userId: principal.id, change: "passkey-removed" } } as const;
		return { value: undefined, events: count === 0 ? [] : [event] };
	});

/** What the browser needs to answer with any passkey of this site. */
export async function passkeyToAnswer(headers: Headers): Promise<object> {
	const options = await generateAuthenticationOptions({ rpID: place(headers).rpID, userVerification: "required" });
	await remember("sign-in", options.challenge);
	return options;
}

/** Whose passkey answered; nothing when it is unknown, does not fit, or its challenge was spent. */
export async function personOfPasskey(headers: Headers, response: PasskeyAnswer): Promise<string | undefined> {
	const row = await database().passkey.findUnique({ where: { id: response.id } });
	if (row === null) return undefined;
	const { rpID, origin } = place(headers);
	const verdict = await verifyAuthenticationResponse({
		response,
		expectedChallenge: spend("sign-in"),
		expectedOrigin: origin,
		expectedRPID: rpID,
		requireUserVerification: true,
		credential: { id: row.id, publicKey: row.publicKey, counter: row.counter },
	}).catch((error: unknown) => {
		log.warn("A passkey was refused", {}, error);
		return undefined;
	});
	if (!verdict?.verified) return undefined;
	await database().passkey.update({
		where: { id: row.id },
		data: { counter: verdict.authenticationInfo.newCounter, lastUsedAt: new Date() },
	});
	return row.userId;
}
