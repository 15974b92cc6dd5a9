"use client";
import { useState } from "react";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { expectedProvider, inventoryVersion } from "@/lib/domain/run/expectations.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import { type Compared, ConfigCompare } from "./config-compare.tsx";
import { comparesConfigs, putsBackupBack, withComparison } from "./config-evidence.ts";
import { type EvidenceDraft, progressOf, readDraft, setValue } from "./evidence-draft.ts";
import { EvidenceField } from "./evidence-field.tsx";
import { FileSetField } from "./file-set-field.tsx";

/** What the plan or the inventory expects to be seen in a field. */
function expectation(state: RunState, step: PlanStep, field: string): string | undefined {
	if (field === "providerName") {
		const name = expectedProvider(state, step);
		return name && `Type the name you see on screen. The plan expects ${name}.`;
	}
	if (field === "versionBefore") {
		const version = inventoryVersion(state, step);
		return version && `The inventory says ${version}.`;
	}
	return field === "versionAfter" ? `At least ${state.plan.targetVersion}.` : undefined;
}

const nothingClosed: readonly string[] = [];

/** The step's evidence, field by field. The verdict stands in the action bar, beside the button it opens. */
export function EvidenceForm({
	step,
	state,
	draft,
	zone,
	onChange,
}: {
	readonly step: PlanStep;
	readonly state: RunState;
	readonly draft: EvidenceDraft;
	readonly zone: string;
	readonly onChange: (change: (draft: EvidenceDraft) => EvidenceDraft) => void;
}) {
	const { done, total } = progressOf(step, draft, zone);
	const [compared, setCompared] = useState<Compared>();
	const take = (found: Compared | undefined) => {
		setCompared(found);
		if (found) onChange((before) => withComparison(before, step, found));
	};
	const problems = new Map(readDraft(step, draft, zone).problems.map((problem) => [problem.field, problem.message]));
	return (
		<section className="flex flex-col gap-3">
			<div className="flex items-baseline justify-between">
				<h3 className="text-13 font-semibold">Evidence</h3>
				<span className="text-12 text-ink-3">
					{done} of {total} {total === 1 ? "fact" : "facts"}
				</span>
			</div>
			{comparesConfigs(step) && <ConfigCompare onCompared={take} />}
			{step.evidence.map((field) =>
				field.type === "file-digest" ? (
					<FileSetField key={field.name} {...{ step, field, draft, zone, onChange }} />
				) : (
					<EvidenceField
						key={field.name}
						field={field}
						zone={zone}
						value={draft.values[field.name] ?? ""}
						closed={compared?.mayRestore === false ? putsBackupBack : nothingClosed}
						hint={expectation(state, step, field.name)}
						error={draft.values[field.name]?.trim() ? problems.get(field.name) : undefined}
						onChange={(value) => onChange((before) => setValue(before, field.name, value))}
					/>
				),
			)}
		</section>
	);
}
