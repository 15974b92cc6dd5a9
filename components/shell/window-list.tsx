import type { Route } from "next";
import Link from "next/link";
import { RelativeTime, ZonedRange } from "@/components/ui/time.tsx";
import { formatInstant } from "@/components/ui/time-format.ts";
import type { WindowFit } from "@/lib/domain/schedule/window-fit.ts";
import { StateIcon } from "../ui/state.tsx";
import { fitWords, type nextWindows, planName } from "./overview-model.ts";

/** Day of the month and of the week in the window's own zone. */
function DateTile({ at, zone }: { readonly at: string; readonly zone: string }) {
	const [weekday = "", day = ""] = formatInstant(at, zone, "date").replace(",", "").split(" ");
	return (
		<span
			aria-hidden="true"
			className="grid size-10 shrink-0 place-content-center rounded-control bg-well text-center text-11 leading-[13px] text-ink-3"
		>
			<span className="text-14 leading-[18px] font-semibold text-ink">{day.padStart(2, "0")}</span>
			{weekday}
		</span>
	);
}

type Ahead = { readonly fit: WindowFit; readonly conflicts: number };

/** Long enough, too short, or begun too late; and what else wants the same time. */
function FitLine({ ahead, zone }: { readonly ahead: Ahead | undefined; readonly zone: string }) {
	if (!ahead) return null;
	const { fit, conflicts } = ahead;
	const good = fit.kind === "fits" && conflicts === 0;
	return (
		<span className="mt-0.5 flex items-start gap-1.5 text-12 text-ink-2">
			<StateIcon state={good ? "done" : "warning"} size={14} className="mt-px" />
			<span>
				{fitWords(fit, (at) => formatInstant(at, zone, "time"))}
				{conflicts > 0 && `, ${conflicts} ${conflicts === 1 ? "conflict" : "conflicts"}`}
			</span>
		</span>
	);
}

/** The windows to come, each in its zone and mine, with whether its plan fits and how far away it is. */
export function WindowList({
	windows,
	ahead,
}: {
	readonly windows: ReturnType<typeof nextWindows>;
	readonly ahead: Readonly<Record<string, Ahead>>;
}) {
	return (
		<ul className="divide-y divide-line">
			{windows.map((plan) => (
				<li key={plan.id} className="relative flex items-center gap-3 px-4 py-2.5 hover:bg-hover">
					<DateTile at={plan.window.start} zone={plan.window.timeZone} />
					<div className="min-w-0 flex-1">
						<Link href={`/plans/${plan.id}` as Route} className="font-medium stretched">
							{planName(plan)}
						</Link>
						<ZonedRange start={plan.window.start} end={plan.window.end} zone={plan.window.timeZone} className="block text-12 text-ink-3" />
						<FitLine ahead={ahead[plan.id]} zone={plan.window.timeZone} />
					</div>
					<div className="text-right text-13">
						<RelativeTime at={plan.window.start} zone={plan.window.timeZone} />
						<span className="block text-12 text-ink-3">
							{plan.status === "approved" ? "approved" : plan.status === "submitted" ? "not approved yet" : "draft"}
						</span>
					</div>
				</li>
			))}
		</ul>
	);
}
