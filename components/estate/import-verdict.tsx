"use client";
import { Alert, ErrorSummary } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { Radio } from "@/components/ui/checkbox.tsx";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import type { ReadInventory } from "@/lib/wire/read-inventory-files.ts";
import type { Failure } from "../shell/send-json.ts";
import { changeCounts, componentWord } from "./change-text.ts";
import { conflictText, type ImportPreview, type Prefer, unchangedOf } from "./import-order.ts";
import { LongInventoryDiff } from "./inventory-diff.tsx";

const MOST_CONFLICTS = 100;
const MOST_UNCHANGED = 300;

/** What an import would change, what machines and people say differently, and the order to store it. */
export function ImportVerdict({
	read,
	preview,
	prefer,
	storing,
	failure,
	onPrefer,
	onStore,
}: {
	readonly read: ReadInventory;
	readonly preview: ImportPreview;
	readonly prefer: Prefer;
	readonly storing: boolean;
	readonly failure: Failure | undefined;
	readonly onPrefer: (prefer: Prefer) => void;
	readonly onStore: () => void;
}) {
	const { changes, conflicts, factsRead } = preview;
	const nothing = changes.length === 0 && factsRead === 0;
	const unchanged = unchangedOf(read.inventory, changes);
	const unchangedFigure = unchanged.length.toLocaleString("en-GB");
	return (
		<>
			{conflicts.length > 0 && (
				<Card title="Machines and people say different things" count={conflicts.length} padded>
					<ul className="flex flex-col gap-1.5 text-13 text-ink-2">
						{conflicts.slice(0, MOST_CONFLICTS).map((conflict) => (
							<li key={`${conflict.why} ${conflict.subject} ${"field" in conflict ? conflict.field : ""}`} className="wrap-anywhere">
								{conflictText(conflict)}
							</li>
						))}
						{conflicts.length > MOST_CONFLICTS && <li>and {conflicts.length - MOST_CONFLICTS} more</li>}
					</ul>
					{read.fragments !== undefined && conflicts.some(({ why }) => why === "entered-otherwise") && (
						<fieldset className="mt-3">
							<legend className="mb-1 text-13 font-medium">Where somebody had entered another value</legend>
							<Radio
								name="prefer"
								label="take what the machine says"
								checked={prefer === "collected"}
								onChange={() => onPrefer("collected")}
							/>
							<Radio name="prefer" label="keep what was entered" checked={prefer === "recorded"} onChange={() => onPrefer("recorded")} />
						</fieldset>
					)}
				</Card>
			)}
			<Card title="What would change" count={`${changeCounts(changes)}, ${unchangedFigure} unchanged`}>
				{nothing ? (
					<p className="p-4 text-13 text-ink-2">This says what the inventory says already. There is nothing to store.</p>
				) : (
					<>
						<div className="flex flex-col gap-3 border-b border-line bg-canvas p-4">
							{failure !== undefined &&
								(failure.issues.length > 0 ? (
									<ErrorSummary title={failure.message} issues={failure.issues} />
								) : (
									<Alert tone="blocker" title={failure.message} live />
								))}
							{factsRead > 0 && (
								<p className="text-13 text-ink-2">
									{factsRead.toLocaleString("en-GB")} facts were read from machines; when they were read is stored with them.
								</p>
							)}
							<div className="flex flex-wrap items-center gap-3">
								<Button variant="primary" pending={storing && "Storing…"} onClick={onStore}>
									{changes.length === 0
										? "Store when they were read"
										: `Store ${changes.length === 1 ? "this change" : `these ${changes.length} changes`}`}
								</Button>
								<p className="text-12 text-ink-3">
									Plans that are frozen keep the inventory they were made from; a new plan takes this one.
								</p>
							</div>
						</div>
						<LongInventoryDiff changes={changes} />
					</>
				)}
				{unchanged.length > 0 && (
					<Disclosure summary={`Show what stays as it is: ${unchangedFigure}`} className="border-t border-line px-4">
						<ul className="grid gap-x-4 gap-y-1 pb-3 text-13 sm:grid-cols-2 lg:grid-cols-3">
							{unchanged.slice(0, MOST_UNCHANGED).map(({ component, name }) => (
								<li key={`${component} ${name}`} className="min-w-0 wrap-anywhere">
									<span className="text-ink-3">{componentWord[component]}</span> <span className="mono">{name}</span>
								</li>
							))}
							{unchanged.length > MOST_UNCHANGED && (
								<li className="text-ink-3">and {(unchanged.length - MOST_UNCHANGED).toLocaleString("en-GB")} more</li>
							)}
						</ul>
					</Disclosure>
				)}
			</Card>
		</>
	);
}
