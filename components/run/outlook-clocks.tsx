"use client";
import { useMemo } from "react";
import { workerName } from "@/components/plan/schedule-model.ts";
import { ClockCell } from "@/components/ui/clock-cell.tsx";
import { formatInstant, spanWords, zoneWord } from "@/components/ui/time-format.ts";
import { useNow } from "@/components/ui/use-now.tsx";
import type { Level } from "@/lib/domain/run/level.ts";
import { type Outlook, outlookOf } from "@/lib/domain/schedule/outlook.ts";
import { useRun } from "./run-context.tsx";

const words = (minutes: number): string => spanWords(Math.abs(minutes) * 60_000);

/** How the run will end by what is known now; looked at again after every event and every minute. */
export function useOutlook(): Outlook | undefined {
	const { state, measured, workers } = useRun();
	const minute = Math.floor(useNow(15_000) / 60_000);
	return useMemo(() => outlookOf(state, measured, workers, new Date(minute * 60_000).toISOString()), [state, measured, workers, minute]);
}

const labels: Readonly<Record<Level, string>> = {
	none: "Ends about",
	green: "Ends about",
	amber: "May end after the window",
	red: "Ends after the window",
};

function meaning({ marginMinutes, lateMinutes, measured, steps }: Outlook): string {
	const margin =
		marginMinutes === undefined ? "" : marginMinutes < 0 ? `${words(marginMinutes)} over, ` : `${words(marginMinutes)} to spare, `;
	const late = Math.abs(lateMinutes) < 5 ? "on time" : lateMinutes > 0 ? `${words(lateMinutes)} late` : `${words(lateMinutes)} early`;
	return `${margin}${late}, ${measured > 0 ? `${measured} of ${steps} steps measured` : "by estimate"}`;
}

/** When it ends, what is left of the window, how late that is; and who runs out of work next. */
export function OutlookClocks() {
	const { zone, person } = useRun();
	const outlook = useOutlook();
	if (!outlook || outlook.steps === 0) return null;
	const { end, slowEnd, level, nextIdle } = outlook;
	const slow = slowEnd === end ? "" : `, ${formatInstant(slowEnd, zone, "time")} if slow`;
	return (
		<>
			<ClockCell
				label={labels[level]}
				tone={level === "red" ? "danger" : level === "amber" ? "warning" : "plain"}
				value={formatInstant(end, zone, "time")}
				unit={`${zoneWord(end, zone)}${slow}`}
				meaning={meaning(outlook)}
			/>
			{nextIdle && (
				<ClockCell
					label="Next without work"
					value={formatInstant(nextIdle.at, zone, "time")}
					meaning={`${workerName(nextIdle.worker, person)}${nextIdle.until === undefined ? ", for the night" : `, until ${formatInstant(nextIdle.until, zone, "time")}`}`}
				/>
			)}
		</>
	);
}
