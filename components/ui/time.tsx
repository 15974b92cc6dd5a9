"use client";
import { cx } from "./cx.ts";
import { clockFigures, formatInstant, type Instant, relativeWords, sameClock, sameDay, type TimeStyle, zoneWord } from "./time-format.ts";
import { useMyZone, useNow } from "./use-now.tsx";

const iso = (at: Instant): string => (typeof at === "number" ? new Date(at).toISOString() : at);

/** The exact instant in words, in the estate's zone and in mine where they differ. */
function exact(at: Instant, zone: string, mine: string | undefined): string {
	const there = `${formatInstant(at, zone, "full")} ${zoneWord(at, zone)}`;
	return mine === undefined || sameClock(at, zone, mine)
		? there
		: `${there}, for you ${formatInstant(at, mine, "full")} ${zoneWord(at, mine)}`;
}

/** `4 min ago`, `in 12 min`; the exact instant on hover. `zone` is the estate's. */
export function RelativeTime({
	at,
	zone = "UTC",
	className,
}: {
	readonly at: Instant;
	readonly zone?: string;
	readonly className?: string;
}) {
	const now = useNow();
	const mine = useMyZone();
	return (
		<time dateTime={iso(at)} title={exact(at, zone, mine)} className={cx("whitespace-nowrap", className)}>
			{relativeWords(at, now)}
		</time>
	);
}

/** An instant in the estate's zone, and in mine beside it where the clocks differ. */
export function ZonedTime({
	at,
	zone,
	style = "date-time",
	className,
}: {
	readonly at: Instant;
	readonly zone: string;
	readonly style?: TimeStyle;
	readonly className?: string;
}) {
	const mine = useMyZone();
	return (
		<time dateTime={iso(at)} title={exact(at, zone, mine)} className={className}>
			{formatInstant(at, zone, style)} {zoneWord(at, zone)}
			{mine !== undefined && !sameClock(at, zone, mine) && (
				<span className="text-ink-3">
					, for you {formatInstant(at, mine, sameDay(at, zone, mine) ? "time" : "date-time")} {zoneWord(at, mine)}
				</span>
			)}
		</time>
	);
}

/** A window in the estate's zone and, where it differs, mine: `Thu 26 Nov, 22:00 to 04:30 CET, for you 21:00 to 03:30 GMT`. */
export function ZonedRange({
	start,
	end,
	zone,
	className,
}: {
	readonly start: Instant;
	readonly end: Instant;
	readonly zone: string;
	readonly className?: string;
}) {
	const mine = useMyZone();
	const range = (inZone: string) =>
		`${formatInstant(start, inZone, "time")} to ${formatInstant(end, inZone, "time")} ${zoneWord(start, inZone)}`;
	return (
		<span className={className} title={`${exact(start, zone, mine)} to ${exact(end, zone, mine)}`}>
			{formatInstant(start, zone, "date")}, {range(zone)}
			{mine !== undefined && !sameClock(start, zone, mine) && <span className="text-ink-3">, for you {range(mine)}</span>}
		</span>
	);
}

/** A clock that runs: time since `from`, or left until `to`, every second. */
export function RunningClock({ from, to, className }: { readonly from?: Instant; readonly to?: Instant; readonly className?: string }) {
	const now = useNow(1000);
	const at = from ?? to ?? now;
	const distance = from === undefined ? Date.parse(iso(at)) - now : now - Date.parse(iso(at));
	return (
		<time dateTime={iso(at)} className={cx("whitespace-nowrap", className)}>
			{clockFigures(distance)}
		</time>
	);
}

/** The clock on the wall in the estate's zone and in mine. */
export function WallClock({ zone, seconds = false }: { readonly zone: string; readonly seconds?: boolean }) {
	const now = useNow(seconds ? 1000 : 10_000);
	const mine = useMyZone();
	const style: TimeStyle = seconds ? "time-seconds" : "time";
	return (
		<span className="text-13 whitespace-nowrap text-ink-2">
			<strong className="font-semibold text-ink">{formatInstant(now, zone, style)}</strong> {zoneWord(now, zone)}
			{mine !== undefined && !sameClock(now, zone, mine) && (
				<span className="ml-3 text-ink-3">
					{formatInstant(now, mine, style)} {zoneWord(now, mine)}
				</span>
			)}
		</span>
	);
}
