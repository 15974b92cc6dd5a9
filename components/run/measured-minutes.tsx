"use client";
import type { StepKind } from "@/lib/domain/planner/plan-document.ts";
import { useMeasured } from "./run-context.tsx";

const runs = (samples: number, rehearsed: number): string => {
	const all = `${samples} ${samples === 1 ? "step" : "steps"} like this`;
	if (rehearsed === 0) return all;
	return rehearsed === samples ? `${all}, rehearsed` : `${all}, ${rehearsed} of them rehearsed`;
};

/** Beside a step's estimate: what such steps took on this estate, and how many that rests on. Nothing when none was timed. */
export function MeasuredMinutesText({ kind }: { readonly kind: StepKind }) {
	const found = useMeasured()[kind];
	if (!found) return null;
	return (
		<span>
			took {found.p50} min{found.p90 > found.p50 && `, at most ${found.p90} in nine of ten`}{" "}
			<span className="text-ink-3">({runs(found.samples, found.rehearsed)})</span>
		</span>
	);
}
