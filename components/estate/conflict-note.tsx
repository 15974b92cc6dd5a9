"use client";
import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { RelativeTime } from "@/components/ui/time.tsx";
import type { People } from "@/lib/wire/views.ts";
import { InventoryDiff } from "./inventory-diff.tsx";
import type { Conflict } from "./use-estate-order.ts";

/** Somebody was faster: who changed what, and what can be done with the input, which is still there. */
export function ConflictNote({
	conflict,
	people,
	zone,
	actions,
}: {
	readonly conflict: Conflict;
	readonly people: People;
	readonly zone: string;
	readonly actions: ReactNode;
}) {
	const [last] = conflict.theirs;
	const name = last === undefined ? "Somebody" : (people[last.actorId]?.name ?? "Somebody");
	return (
		<Alert tone="warning" live title={`${name} changed this while you were editing. Nothing of yours is stored yet.`}>
			{last !== undefined && (
				<p className="text-12">
					<RelativeTime at={last.at} zone={zone} />
				</p>
			)}
			{conflict.theirs.length > 0 && (
				<div className="my-2 overflow-hidden rounded-card border border-line bg-surface">
					<InventoryDiff changes={conflict.theirs.map(({ change }) => change)} />
				</div>
			)}
			<div className="mt-2 flex flex-wrap gap-2">{actions}</div>
		</Alert>
	);
}
