"use client";
import { useEffect, useRef } from "react";
import { StepCommands } from "@/components/plan/step-commands.tsx";
import { StepWhy } from "@/components/plan/step-why.tsx";
import { RecordedEvidence } from "@/components/run/recorded-evidence.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { readDraft } from "./evidence-draft.ts";
import { EvidenceForm } from "./evidence-form.tsx";
import { PointOfNoReturnNote } from "./point-of-no-return.tsx";
import { useRun } from "./run-context.tsx";
import { StepActions } from "./step-actions.tsx";
import { StepChecklist } from "./step-checklist.tsx";
import { StepHead } from "./step-head.tsx";
import { BackOut, StepNotes, StepRecordList } from "./step-side.tsx";
import { type StepDraft, useStepDraft } from "./use-step-draft.ts";
import { useDesk } from "./virtual-rows.tsx";

const toggled = (list: readonly number[], index: number, on: boolean): readonly number[] =>
	on ? [...list, index].sort((a, b) => a - b) : list.filter((item) => item !== index);

/** Everything about one step: why, how, proof, the way back, and what can be done now. */
export function StepPanel({ step, onClose }: { readonly step: PlanStep; readonly onClose: () => void }) {
	const { planId, state, views, zone, me } = useRun();
	const record = state.steps[step.id];
	const attempt = record?.attempts ?? 0;
	const [draft, setDraft] = useStepDraft(planId, step.id, attempt);
	const reading = readDraft(step, draft.evidence, zone);
	const status = views[step.id]?.status;
	const mine = status === "running" && record?.claimedBy === me.id && may(me.role, "work-steps");
	const tick = (key: "ticked" | "checked") => (index: number, on: boolean) =>
		setDraft((before: StepDraft) => ({ ...before, [key]: toggled(before[key], index, on) }));
	const top = useRef<HTMLDivElement>(null);
	const frame = useRef<HTMLElement>(null);
	const desk = useDesk();
	useEffect(() => {
		if (!step.id) return;
		top.current?.scrollTo({ top: 0 });
		if (!desk) frame.current?.focus(); // on a phone the step fills the screen, so reading begins here
	}, [step.id, desk]);
	const incoming = state.plan.edges.filter((edge) => edge.to === step.id);
	return (
		<section
			ref={frame}
			tabIndex={-1}
			aria-label={`Step: ${step.title}`}
			className="flex outline-none min-h-0 min-w-0 flex-1 flex-col bg-surface"
		>
			<StepHead step={step} onClose={onClose} />
			<div ref={top} className="relative min-h-0 flex-1 overflow-y-auto">
				<div className="grid xl:min-h-full xl:grid-cols-[minmax(0,1fr)_16rem]">
					<div className="flex min-w-0 flex-col gap-4 px-4 py-4 lg:px-6">
						<PointOfNoReturnNote step={step} />
						<StepWhy step={step} incoming={incoming} />
						<StepChecklist title="Instructions" items={step.instructions} ticked={draft.ticked} onTick={tick("ticked")} />
						<StepCommands commands={step.commands} />
						{mine && step.evidence.length > 0 && (
							<EvidenceForm
								step={step}
								state={state}
								draft={draft.evidence}
								zone={zone}
								onChange={(change) => setDraft((before) => ({ ...before, evidence: change(before.evidence) }))}
							/>
						)}
						{!mine && step.evidence.length > 0 && <RecordedEvidence step={step} evidence={record?.evidence} zone={zone} />}
					</div>
					<div className="flex min-w-0 flex-col gap-4 border-line px-4 py-4 max-xl:border-t xl:border-l">
						<StepChecklist title="Verify" items={step.verification} ticked={draft.checked} onTick={tick("checked")} />
						<BackOut key={step.id} step={step} open={status === "failed"} />
						<StepNotes key={`notes ${step.id}`} step={step} />
						<StepRecordList step={step} />
					</div>
				</div>
			</div>
			<StepActions step={step} reading={reading} />
		</section>
	);
}
