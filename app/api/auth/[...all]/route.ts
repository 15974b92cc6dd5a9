/** Of everything the sign-in library can do over HTTP, these calls are open. */

import { beginOidc } from "@/lib/server/oidc.ts";
import { beginPasskey, enterByPasskey } from "@/lib/server/passkey-sign-in.ts";
import { problem } from "@/lib/server/problem.ts";
import { publicRoute } from "@/lib/server/routes.ts";
import { secondFactor } from "@/lib/server/second-factor.ts";
import { signIn, signOut } from "@/lib/server/sign-in.ts";
import { oidcBody, secondFactorBody, signInBody } from "@/lib/wire/api-access.ts";
import { passkeyAnswerBody } from "@/lib/wire/api-passkeys.ts";

const calls: Readonly<Record<string, ReturnType<typeof publicRoute>>> = {
	"sign-in/email": publicRoute({ body: signInBody }, ({ request, body }) => signIn(request.headers, body)),
	"second-factor": publicRoute({ body: secondFactorBody }, ({ request, body }) => secondFactor(request.headers, body)),
	oidc: publicRoute({ body: oidcBody }, ({ request, body }) => beginOidc(request.headers, body)),
	"passkey-options": publicRoute({}, ({ request }) => beginPasskey(request.headers)),
	passkey: publicRoute({ body: passkeyAnswerBody }, ({ request, body }) => enterByPasskey(request.headers, body.passkey)),
	"sign-out": publicRoute({}, ({ request }) => signOut(request.headers)),
};

export async function POST(request: Request, context: { params: Promise<{ all: string[] }> }): Promise<Response> {
	const path = (await context.params).all.join("/");
	const call = Object.hasOwn(calls, path) ? calls[path] : undefined;
	return call ? call(request, { params: Promise.resolve({}) }) : problem("not-found");
}
