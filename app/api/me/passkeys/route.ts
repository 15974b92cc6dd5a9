import { FRESH_MINUTES, isFresh } from "@/lib/domain/access/fresh-sign-in.ts";
import { keepPasskey, passkeyToMake } from "@/lib/server/passkeys.ts";
import { problem } from "@/lib/server/problem.ts";
import { json, noContent } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { passkeyBody } from "@/lib/wire/api-passkeys.ts";

/** Makes a passkey of the caller's own: begin answers what the browser needs, add keeps what it made. */
export const POST = route({ permission: "read", body: passkeyBody }, async ({ request, principal, body }) => {
	if (principal.viaToken) return problem("forbidden", { needs: "a browser session" });
	if (principal.provedAt !== undefined && !isFresh(principal.provedAt, new Date()))
		return problem("sign-in-not-fresh", { maxAgeMinutes: FRESH_MINUTES });
	if (body.type === "begin") return json(await passkeyToMake(principal, request.headers));
	const kept = await keepPasskey(principal, request.headers, body.name, body.passkey);
	return kept ? noContent() : problem("invalid", { issues: [{ path: "passkey", message: "This passkey does not fit: begin again" }] });
});
