"use client";
import { useEffect, useState } from "react";
import { StateIcon } from "@/components/ui/state.tsx";

export type ImportStep = { readonly label: string; readonly state: "done" | "running" | "waiting" };

/** Where a long import stands: each part with its numbers, and the seconds of the one that runs. */
export function ImportProgress({ steps }: { readonly steps: readonly ImportStep[] }) {
	const [seconds, setSeconds] = useState(0);
	useEffect(() => {
		const began = Date.now();
		const timer = setInterval(() => setSeconds(Math.floor((Date.now() - began) / 1000)), 500);
		return () => clearInterval(timer);
	}, []);
	return (
		<ol aria-label="Progress" aria-live="polite" className="flex flex-col gap-2 rounded-card border border-line bg-surface p-4 text-13">
			{steps.map(({ label, state }) => (
				<li key={label} className="flex items-center gap-2">
					<StateIcon state={state === "waiting" ? "waiting" : state} labelled />
					<span className={state === "waiting" ? "text-ink-3" : ""}>{label}</span>
					{state === "running" && seconds > 0 && <span className="text-12 text-ink-3">{seconds} s</span>}
				</li>
			))}
		</ol>
	);
}
