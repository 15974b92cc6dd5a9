/** What an estate's next night can count on: people, shifts, freezes, minutes measured here, and what is planned elsewhere. */
import "server-only";
import { ok, type Result } from "@/lib/domain/result.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import type { AvailabilityView } from "@/lib/wire/views.ts";
import { instantNow, notFound } from "./access.ts";
import { bookingsAfter } from "./bookings.ts";
import { mayRead } from "./estate-roles.ts";
import { estateState } from "./estates.ts";
import { installationFreezes, notEnded } from "./freezes.ts";
import { measuredOn } from "./measured-steps.ts";
import type { Principal } from "./principal.ts";

/** Other estates' windows are told only as far as the principal may read those estates. */
export async function estateAvailability(
	principal: Principal,
	estateId: string,
	at: string = instantNow(),
): Promise<Result<AvailabilityView, Refusal>> {
	const estate = mayRead(principal, estateId) ? await estateState(estateId) : undefined;
	if (!estate) return notFound("estate");
	return ok({
		crew: estate.crew,
		teams: estate.teams,
		freezes: notEnded([...(await installationFreezes()), ...estate.freezes], at),
		bookings: (await bookingsAfter(at)).filter((booking) => mayRead(principal, booking.estateId)),
		measured: await measuredOn(estateId, ""),
	});
}
