"use client";
import { useNow } from "@/components/ui/use-now.tsx";
import type { Problem } from "@/lib/client/problem.ts";
import { refusalWords } from "./refusal-text.ts";

/** A refusal in words outside a run, where ids cannot be named: shape, rights, connection. */
export function RefusalText({ problem, zone }: { readonly problem: Problem; readonly zone: string }) {
	const now = useNow();
	const same = (id: string) => id;
	const words = refusalWords(problem, { person: same, stepTitle: same, field: same, zone, now });
	if (problem.code === "invalid" && problem.issues.length > 0)
		return (
			<ul className="flex flex-col gap-0.5">
				{problem.issues.slice(0, 20).map((issue) => (
					<li key={`${issue.path} ${issue.message}`}>
						<code className="mono">{issue.path}</code> {issue.message}
					</li>
				))}
			</ul>
		);
	return [words.sentence, words.next].filter(Boolean).join(" ");
}
