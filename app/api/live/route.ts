import { sendEstateHints } from "@/lib/server/estate-hints.ts";
import { planHeads } from "@/lib/server/exists.ts";
import { feed } from "@/lib/server/live-feed.ts";
import { problem } from "@/lib/server/problem.ts";
import { route } from "@/lib/server/routes.ts";
import { stillAllowed } from "@/lib/server/session.ts";
import { eventStream } from "@/lib/server/sse.ts";
import { cursorText, followedPlans } from "@/lib/wire/live-query.ts";

/** Whoever is further behind loads the state again instead of folding a long history line by line. */
const RELOAD_BEHIND = 1_000;

/** The one stream of a browser: every plan its tabs show. Frames: `log {planId, line}`, `presence`, `reload {planId}`: ask for the page again. */
export const GET = route({ permission: "read" }, async ({ request, url, principal }) => {
	const wanted = followedPlans(url.searchParams, request.headers.get("last-event-id"));
	if (wanted === undefined)
		return problem("invalid", { issues: [{ path: "plan", message: "Send plan=<id>:<sequence> for 1 to 50 plans" }] });
	const heads = await planHeads(
		principal,
		wanted.map(({ planId }) => planId),
	);
	if (wanted.some(({ planId }) => !heads.has(planId))) return problem("not-found");
	const reload = wanted.filter(({ planId, after }) => (heads.get(planId) ?? 0) - after > RELOAD_BEHIND).map(({ planId }) => planId);
	const followed = wanted.map((plan) => (reload.includes(plan.planId) ? { ...plan, after: heads.get(plan.planId) ?? plan.after } : plan));
	const sequences = new Map(followed.map(({ planId, after }) => [planId, after]));
	return eventStream(request, principal, stillAllowed, async (outlet) => {
		for (const planId of reload) await outlet.send({ event: "reload", data: JSON.stringify({ planId }) });
		await Promise.all([
			feed(outlet, followed, principal, ({ planId, sequence, line }) => {
				sequences.set(planId, sequence);
				return { event: "log", id: cursorText(sequences), data: JSON.stringify({ planId, line }) };
			}),
			sendEstateHints(outlet, [...sequences.keys()]),
		]);
	});
});
