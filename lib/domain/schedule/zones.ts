/** Time zones by their IANA name, and what clocks do inside a stretch of time. Pure: the engine's own zone tables. */

/** Whether people can read clocks in this zone; outside input is asked before it is stored. */
export function isTimeZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat("en", { timeZone: name });
		return true;
	} catch {
		return false;
	}
}

/** Minutes that clocks of `zone` are ahead of UTC at an instant; 0 for a zone this engine does not know. */
export function offsetMinutes(at: string, zone: string): number {
	if (!isTimeZone(zone)) return 0;
	const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(Date.parse(at));
	const word = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
	const [, sign = "+", hours = "0", minutes = "0"] = /GMT([+-])(\d{2}):(\d{2})/.exec(word) ?? [];
	const ahead = Number(hours) * 60 + Number(minutes);
	return sign === "-" ? -ahead : ahead;
}

/**
 * Minutes that clocks of `zone` are put forward between two instants; negative where they are put back, 0 on other nights.
 * A window from 22:00 to 06:00 lasts 480 minus this many minutes.
 */
export const clockShift = (start: string, end: string, zone: string): number => offsetMinutes(end, zone) - offsetMinutes(start, zone);
