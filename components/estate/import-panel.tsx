"use client";
/** Changes the inventory of an estate: first the difference, row by row, then, only when asked, the change. */
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { ErrorSummary, type Issue } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import type { Inventory } from "@/lib/domain/inventory/document.ts";
import type { ReadInventory } from "@/lib/wire/read-inventory-files.ts";
import { type Failure, newKey, sendJson } from "../shell/send-json.ts";
import { DocumentInput } from "./document-input.tsx";
import { componentCount, type ImportPreview, importOrder, type Prefer } from "./import-order.ts";
import { ImportProgress } from "./import-progress.tsx";
import { isEmpty, noSources, readSources } from "./import-sources.ts";
import { ImportVerdict } from "./import-verdict.tsx";

type Checked = { readonly read: ReadInventory; readonly prefer: Prefer; readonly preview: ImportPreview };
type Stage =
	| { readonly at: "input" | "reading" }
	| { readonly at: "comparing"; readonly read: ReadInventory }
	| { readonly at: "wrong"; readonly issues: readonly Issue[] }
	| { readonly at: "refused"; readonly failure: Failure }
	| ({ readonly at: "checked" | "storing" } & Checked)
	| ({ readonly at: "store-refused"; readonly failure: Failure } & Checked);

/** Lets the browser draw what was just set before it is busy. */
const drawn = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));

const figure = (n: number): string => n.toLocaleString("en-GB");

/** What each stage says, for imports that take their time. */
function progressOf(stage: Stage) {
	const read = "read" in stage ? stage.read : undefined;
	const parts = read === undefined ? "" : ` ${figure(componentCount(read.inventory))} components`;
	const compare = { label: `Compare${parts} with what is recorded` };
	if (stage.at === "reading")
		return [
			{ label: "Read what was given", state: "running" as const },
			{ ...compare, state: "waiting" as const },
		];
	if (stage.at === "comparing")
		return [
			{ label: `Read${parts}`, state: "done" as const },
			{ ...compare, state: "running" as const },
		];
	if (stage.at !== "storing") return undefined;
	return [
		{ ...compare, state: "done" as const },
		{ label: `Store ${figure(stage.preview.changes.length)} changes, all or none`, state: "running" as const },
	];
}

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
	const url = `/api/v1/estates/${encodeURIComponent(estateId)}/commands`;

	const compare = async (read: ReadInventory, prefer: Prefer) => {
		setStage({ at: "comparing", read });
		const answer = await sendJson<ImportPreview>("POST", `${url}?dryRun=true`, importOrder(read, prefer));
		if (!answer.ok) {
			setStage({ at: "refused", failure: answer.failure });
			return;
		}
		storeKey.current = newKey();
		seen.current = answer.value.sequence;
		setStage({ at: "checked", read, prefer, preview: answer.value });
	};
	const check = async () => {
		setStage({ at: "reading" });
		await drawn();
		const read = readSources(sources, base);
		if (read.ok) await compare(read.value, "collected");
		else setStage({ at: "wrong", issues: read.error });
	};
	const store = async ({ read, prefer, preview }: Checked) => {
		setStage({ at: "storing", read, prefer, preview });
		const answer = await sendJson("POST", url, { ...importOrder(read, prefer), expectedSequence: seen.current }, storeKey.current);
		if (answer.ok) {
			router.push(`/estates/${estateId}/history` as Route);
			router.refresh();
		} else setStage({ at: "store-refused", read, prefer, preview, failure: answer.failure });
	};
	const progress = progressOf(stage);
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
						variant={"preview" in stage ? "outline" : "primary"}
						onClick={() => void check()}
						pending={(stage.at === "reading" || stage.at === "comparing") && "Comparing…"}
						reason={isEmpty(sources) ? "Opens when there is something to import." : undefined}
					>
						Show what would change
					</Button>
				</div>
			</Card>
			<div ref={verdict} className="flex scroll-my-6 flex-col gap-5 empty:hidden">
				{progress !== undefined && <ImportProgress key={stage.at} steps={progress} />}
				{stage.at === "wrong" && <ErrorSummary title="This cannot be imported yet. Nothing was stored." issues={stage.issues} />}
				{stage.at === "refused" && <ErrorSummary title={`${stage.failure.message}. Nothing was stored.`} issues={stage.failure.issues} />}
				{"preview" in stage && (
					<ImportVerdict
						read={stage.read}
						preview={stage.preview}
						prefer={stage.prefer}
						storing={stage.at === "storing"}
						failure={stage.at === "store-refused" ? stage.failure : undefined}
						onPrefer={(prefer) => void compare(stage.read, prefer)}
						onStore={() => void store(stage)}
					/>
				)}
			</div>
		</div>
	);
}
