"use client";
import { RelativeTime } from "@/components/ui/time.tsx";
import type { CheckpointView } from "@/lib/wire/api-audit.ts";

const places: Readonly<Record<string, string>> = {
	directory: "in the checkpoint directory",
	webhook: "at the webhook",
	download: "downloaded",
};

/**
 * Saved and sealed are two things: saved is what the database holds; sealed is what a signed checkpoint covers of which a
 * copy is known to lie outside this machine.
 */
export function SealLine({ checkpoint, saved }: { readonly checkpoint: CheckpointView | undefined; readonly saved: number }) {
	const copy = checkpoint?.copies[0];
	if (!checkpoint) return <span>Saved, not sealed: nothing is signed yet</span>;
	if (!copy)
		return <span>Saved, not sealed: signed up to event {checkpoint.size}, and no copy of the signature is known outside this machine</span>;
	return (
		<span>
			{copy.size === saved ? "Sealed to the last event" : `Sealed up to event ${copy.size}, ${saved - copy.size} more saved`},{" "}
			{places[copy.place]} <RelativeTime at={copy.at} />
		</span>
	);
}
