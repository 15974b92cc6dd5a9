import { problem } from "@/lib/server/problem.ts";
import { admit } from "@/lib/server/rate-limit.ts";
import { publicRoute } from "@/lib/server/routes.ts";
import { addressLimit, enter, noteFailure, tooMany } from "@/lib/server/sign-in.ts";
import { spendSignInLink } from "@/lib/server/sign-in-links.ts";
import { signInLinkBody } from "@/lib/wire/api-access.ts";

/** Generous: 256 random bits are not guessed, and a whole team may begin at once behind one address. */
const TRIES = 100;

/** Spends a one-time link for a session. */
export const POST = publicRoute({ body: signInLinkBody }, async ({ request, body }) => {
	const admission = await admit([addressLimit("sign-in-link", request.headers, TRIES)]);
	if (!admission.admitted) return tooMany(admission.retryAfterSeconds);
	const userId = await spendSignInLink(body.token);
	const session = userId === undefined ? undefined : await enter(request.headers, userId, "link");
	if (session === undefined) {
		await noteFailure("link", request.headers, userId);
		return problem("link-not-valid");
	}
	await admission.giveBack();
	return session;
});
