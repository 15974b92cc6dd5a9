"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Alert, ErrorSummary, type Issue } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import type { Inventory } from "@/lib/domain/inventory/document.ts";
import type { InventoryChangeView } from "@/lib/wire/views.ts";
import { type Failure, newKey, sendJson } from "../shell/send-json.ts";
import { changeCounts } from "./change-text.ts";
import { DocumentInput } from "./document-input.tsx";
import { isEmpty, noSources, readSources } from "./import-sources.ts";
import { InventoryDiff } from "./inventory-diff.tsx";

type Checked = { readonly document: Inventory; readonly changes: readonly InventoryChangeView[] };
type Stage =
	| { readonly at: "input" | "checking" }
	| { readonly at: "wrong"; readonly issues: readonly Issue[] }
	| { readonly at: "refused"; readonly failure: Failure }
	| ({ readonly at: "checked" | "storing" } & Checked)
	| ({ readonly at: "store-refused"; readonly failure: Failure } & Checked);

type Preview = { readonly changes: readonly InventoryChangeView[]; readonly sequence: number };

/** Changes the inventory of an estate: first the difference, row by row, then, only when asked, the change. */
export function ImportPanel({
	estateId,
	base,
	sequence,
}: {
	readonly estateId: string;
	readonly base: Inventory;
	readonly sequence: number;
}) {
	const [sources, setSources] = useState(noSources);
	const [stage, setStage] = useState<Stage>({ at: "input" });
	const storeKey = useRef("");
	/** The state the difference was made against: a change of somebody else in between is refused, not overwritten. */
	const seen = useRef(sequence);
	const verdict = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (stage.at === "wrong" || stage.at === "refused" || stage.at === "checked") verdict.current?.scrollIntoView({ block: "nearest" });
	}, [stage]);
	const router = useRouter();
	const url = `/api/v1/estates/${encodeURIComponent(estateId)}/inventory`;

	const check = async () => {
		const read = readSources(sources, base);
		if (!read.ok) {
			setStage({ at: "wrong", issues: read.error });
			return;
		}
		const document = read.value.inventory;
		setStage({ at: "checking" });
		const answer = await sendJson<Preview>("PUT", `${url}?dryRun=true`, document);
		if (!answer.ok) {
			setStage({ at: "refused", failure: answer.failure });
			return;
		}
		storeKey.current = newKey();
		seen.current = answer.value.sequence;
		setStage({ at: "checked", document, changes: answer.value.changes });
	};
	const store = async ({ document, changes }: Checked) => {
		setStage({ at: "storing", document, changes });
		const answer = await sendJson("PUT", `${url}?expectedSequence=${seen.current}`, document, storeKey.current);
		if (answer.ok) {
			router.push(`/estates/${estateId}/history` as Route);
			router.refresh();
		} else setStage({ at: "store-refused", document, changes, failure: answer.failure });
	};
	return (
		<div className="flex flex-col gap-5">
			<Card padded title="What to import">
				<DocumentInput
					sources={sources}
					intoEstate
					onSources={(next) => {
						setSources(next);
						setStage({ at: "input" });
					}}
				/>
				<div className="mt-4">
					<Button
						variant={"changes" in stage ? "outline" : "primary"}
						onClick={() => void check()}
						pending={stage.at === "checking" && "Comparing…"}
						reason={isEmpty(sources) ? "Opens when there is something to import." : undefined}
					>
						Show what would change
					</Button>
				</div>
			</Card>
			<div ref={verdict} className="flex scroll-my-6 flex-col gap-5 empty:hidden">
				{stage.at === "wrong" && <ErrorSummary title="This cannot be imported yet. Nothing was stored." issues={stage.issues} />}
				{stage.at === "refused" && <ErrorSummary title={`${stage.failure.message}. Nothing was stored.`} issues={stage.failure.issues} />}
				{"changes" in stage && (
					<Card title="What would change" count={changeCounts(stage.changes)}>
						{stage.changes.length === 0 ? (
							<p className="p-4 text-13 text-ink-2">This says what the inventory says already. There is nothing to store.</p>
						) : (
							<>
								<InventoryDiff changes={stage.changes} />
								<div className="flex flex-col gap-3 border-t border-line bg-canvas p-4">
									{stage.at === "store-refused" &&
										(stage.failure.issues.length > 0 ? (
											<ErrorSummary title={stage.failure.message} issues={stage.failure.issues} />
										) : (
											<Alert tone="blocker" title={stage.failure.message} live />
										))}
									<div className="flex flex-wrap items-center gap-3">
										<Button variant="primary" pending={stage.at === "storing" && "Storing…"} onClick={() => void store(stage)}>
											Store {stage.changes.length === 1 ? "this change" : `these ${stage.changes.length} changes`}
										</Button>
										<p className="text-12 text-ink-3">
											Plans that are frozen keep the inventory they were made from; a new plan takes this one.
										</p>
									</div>
								</div>
							</>
						)}
					</Card>
				)}
			</div>
		</div>
	);
}
