import { personOfPasskey } from "@/lib/server/passkeys.ts";
import { problem } from "@/lib/server/problem.ts";
import { markProved } from "@/lib/server/prove-again.ts";
import { noContent } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { passkeyAnswerBody } from "@/lib/wire/api-passkeys.ts";

/** Makes the session fresh again with a passkey of its own person. */
export const POST = route({ permission: "read", body: passkeyAnswerBody }, async ({ request, principal, body }) => {
	if (principal.viaToken) return problem("forbidden", { needs: "a browser session" });
	if ((await personOfPasskey(request.headers, body.passkey)) !== principal.id)
		return problem("invalid", { issues: [{ path: "passkey", message: "This is not one of your passkeys" }] });
	await markProved(principal, "passkey");
	return noContent();
});
