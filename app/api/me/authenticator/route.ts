import { orderAuthenticator } from "@/lib/server/authenticator.ts";
import { problem } from "@/lib/server/problem.ts";
import { admit } from "@/lib/server/rate-limit.ts";
import { route } from "@/lib/server/routes.ts";
import { tooMany } from "@/lib/server/sign-in.ts";
import { authenticatorBody } from "@/lib/wire/api-access.ts";

/** Codes of an authenticator app for the caller's own account: begin, confirm, stop, new recovery codes. */
export const POST = route({ permission: "read", body: authenticatorBody }, async ({ request, principal, body }) => {
	if (principal.viaToken) return problem("forbidden", { needs: "a browser session" });
	const admission = await admit([{ key: `password|${principal.id}`, max: 10, windowSeconds: 300 }]);
	if (!admission.admitted) return tooMany(admission.retryAfterSeconds);
	const answer = await orderAuthenticator(principal, request.headers, body);
	if (answer.ok) await admission.giveBack();
	return answer;
});
