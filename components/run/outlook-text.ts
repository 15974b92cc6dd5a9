/** How a run will end, in words. Pure. */
import { spanWords } from "@/components/ui/time-format.ts";
import type { Level } from "@/lib/domain/run/level.ts";
import type { Outlook } from "@/lib/domain/schedule/outlook.ts";

const words = (minutes: number): string => spanWords(Math.abs(minutes) * 60_000);

/** What stands above the expected end. */
export const endLabels: Readonly<Record<Level, string>> = {
	none: "Ends about",
	green: "Ends about",
	amber: "May end after the window",
	red: "Ends after the window",
};

/** `40 min to spare, 20 min late, 12 of 31 steps measured`: margin of the window, distance to the plan, and how sure that is. */
export function outlookWords({ marginMinutes, lateMinutes, measured, steps }: Outlook): string {
	const margin =
		marginMinutes === undefined ? "" : marginMinutes < 0 ? `${words(marginMinutes)} over, ` : `${words(marginMinutes)} to spare, `;
	const late = Math.abs(lateMinutes) < 5 ? "on time" : lateMinutes > 0 ? `${words(lateMinutes)} late` : `${words(lateMinutes)} early`;
	return `${margin}${late}, ${measured > 0 ? `${measured} of ${steps} steps measured` : "by estimate"}`;
}
