/** The query of `GET /api/live`: `plan=<id>:<after>` for each plan, `step=<planId>:<stepId>` for presence. */
import { id } from "@/lib/domain/ids.ts";

export type FollowedPlan = { readonly planId: string; readonly after: number; readonly stepId?: string };

export const MAX_FOLLOWED = 50;

const split = (text: string): readonly [string, string] => {
	const at = text.indexOf(":");
	return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
};

/**
 * Plans to follow; undefined when the query is not one of ours. `lastEventId`: the cursor of a stream that broke
 * off, `<id>:<sequence>,…`; it wins where it is further.
 */
export function followedPlans(query: URLSearchParams, lastEventId: string | null): readonly FollowedPlan[] | undefined {
	const cursor = new Map((lastEventId ?? "").split(",").map(split));
	const steps = new Map(query.getAll("step").map(split));
	const plans = query.getAll("plan").map((text): FollowedPlan | undefined => {
		const [planId, after] = split(text);
		if (!id.safeParse(planId).success || !/^\d{1,15}$/.test(after)) return undefined;
		const seen = cursor.get(planId) ?? "";
		const stepId = steps.get(planId)?.slice(0, 400);
		const from = Math.max(Number(after), /^\d{1,15}$/.test(seen) ? Number(seen) : 0);
		return { planId, after: from, ...(stepId ? { stepId } : {}) };
	});
	const sound = plans.filter((plan) => plan !== undefined);
	const once = new Set(sound.map(({ planId }) => planId)).size === sound.length;
	return sound.length === plans.length && sound.length > 0 && sound.length <= MAX_FOLLOWED && once ? sound : undefined;
}

/** What a browser sends back as Last-Event-ID: how far every plan has come. */
export const cursorText = (sequences: ReadonlyMap<string, number>): string =>
	[...sequences].map(([planId, sequence]) => `${planId}:${sequence}`).join(",");
