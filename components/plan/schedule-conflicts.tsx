"use client";
import type { Route } from "next";
import Link from "next/link";
import { useRun } from "@/components/run/run-context.tsx";
import { Alert } from "@/components/ui/alert.tsx";
import { ZonedRange } from "@/components/ui/time.tsx";
import type { MaintenanceWindow } from "@/lib/domain/run/commands.ts";
import { type Conflict, conflictsOf } from "@/lib/domain/schedule/conflicts.ts";
import type { ScheduleView } from "@/lib/wire/views.ts";
import { named } from "./plan-fit.ts";

/** What else wants this time: freezes, and plans with the same estate, machines or people. */
export function ConflictNote({ found, person }: { readonly found: readonly Conflict[]; readonly person: (id: string) => string }) {
	if (found.length === 0) return null;
	return (
		<Alert tone="warning" title={`${found.length} ${found.length === 1 ? "conflict" : "conflicts"} in this window`}>
			<ul className="flex flex-col gap-1">
				{found.map((conflict) => (
					<li key={conflict.kind === "freeze" ? conflict.freeze.freezeId + conflict.freeze.scope : conflict.planId}>
						<Line conflict={conflict} person={person} />
					</li>
				))}
			</ul>
		</Alert>
	);
}

/** The same for a plan that is made, in the window as it would be. */
export function ScheduleConflicts({ view, window }: { readonly view: ScheduleView; readonly window: MaintenanceWindow | undefined }) {
	const { planId, state, freezes, person } = useRun();
	if (!window) return null;
	const mine = { planId, estateId: state.estateId, hosts: view.hosts, people: view.people };
	return <ConflictNote found={conflictsOf(mine, window, view.others, freezes)} person={person} />;
}

function Line({ conflict, person }: { readonly conflict: Conflict; readonly person: (id: string) => string }) {
	if (conflict.kind === "freeze") {
		const { scope, reason, start, end, timeZone } = conflict.freeze;
		return (
			<>
				Change freeze {scope === "estate" ? "on this estate" : "on all estates"}: {reason}.{" "}
				<ZonedRange start={start} end={end} zone={timeZone} />
			</>
		);
	}
	const { planId, estateName, sameEstate, hosts, people, window } = conflict;
	const shared = [
		...(sameEstate ? ["the same estate"] : []),
		...(hosts.length > 0 ? [named(hosts.slice(0, 5))] : []),
		...(people.length > 0 ? [named(people.slice(0, 5).map(person))] : []),
	];
	return (
		<>
			<Link href={`/plans/${planId}/schedule` as Route} className="link">
				{estateName}
			</Link>{" "}
			needs {named(shared)} at the same time. <ZonedRange start={window.start} end={window.end} zone={window.timeZone} />
		</>
	);
}
