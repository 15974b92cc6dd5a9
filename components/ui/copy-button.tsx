"use client";
import { useEffect, useState } from "react";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";

/** Copies `text`; says so in place for two seconds. `what` names it for screen readers: "Copy the plan digest". */
export function CopyButton({
	text,
	what,
	wordless = false,
}: {
	readonly text: string;
	readonly what: string;
	readonly wordless?: boolean;
}) {
	const [outcome, setOutcome] = useState<"copied" | "refused">();
	useEffect(() => {
		if (outcome === undefined) return;
		const timer = setTimeout(() => setOutcome(undefined), 2000);
		return () => clearTimeout(timer);
	}, [outcome]);
	const copy = () =>
		navigator.clipboard.writeText(text).then(
			() => setOutcome("copied"),
			() => setOutcome("refused"),
		);
	return (
		<>
			<Button variant="quiet" size="sm" square={wordless} aria-label={`Copy ${what}`} onClick={() => void copy()}>
				<Icon name={outcome === "copied" ? "tick" : "copy"} size={14} />
				{!wordless && (outcome === "copied" ? "Copied" : outcome === "refused" ? "Select and copy by hand" : "Copy")}
			</Button>
			<span aria-live="polite" className="sr-only">
				{outcome === "copied" ? `Copied ${what}` : outcome === "refused" ? `The browser did not allow copying ${what}` : ""}
			</span>
		</>
	);
}
