/**
 * Between what a person types into a date field (`2026-11-26T22:00`, a wall clock in some zone) and an instant.
 * Pure. Where clocks are put back, the earlier of the two moments is meant; where they are put forward, the hour
 * that does not exist counts as the moment after the jump.
 */
const parts = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
	const known = parts.get(zone);
	if (known) return known;
	const made = new Intl.DateTimeFormat("en-GB", {
		timeZone: zone,
		year: "numeric",
		month: "2-digit",
		day: "2-digit",
		hour: "2-digit",
		minute: "2-digit",
		second: "2-digit",
		hourCycle: "h23",
	});
	parts.set(zone, made);
	return made;
}

/** The wall clock of `zone` at an instant, as milliseconds since the epoch if it were UTC. */
function wallClock(instant: number, zone: string): number {
	const value = new Map(
		formatter(zone)
			.formatToParts(instant)
			.map((part) => [part.type, Number(part.value)]),
	);
	const of = (type: Intl.DateTimeFormatPartTypes) => value.get(type) ?? 0;
	return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
}

/** `2026-11-26T22:00` (seconds allowed) in `zone` as an ISO instant; undefined for anything that is no date. */
export function toInstant(local: string, zone: string): string | undefined {
	if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(local)) return undefined;
	const wanted = Date.parse(`${local.length === 16 ? `${local}:00` : local}Z`);
	if (Number.isNaN(wanted)) return undefined;
	try {
		const hour = 3_600_000;
		// The offset a day before is the one in force before any jump near by; taking it first picks the earlier moment.
		for (const probe of [wanted - 24 * hour, wanted + 24 * hour]) {
			const guess = wanted - (wallClock(probe, zone) - probe);
			if (wallClock(guess, zone) === wanted) return new Date(guess).toISOString();
		}
		const before = wanted - 24 * hour;
		return new Date(wanted - (wallClock(before, zone) - before)).toISOString();
	} catch {
		return undefined; // a zone this machine does not know
	}
}

/** An instant as a date field of `zone` wants it: `2026-11-26T22:00`. */
export const toLocal = (instant: string, zone: string): string => new Date(wallClock(Date.parse(instant), zone)).toISOString().slice(0, 16);
