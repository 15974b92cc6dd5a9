/** Times as words and figures. Pure: instants in milliseconds or ISO text, zones as IANA names. */

export type Instant = string | number;
const ms = (at: Instant): number => (typeof at === "number" ? at : Date.parse(at));

/** `4 min`, `1 h 12 min`, `2 d 3 h`; under a minute in seconds. Never negative. */
export function spanWords(milliseconds: number): string {
	const seconds = Math.max(0, Math.floor(milliseconds / 1000));
	if (seconds < 60) return `${seconds} s`;
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return `${minutes} min`;
	const hours = Math.floor(minutes / 60);
	if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
	const days = Math.floor(hours / 24);
	return hours % 24 === 0 || days > 6 ? `${days} d` : `${days} d ${hours % 24} h`;
}

/** `04:12`, `1:04:12`: a running clock. */
export function clockFigures(milliseconds: number): string {
	const seconds = Math.max(0, Math.floor(milliseconds / 1000));
	const two = (value: number) => String(value).padStart(2, "0");
	const hours = Math.floor(seconds / 3600);
	return `${hours > 0 ? `${hours}:` : ""}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** `just now`, `4 min ago`, `in 12 min`. */
export function relativeWords(at: Instant, now: number): string {
	const distance = ms(at) - now;
	if (Math.abs(distance) < 45_000) return distance > 5000 ? "in less than a minute" : "just now";
	return distance > 0 ? `in ${spanWords(distance + 30_000)}` : `${spanWords(-distance)} ago`;
}

export type TimeStyle = "time" | "time-seconds" | "date" | "date-time" | "full";

const shapes: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
	time: { hour: "2-digit", minute: "2-digit" },
	"time-seconds": { hour: "2-digit", minute: "2-digit", second: "2-digit" },
	date: { weekday: "short", day: "numeric", month: "short" },
	"date-time": { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
	full: { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

/** An unknown zone is shown in UTC rather than not at all. */
export function formatInstant(at: Instant, zone: string, style: TimeStyle): string {
	const shape = { ...shapes[style], hourCycle: "h23" as const };
	const instant = ms(at);
	if (!Number.isFinite(instant)) return "unknown";
	try {
		return new Intl.DateTimeFormat("en-GB", { ...shape, timeZone: zone }).format(instant);
	} catch {
		return new Intl.DateTimeFormat("en-GB", { ...shape, timeZone: "UTC" }).format(instant);
	}
}

/** `CET`, `GMT+1`, `UTC`: the short name of a zone at an instant. */
export function zoneWord(at: Instant, zone: string): string {
	try {
		const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "short" }).formatToParts(ms(at));
		return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
	} catch {
		return "UTC";
	}
}

/** Whether two zones show the same clock at an instant. */
export const sameClock = (at: Instant, a: string, b: string): boolean => formatInstant(at, a, "full") === formatInstant(at, b, "full");

/** Whether it is the same day of the calendar in two zones. */
export const sameDay = (at: Instant, a: string, b: string): boolean => formatInstant(at, a, "date") === formatInstant(at, b, "date");
