"use client";
import type { Route } from "next";
import Link from "next/link";
import { useState } from "react";
import { runTitle } from "@/components/plan/plan-title.ts";
import { Button } from "@/components/ui/button.tsx";
import { Chip } from "@/components/ui/chip.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Menu, type MenuEntry } from "@/components/ui/menu.tsx";
import { WallClock } from "@/components/ui/time.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { isRehearsal } from "@/lib/domain/run/rehearsal.ts";
import { ConnectionWord } from "./connection-banner.tsx";
import { EndRunDialog } from "./end-run-dialog.tsx";
import { HandOverDialog } from "./hand-over-dialog.tsx";
import { KeysDialog } from "./keys-dialog.tsx";
import { MarkDownDialog } from "./mark-down-dialog.tsx";
import { PauseButton } from "./pause-button.tsx";
import { PeopleHere } from "./people-here.tsx";
import { useRun } from "./run-context.tsx";

/** Live run, rehearsal, or where the plan stands: unmistakable, beside the title. */
export function RunChip() {
	const { state } = useRun();
	if (state.status === "ended") return <Chip tone="line">Ended, {state.ended?.outcome}</Chip>;
	if (isRehearsal(state)) return <Chip tone="amber">Rehearsal</Chip>;
	if (state.mode === "live") return <Chip tone="line">Live run</Chip>;
	return <Chip tone="line">Not started</Chip>;
}

/** Title line of the run: what runs, both clocks, who is here, what a lead can do with the whole run. */
export function RunHeader({ keysOpen, onKeys }: { readonly keysOpen: boolean; readonly onKeys: (open: boolean) => void }) {
	const { planId, estateName, state, zone, me } = useRun();
	const [handing, setHanding] = useState(false);
	const [ending, setEnding] = useState(false);
	const [marking, setMarking] = useState(false);
	const works = may(me.role, "work-steps");
	const leads = may(me.role, "lead");
	const begun = state.status === "running" || state.status === "paused";
	const entries: readonly MenuEntry[] = [
		{ label: "Plan", href: `/plans/${planId}` },
		{ label: "Wall view", href: `/plans/${planId}/wall` },
		{ label: "History", href: `/plans/${planId}/history` },
		{ label: "Run sheet", href: `/plans/${planId}/print?by=order` },
		{ label: "Way back", href: `/plans/${planId}/way-back` },
		...(works && begun ? [{ label: "Enter work afterwards", href: `/plans/${planId}/late-entry` }] : []),
		{ label: "Keys", onSelect: () => onKeys(true) },
		...(works && begun ? [{ label: "Mark something down…", onSelect: () => setMarking(true) }] : []),
		...(leads && begun
			? [
					{ label: "Hand over…", onSelect: () => setHanding(true) },
					{ label: "End the run…", onSelect: () => setEnding(true) },
				]
			: []),
	];
	return (
		<header className="flex min-h-13 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-surface px-4 py-2 lg:px-5">
			<div className="flex min-w-0 flex-wrap items-center gap-2">
				<Link
					href={`/plans/${planId}` as Route}
					className="inline-flex min-h-6 items-center text-13 text-ink-2 hover:text-ink hover:underline pointer-coarse:min-h-11"
				>
					{estateName}
				</Link>
				<Icon name="chevron-right" size={12} className="text-control-line" />
				<h1 className="text-14 font-semibold tracking-tight">{runTitle(state)}</h1>
				<RunChip />
			</div>
			<div className="ml-auto flex flex-wrap items-center gap-x-3 gap-y-1">
				<span className="max-xl:hidden">
					<WallClock zone={zone} seconds />
				</span>
				<ConnectionWord />
				<PeopleHere />
				{leads && begun && (
					<>
						<Button className="max-lg:hidden" onClick={() => setHanding(true)}>
							<Icon name="pool" />
							Hand over
						</Button>
						<PauseButton className="max-lg:hidden" />
					</>
				)}
				<Menu trigger={<Icon name="more" />} label="More" entries={entries} variant="quiet" square />
			</div>
			<HandOverDialog open={handing} onOpenChange={setHanding} />
			<EndRunDialog open={ending} onOpenChange={setEnding} />
			<MarkDownDialog open={marking} onOpenChange={setMarking} />
			<KeysDialog open={keysOpen} onOpenChange={onKeys} />
		</header>
	);
}
