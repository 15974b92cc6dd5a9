"use client";
import { Banner } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { spanWords } from "@/components/ui/time-format.ts";
import { useNow } from "@/components/ui/use-now.tsx";
import { browserHub } from "@/lib/client/browser-hub.ts";
import { useRun } from "./run-context.tsx";

/** The line is lost: how old the picture is, that nothing can be ordered, and a way to try now. */
export function ConnectionBanner() {
	const { connection } = useRun();
	return connection.kind === "lost" ? <Lost since={connection.since} /> : null;
}

function Lost({ since }: { readonly since: number }) {
	const now = useNow(1000);
	return (
		<Banner
			tone="danger"
			live
			action={
				<Button size="sm" onClick={() => browserHub().wake()}>
					Try now
				</Button>
			}
		>
			<strong className="font-medium">Connection lost.</strong> What you see may be {spanWords(now - since)} old. Orders are shut until it
			is back; what you typed stays.
		</Banner>
	);
}

/** Live, catching up, or lost, as one quiet word with a mark. */
export function ConnectionWord() {
	const { connection, catchingUp, state } = useRun();
	const word =
		connection.kind === "lost" ? "Offline" : connection.kind === "connecting" ? "Connecting" : catchingUp ? "Catching up" : "Live";
	const mark =
		connection.kind === "lost" ? "bg-red" : connection.kind === "open" && !catchingUp ? "bg-green" : "border-2 border-control-line";
	return (
		<span className="flex items-center gap-2 text-12 whitespace-nowrap text-ink-2" title={`Sequence ${state.sequence}`}>
			<span aria-hidden="true" className={`size-2 rounded-full ${mark}`} />
			{word}
		</span>
	);
}
