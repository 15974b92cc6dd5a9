/**
 * Setting up an authenticator app for one's own account. Promises: begun and stopped with the password alone; on only
 * once a first code fitted; the secret and the recovery codes are shown once and kept encrypted; every change is an event.
 */
import "server-only";
import type { AccessEvent } from "@/lib/domain/access/events.ts";
import type { AuthenticatorBody } from "@/lib/wire/api-access.ts";
import { actorOf } from "./access.ts";
import { noteAccess } from "./access-log.ts";
import { auth } from "./auth.ts";
import type { Principal } from "./principal.ts";
import { problem } from "./problem.ts";
import { json, noContent } from "./respond.ts";
import { inward, withCookies } from "./sign-in-cookies.ts";

type Change = Extract<AccessEvent, { type: "second-factor-changed" }>["data"]["change"];

const wrong = (path: string, message: string): Response => problem("invalid", { issues: [{ path, message }] });

/** The answer of Better Auth in our words; `undefined` when it refused. */
async function ask(order: AuthenticatorBody, headers: Headers): Promise<Response> {
	const sent = { headers: inward(headers), asResponse: true } as const;
	switch (order.type) {
		case "begin":
			return auth().api.enableTwoFactor({ ...sent, body: { password: order.password, method: "totp" } });
		case "confirm":
			return auth().api.verifyTOTP({ ...sent, body: { code: order.code } });
		case "stop":
			return auth().api.disableTwoFactor({ ...sent, body: { password: order.password } });
		case "new-recovery-codes":
			return auth().api.generateBackupCodes({ ...sent, body: { password: order.password } });
	}
}

const told: Readonly<Record<AuthenticatorBody["type"], Change | undefined>> = {
	begin: undefined,
	confirm: "codes-on",
	stop: "codes-off",
	"new-recovery-codes": "recovery-codes-made",
};

export async function orderAuthenticator(principal: Principal, headers: Headers, order: AuthenticatorBody): Promise<Response> {
	const answer = await ask(order, headers);
	if (answer.status >= 500) throw new Error(`The second factor answered ${answer.status}`);
	if (!answer.ok) {
		const { code } = (await answer.json()) as { readonly code?: string };
		if (code === "TOTP_ALREADY_ENABLED" || code === "TOTP_NOT_ENABLED") return wrong("", "Reload the page: this was changed meanwhile");
		return order.type === "confirm" ? wrong("code", "This code does not fit") : wrong("password", "This is not your password");
	}
	const change = told[order.type];
	if (change !== undefined) await noteAccess(actorOf(principal), { type: "second-factor-changed", data: { userId: principal.id, change } });
	const body = (await answer.clone().json()) as { readonly totpURI?: string; readonly backupCodes?: readonly string[] };
	const { totpURI: uri, backupCodes: recoveryCodes } = body;
	const shown = recoveryCodes === undefined ? noContent() : json({ ...(uri !== undefined && { uri }), recoveryCodes });
	return withCookies(shown, answer);
}
