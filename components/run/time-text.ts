/**
 * Times as people read them on the board. Pure: the zone and the moment come as arguments, so server and browser
 * write the same text. Instants are ISO 8601 in UTC; a zone the machine does not know is shown as UTC.
 */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = `${zone} ${JSON.stringify(options)}`;
	const known = formats.get(key);
	if (known) return known;
	let made: Intl.DateTimeFormat;
	try {
		made = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone });
	} catch {
		made = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
	}
	formats.set(key, made);
	return made;
}

type Moment = string | number;
const date = (moment: Moment): Date => new Date(moment);

/** `01:38`. */
export const timeOfDay = (moment: Moment, zone: string): string =>
	format(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(date(moment));

/** `01:38:22`. */
export const timeWithSeconds = (moment: Moment, zone: string): string =>
	format(zone, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(date(moment));

/** `Thu 26 Nov`. */
export const dayText = (moment: Moment, zone: string): string =>
	format(zone, { weekday: "short", day: "numeric", month: "short" }).format(date(moment)).replace(",", "");

/** `Thursday 26 November 2026`. */
export const longDayText = (moment: Moment, zone: string): string =>
	format(zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(date(moment)).replace(",", "");

/** `CET`, or `GMT+3` where the zone has no letters of its own. */
export const zoneName = (moment: Moment, zone: string): string =>
	format(zone, { timeZoneName: "short" })
		.formatToParts(date(moment))
		.find((part) => part.type === "timeZoneName")?.value ?? zone;

/** `Thu 26 Nov 22:00`. */
export const dayAndTime = (moment: Moment, zone: string): string => `${dayText(moment, zone)} ${timeOfDay(moment, zone)}`;

/** The exact instant for hover and focus: `Thu 26 Nov 2026 22:00:05 CET, 21:00:05 UTC`. */
export function exactText(moment: Moment, zone: string): string {
	const year = format(zone, { year: "numeric" }).format(date(moment));
	const here = `${dayText(moment, zone)} ${year} ${timeWithSeconds(moment, zone)} ${zoneName(moment, zone)}`;
	return zoneName(moment, zone) === "UTC" ? here : `${here}, ${timeWithSeconds(moment, "UTC")} UTC`;
}

/** `22:00 to 04:30`, with the days where they differ: `Thu 26 Nov 22:00 to Fri 27 Nov 04:30`. */
export function spanText(start: string, end: string, zone: string): string {
	const sameDay = dayText(start, zone) === dayText(end, zone);
	return `${dayAndTime(start, zone)} to ${sameDay ? timeOfDay(end, zone) : dayAndTime(end, zone)}`;
}

/** Whole minutes: `45 min`, `2 h 21 min`, `3 h`, `2 d 4 h`. */
export function minutesText(minutes: number): string {
	const whole = Math.max(0, Math.round(minutes));
	if (whole < 60) return `${whole} min`;
	if (whole < 48 * 60) return whole % 60 === 0 ? `${whole / 60} h` : `${Math.floor(whole / 60)} h ${whole % 60} min`;
	const hours = Math.round(whole / 60);
	return hours % 24 === 0 ? `${hours / 24} d` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** A running clock: `04:12`, `1:02:11`. Never negative: clocks of two machines may differ. */
export function stopwatch(milliseconds: number): string {
	const seconds = Math.max(0, Math.floor(milliseconds / 1000));
	const two = (value: number) => String(value).padStart(2, "0");
	const hours = Math.floor(seconds / 3600);
	const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
	return hours > 0 ? `${hours}:${rest}` : rest;
}

/** `just now`, `4 min ago`, `2 h ago`, `3 d ago`. */
export function agoText(milliseconds: number): string {
	const minutes = Math.floor(Math.max(0, milliseconds) / 60_000);
	if (minutes < 1) return "just now";
	if (minutes < 60) return `${minutes} min ago`;
	const hours = Math.floor(minutes / 60);
	return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} d ago`;
}

/** `in 12 min`, `in 2 h 5 min`, or how long ago. */
export const relativeText = (milliseconds: number): string =>
	milliseconds >= 0 ? `in ${minutesText(milliseconds / 60_000)}` : agoText(-milliseconds);

/** `18,874,368 bytes`. */
export const bytesText = (bytes: number): string => `${bytes.toLocaleString("en-GB")} ${bytes === 1 ? "byte" : "bytes"}`;
