import type { Route } from "next";
import Link from "next/link";
import { RelativeTime, ZonedRange } from "@/components/ui/time.tsx";
import { formatInstant } from "@/components/ui/time-format.ts";
import type { nextWindows } from "./overview-model.ts";
import { planName } from "./overview-model.ts";

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

/** The windows to come, each in its zone and mine, with how far away it is. */
export function WindowList({ windows }: { readonly windows: ReturnType<typeof nextWindows> }) {
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
