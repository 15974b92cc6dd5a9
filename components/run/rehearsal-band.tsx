import type { Route } from "next";
import Link from "next/link";
import { StateIcon } from "@/components/ui/state.tsx";
import { isRehearsal } from "@/lib/domain/run/rehearsal.ts";
import type { RunState } from "@/lib/domain/run/state.ts";

/** A strip across every page of a rehearsal, on paper too: nobody takes practice for the real night. Nothing for a live run. */
export function RehearsalBand({ state }: { readonly state: Pick<RunState, "rehearsalOf" | "mode"> }) {
	if (!isRehearsal(state)) return null;
	return (
		<div className="flex min-h-9 flex-wrap items-center gap-x-2 gap-y-0.5 border-y-2 border-amber-line bg-amber-bg px-4 py-2 text-13 text-ink md:px-5">
			<StateIcon state="warning" />
			<strong className="font-semibold text-amber-text">Rehearsal</strong>
			<span>Practice: nothing here reaches the inventory or a live run.</span>
			{state.rehearsalOf !== undefined && (
				<Link href={`/plans/${state.rehearsalOf}` as Route} className="link print:hidden">
					Go to the plan it rehearses
				</Link>
			)}
		</div>
	);
}
