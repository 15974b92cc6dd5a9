/** Arithmetic on instants that arrive as text; nothing here reads a clock. */

const MINUTE = 60_000;

/** Whole minutes from one instant to another, cut, negative when `to` is earlier. */
export const minutesBetween = (from: string, to: string): number => Math.trunc((Date.parse(to) - Date.parse(from)) / MINUTE);

export const isBefore = (a: string, b: string): boolean => Date.parse(a) < Date.parse(b);

export const plusMinutes = (at: string, minutes: number): string => new Date(Date.parse(at) + minutes * MINUTE).toISOString();

/** Any ISO instant with an offset, as `YYYY-MM-DDTHH:mm:ss.sssZ`; undefined when it is no moment on the calendar. */
export function toUtc(text: string): string | undefined {
	const time = Date.parse(text);
	return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
