"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { buttonLook } from "@/components/ui/button-look.ts";
import { CopyButton } from "@/components/ui/copy-button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { StateIcon } from "@/components/ui/state.tsx";
import { formatInstant } from "@/components/ui/time-format.ts";
import { checkLog, fetchLog } from "@/lib/client/check-log.ts";
import type { CheckpointView } from "@/lib/wire/api-audit.ts";
import type { ChainVerdict } from "@/lib/wire/views.ts";
import { SealLine } from "./seal-line.tsx";

type Check =
	| { readonly status: "none" | "checking" | "failed" }
	| { readonly status: "checked"; readonly verdict: ChainVerdict; readonly at: number; readonly same: boolean };

const short = (hash: string): string => `${hash.slice(0, 4)} ${hash.slice(4, 8)} … ${hash.slice(-8, -4)} ${hash.slice(-4)}`;

function save(text: string, name: string): void {
	const address = URL.createObjectURL(new Blob([text], { type: "application/jsonl" }));
	const link = document.createElement("a");
	link.href = address;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Whether the chain holds: the server's verdict, the same check in this browser, and the exact lines to take away. */
export function ChainCard({
	planId,
	verdict,
	zone,
	checkpoint,
}: {
	readonly planId: string;
	readonly verdict: ChainVerdict;
	readonly zone: string;
	readonly checkpoint?: CheckpointView | undefined;
}) {
	const [check, setCheck] = useState<Check>({ status: "none" });
	const [saving, setSaving] = useState<"no" | "yes" | "failed">("no");
	const checkHere = async () => {
		setCheck({ status: "checking" });
		try {
			const here = checkLog(planId, await fetchLog(planId));
			const same = here.sound && verdict.sound ? here.events > verdict.events || here.head === verdict.head : here.sound === verdict.sound;
			setCheck({ status: "checked", verdict: here, at: Date.now(), same });
		} catch {
			setCheck({ status: "failed" });
		}
	};
	const download = async () => {
		setSaving("yes");
		try {
			save(await fetchLog(planId), "events.jsonl");
			setSaving("no");
		} catch {
			setSaving("failed");
		}
	};
	return (
		<section aria-label="Chain" className="flex flex-wrap items-center gap-x-6 gap-y-3 border-b border-line bg-surface px-4 py-3 md:px-6">
			<div className="flex min-w-0 flex-1 basis-72 items-start gap-3">
				<StateIcon state={verdict.sound ? "done" : "failed"} size={20} className="mt-0.5" />
				<div className="min-w-0">
					<p className="text-16 font-semibold">
						{verdict.sound
							? `Chain is sound, ${verdict.events} ${verdict.events === 1 ? "event" : "events"} from first to last`
							: `Chain is broken at event ${verdict.sequence}`}
					</p>
					<p className="flex flex-wrap items-center gap-x-2 text-12 text-ink-3" aria-live="polite">
						{verdict.sound ? (
							<span>
								Head <span className="mono">{short(verdict.head)}</span>
							</span>
						) : (
							<span>{verdict.problem}</span>
						)}
						{verdict.sound && <SealLine checkpoint={checkpoint} saved={verdict.events} />}
						{check.status === "checking" && <span>Checking here…</span>}
						{check.status === "failed" && <span>The lines could not be read just now.</span>}
						{check.status === "checked" && (
							<span className={check.verdict.sound && check.same ? "text-green-text" : "text-red-text"}>
								{check.verdict.sound
									? check.same
										? `Checked in this browser at ${formatInstant(check.at, zone, "time-seconds")}: sound`
										: "This browser read another head than the server says"
									: `This browser finds event ${check.verdict.sequence} broken: ${check.verdict.problem}`}
							</span>
						)}
					</p>
				</div>
			</div>
			<div className="flex flex-wrap items-center gap-2">
				<Button pending={check.status === "checking" && "Checking…"} onClick={() => void checkHere()}>
					<Icon name="shield-tick" />
					Check in this browser
				</Button>
				<a href={`/api/v1/plans/${planId}/audit-pack`} download className={buttonLook({ variant: "primary" })}>
					<Icon name="box" />
					Audit pack
				</a>
				<Button pending={saving === "yes" && "Reading…"} onClick={() => void download()}>
					<Icon name="download" />
					Download events.jsonl
				</Button>
				{saving === "failed" && <span className="text-12 text-ink-2">The lines could not be read just now.</span>}
				<span className="flex items-center gap-1 text-12 text-ink-3">
					<code className="mono">npm run verify -- audit-pack.zip</code>
					<CopyButton text="npm run verify -- audit-pack.zip" what="the command that verifies the pack" wordless />
				</span>
			</div>
		</section>
	);
}
