import type { Route } from "next";
import Link from "next/link";
import { Icon } from "@/components/ui/icon.tsx";
import { RunningClock } from "@/components/ui/time.tsx";
import type { OpenGap } from "./shell-data.ts";

/** An open MFA gap, on every page until it is closed: sign-ins of that farm ask for no second factor meanwhile. */
export function GapCard({ gap }: { readonly gap: OpenGap }) {
	return (
		<Link
			href={`/plans/${gap.planId}/run` as Route}
			className="block rounded-card border border-red-line bg-red-bg px-3 pt-2 pb-2.5 text-12 text-ink hover:border-red"
		>
			<span className="flex items-center gap-1.5 font-medium text-red-text">
				<Icon name="state-gap" size={14} />
				MFA gap open
				<span className="ml-auto">
					<RunningClock from={gap.since} className="font-semibold" />
					{gap.budget !== undefined && <span className="font-normal text-ink-2"> of {gap.budget} min</span>}
				</span>
			</span>
			<span className="mt-0.5 block truncate text-ink-2">
				{gap.farm}, {gap.estateName}
				{gap.owner !== undefined && `, opened by ${gap.owner}`}
			</span>
		</Link>
	);
}
