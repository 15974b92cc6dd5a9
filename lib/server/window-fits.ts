/** For the overview: whether the next windows are long enough for their plans, and how much else wants the same time. */
import "server-only";
import type { MaintenanceWindow } from "@/lib/domain/run/commands.ts";
import { expectedMinutes } from "@/lib/domain/run/expected-minutes.ts";
import { conflictsOf } from "@/lib/domain/schedule/conflicts.ts";
import { type WindowFit, windowFit } from "@/lib/domain/schedule/window-fit.ts";
import { instantNow } from "./access.ts";
import { bookingsAfter } from "./bookings.ts";
import { mayRead } from "./estate-roles.ts";
import type { Principal } from "./principal.ts";
import { getPlanPage } from "./queries.ts";

export type WindowAhead = { readonly fit: WindowFit; readonly conflicts: number };

/** By plan id; plans that cannot be read are left out. */
export async function windowsAhead(
	principal: Principal,
	plans: readonly { readonly id: string; readonly window: MaintenanceWindow }[],
	at: string = instantNow(),
): Promise<Readonly<Record<string, WindowAhead>>> {
	const found: Record<string, WindowAhead> = {};
	const bookings = plans.length === 0 ? [] : (await bookingsAfter(at)).filter((booking) => mayRead(principal, booking.estateId));
	for (const { id, window } of plans) {
		const page = await getPlanPage(principal, id);
		if (!page.ok) continue;
		const { state, workers, measured, freezes } = page.value;
		const { plan, inventory } = state;
		const fit = windowFit({ plan, inventory, workers, minutesOf: (step) => expectedMinutes(step, measured) }, window, at);
		const booking = bookings.find(({ planId }) => planId === id);
		found[id] = { fit, conflicts: booking === undefined ? 0 : conflictsOf(booking, window, bookings, freezes).length };
	}
	return found;
}
