import { problem } from "@/lib/server/problem.ts";
import { proofsOf, proveByPassword } from "@/lib/server/prove-again.ts";
import { admit } from "@/lib/server/rate-limit.ts";
import { json, noContent } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { tooMany } from "@/lib/server/sign-in.ts";
import { proveBody } from "@/lib/wire/api-access.ts";

/** What the caller can prove themselves with. */
export const GET = route({ permission: "read" }, async ({ principal }) =>
	principal.viaToken ? problem("forbidden", { needs: "a browser session" }) : json(await proofsOf(principal.id)),
);

/** Makes the session fresh again: the password, and the code of the authenticator app where one is on. */
export const POST = route({ permission: "read", body: proveBody }, async ({ request, principal, body }) => {
	if (principal.viaToken) return problem("forbidden", { needs: "a browser session" });
	const admission = await admit([{ key: `password|${principal.id}`, max: 10, windowSeconds: 300 }]);
	if (!admission.admitted) return tooMany(admission.retryAfterSeconds);
	const proved = await proveByPassword(principal, request.headers, body);
	if (!proved.ok) return problem("invalid", { issues: [proved.error] });
	await admission.giveBack();
	return noContent();
});
