/** A plan's window, or one person's part of it, as a calendar file. */
import "server-only";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import { expectedMinutes } from "@/lib/domain/run/expected-minutes.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import { calendarText, windowEntry, workerEntries } from "@/lib/domain/schedule/calendar.ts";
import { schedulePlan } from "@/lib/domain/schedule/plan-schedule.ts";
import { instantNow, notFound } from "./access.ts";
import type { Principal } from "./principal.ts";
import { getPlanPage } from "./queries.ts";

const noWindow: Refusal = { code: "invalid", issues: [{ path: "window", message: "This plan has no window yet" }] };

/** `worker`: id of somebody in the schedule; without it the window alone. `origin`: the address of this installation. */
export async function planCalendar(
	principal: Principal,
	planId: string,
	{ worker, origin, at = instantNow() }: { readonly worker: string | undefined; readonly origin: string; readonly at?: string },
): Promise<Result<string, Refusal>> {
	const page = await getPlanPage(principal, planId);
	if (!page.ok) return page;
	const { state, workers, measured } = page.value;
	const { plan, inventory, window } = state;
	if (!window) return err(noWindow);
	if (worker === undefined) return ok(calendarText(plan.estate, [windowEntry(planId, plan, window, origin)], at));
	if (!workers.some(({ id }) => id === worker)) return notFound("worker");
	const found = schedulePlan({ plan, inventory, workers, start: window.start, minutesOf: (step) => expectedMinutes(step, measured) });
	if (!found.ok) return err({ code: "invalid", issues: [{ path: "worker", message: "There is nobody for some of the work" }] });
	return ok(calendarText(plan.estate, workerEntries(planId, plan, found.value, worker, window.start, origin), at));
}
