import { passwordFault } from "@/lib/server/breached-passwords.ts";
import { problem } from "@/lib/server/problem.ts";
import { admit } from "@/lib/server/rate-limit.ts";
import { publicRoute } from "@/lib/server/routes.ts";
import { setUp } from "@/lib/server/setup.ts";
import { addressLimit, enter, tooMany } from "@/lib/server/sign-in.ts";
import { setUpBody } from "@/lib/wire/api-access.ts";

/** Makes the first administrator with the code from the server's log, and signs in. Never again afterwards. */
export const POST = publicRoute({ body: setUpBody }, async ({ request, body }) => {
	const admission = await admit([addressLimit("set-up", request.headers), { key: "set-up|all", max: 100, windowSeconds: 3600 }]);
	if (!admission.admitted) return tooMany(admission.retryAfterSeconds);
	const fault = passwordFault(body.password, body);
	if (fault !== undefined) {
		await admission.giveBack(); // it tells nothing about the code
		return problem("invalid", { issues: [{ path: "password", message: fault }] });
	}
	const done = await setUp(body);
	if (!done.ok) return problem(done.error.code);
	await admission.giveBack();
	return (await enter(request.headers, done.value.userId, "set-up")) ?? problem("internal");
});
