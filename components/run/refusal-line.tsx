"use client";
import type { Problem } from "@/lib/client/problem.ts";
import { refusalWords } from "./refusal-text.ts";
import { useNames } from "./run-context.tsx";
import { sentence } from "./sentence.ts";
import { WaitingLinks } from "./waiting-for.tsx";

/** A refusal in words, without a box: for the line beside a shut button. */
export function RefusalLine({ problem, stepId }: { readonly problem: Problem; readonly stepId?: string | undefined }) {
	const words = refusalWords(problem, useNames(stepId));
	return (
		<>
			{sentence(words.sentence)}
			{words.waitingFor && (
				<>
					{" "}
					<WaitingLinks steps={words.waitingFor} />
				</>
			)}
			{words.next && ` ${words.next}`}
		</>
	);
}
