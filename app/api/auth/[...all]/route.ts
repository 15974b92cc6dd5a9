/** Of everything the sign-in library can do over HTTP, three calls are open: a password, the code after it, and signing out. */
import { problem } from "@/lib/server/problem.ts";
import { publicRoute } from "@/lib/server/routes.ts";
import { secondFactor } from "@/lib/server/second-factor.ts";
import { signIn, signOut } from "@/lib/server/sign-in.ts";
import { secondFactorBody, signInBody } from "@/lib/wire/api-access.ts";

const calls: Readonly<Record<string, ReturnType<typeof publicRoute>>> = {
	"sign-in/email": publicRoute({ body: signInBody }, ({ request, body }) => signIn(request.headers, body)),
	"second-factor": publicRoute({ body: secondFactorBody }, ({ request, body }) => secondFactor(request.headers, body)),
	"sign-out": publicRoute({}, ({ request }) => signOut(request.headers)),
};

export async function POST(request: Request, context: { params: Promise<{ all: string[] }> }): Promise<Response> {
	const path = (await context.params).all.join("/");
	const call = Object.hasOwn(calls, path) ? calls[path] : undefined;
	return call ? call(request, { params: Promise.resolve({}) }) : problem("not-found");
}
