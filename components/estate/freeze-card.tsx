"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { Chip } from "@/components/ui/chip.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { RelativeTime, ZonedTime } from "@/components/ui/time.tsx";
import { useNow } from "@/components/ui/use-now.tsx";
import type { ChangeFreeze } from "@/lib/domain/schedule/freeze.ts";
import { FreezeDialog, LiftDialog } from "./freeze-dialogs.tsx";

type Scope = ChangeFreeze["scope"];

/** Change freezes that have not ended. `orders`: where those of `scope` are set and lifted; absent: this person may not. */
export function FreezeCard({
	freezes,
	scope,
	zone,
	orders,
}: {
	readonly freezes: readonly ChangeFreeze[];
	readonly scope: Scope;
	readonly zone: string;
	readonly orders: string | undefined;
}) {
	const [adding, setAdding] = useState(false);
	const [lifting, setLifting] = useState<ChangeFreeze>();
	const who = scope === "estate" ? "A lead of this estate" : "An administrator";
	return (
		<Card
			title="Change freezes"
			count={freezes.length}
			actions={
				orders !== undefined && (
					<Button size="sm" onClick={() => setAdding(true)}>
						<Icon name="plus" size={14} />
						Set a freeze…
					</Button>
				)
			}
		>
			<p className="border-b border-line px-4 py-2.5 text-13 text-ink-2">
				While a freeze holds, a live run begins nothing new {scope === "estate" ? "here" : "on any estate"}; what is under way goes on.{" "}
				{orders === undefined && `${who} sets and lifts them.`}
			</p>
			{freezes.length === 0 ? (
				<p className="px-4 py-3.5 text-13 text-ink-2">No freeze holds or is coming.</p>
			) : (
				<ul className="divide-y divide-line">
					{freezes.map((freeze) => (
						<FreezeRow
							key={freeze.scope + freeze.freezeId}
							freeze={freeze}
							elsewhere={freeze.scope !== scope}
							onLift={orders !== undefined && freeze.scope === scope ? () => setLifting(freeze) : undefined}
						/>
					))}
				</ul>
			)}
			{orders !== undefined && adding && <FreezeDialog orders={orders} scope={scope} zone={zone} onClose={() => setAdding(false)} />}
			{orders !== undefined && lifting && <LiftDialog orders={orders} freeze={lifting} onClose={() => setLifting(undefined)} />}
		</Card>
	);
}

function FreezeRow({
	freeze,
	elsewhere,
	onLift,
}: {
	readonly freeze: ChangeFreeze;
	/** Set for all estates, and looked at on one of them. */
	readonly elsewhere: boolean;
	readonly onLift: (() => void) | undefined;
}) {
	const { start, end, timeZone, reason } = freeze;
	const holds = Date.parse(start) <= useNow(15_000);
	return (
		<li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
			<div className="min-w-0 flex-1 basis-64">
				<p className="flex flex-wrap items-center gap-x-2 font-medium">
					{reason}
					{holds && <Chip tone="amber">Holds now</Chip>}
					{elsewhere && <Chip tone="line">All estates</Chip>}
				</p>
				<p className="text-12 text-ink-3">
					<ZonedTime at={start} zone={timeZone} /> to <ZonedTime at={end} zone={timeZone} />
				</p>
			</div>
			<span className="text-13 text-ink-2">
				{holds ? "ends " : ""}
				<RelativeTime at={holds ? end : start} zone={timeZone} />
			</span>
			{onLift && (
				<Button size="sm" aria-label={`Lift the freeze: ${reason}…`} onClick={onLift}>
					Lift…
				</Button>
			)}
		</li>
	);
}
