"use client";
import { useMemo } from "react";
import { workerName } from "@/components/plan/schedule-model.ts";
import { ClockCell } from "@/components/ui/clock-cell.tsx";
import { formatInstant, zoneWord } from "@/components/ui/time-format.ts";
import { useNow } from "@/components/ui/use-now.tsx";
import { type Outlook, outlookOf } from "@/lib/domain/schedule/outlook.ts";
import { endLabels, outlookWords } from "./outlook-text.ts";
import { type Run, useRun } from "./run-context.tsx";

type Asked = Pick<Run, "state" | "measured" | "workers"> & { readonly minute: number };
/** Several parts of a screen ask the same at the same moment. */
let last: (Asked & { readonly outlook: Outlook | undefined }) | undefined;

function answer({ state, measured, workers, minute }: Asked): Outlook | undefined {
	if (last?.state === state && last.measured === measured && last.workers === workers && last.minute === minute) return last.outlook;
	const outlook = outlookOf(state, measured, workers, new Date(minute * 60_000).toISOString());
	last = { state, measured, workers, minute, outlook };
	return outlook;
}

/** How the run will end by what is known now; looked at again after every event and every minute. */
export function useOutlook(): Outlook | undefined {
	const { state, measured, workers } = useRun();
	const minute = Math.floor(useNow(15_000) / 60_000);
	return useMemo(() => answer({ state, measured, workers, minute }), [state, measured, workers, minute]);
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
				label={endLabels[level]}
				tone={level === "red" ? "danger" : level === "amber" ? "warning" : "plain"}
				value={formatInstant(end, zone, "time")}
				unit={`${zoneWord(end, zone)}${slow}`}
				meaning={outlookWords(outlook)}
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
