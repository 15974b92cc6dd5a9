import { passwordFault } from "@/lib/server/breached-passwords.ts";
import { changePassword } from "@/lib/server/people-admin.ts";
import { problem } from "@/lib/server/problem.ts";
import { admit } from "@/lib/server/rate-limit.ts";
import { noContent } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { tooMany } from "@/lib/server/sign-in.ts";
import { passwordBody } from "@/lib/wire/api-access.ts";

/** Sets the caller's own password; every other session of theirs ends. A token may not: it must not become an account. */
export const POST = route({ permission: "read", body: passwordBody }, async ({ principal, body }) => {
	if (principal.viaToken) return problem("forbidden", { needs: "a browser session" });
	const fault = passwordFault(body.next, principal);
	if (fault !== undefined) return problem("invalid", { issues: [{ path: "next", message: fault }] });
	const admission = await admit([{ key: `password|${principal.id}`, max: 10, windowSeconds: 300 }]);
	if (!admission.admitted) return tooMany(admission.retryAfterSeconds);
	const changed = await changePassword(principal.id, principal.sessionId, body);
	if (!changed.ok) return problem("invalid", { issues: [{ path: "current", message: "This is not your present password" }] });
	await admission.giveBack();
	return noContent();
});
