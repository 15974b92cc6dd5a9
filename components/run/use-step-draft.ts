"use client";
/**
 * What somebody has ticked and typed at a step, kept in this tab until the step is finished: closing the panel, a
 * reload or a refusal loses nothing. Stays on this machine; a new attempt starts clean.
 */
import { useCallback, useSyncExternalStore } from "react";
import { z } from "zod";
import { type EvidenceDraft, emptyDraft } from "./evidence-draft.ts";

export type StepDraft = { readonly evidence: EvidenceDraft; readonly ticked: readonly number[]; readonly checked: readonly number[] };

const row = z.object({ path: z.string(), sizeBytes: z.string(), sha256: z.string() });
const stored = z.object({
	evidence: z.object({
		values: z.record(z.string(), z.string()),
		sets: z.record(z.string(), z.object({ files: z.array(row), host: z.string(), storedAt: z.string(), takenAt: z.string() })),
	}),
	ticked: z.array(z.number()),
	checked: z.array(z.number()),
});

const nothing: StepDraft = { evidence: emptyDraft, ticked: [], checked: [] };
const drafts = new Map<string, StepDraft>();
const listeners = new Set<() => void>();

function load(key: string): StepDraft {
	const known = drafts.get(key);
	if (known) return known;
	let draft = nothing;
	try {
		const text = sessionStorage.getItem(key);
		const read = text === null ? undefined : stored.safeParse(JSON.parse(text));
		if (read?.success) draft = read.data;
	} catch {
		// storage shut off or an old shape: the draft lives in memory alone
	}
	drafts.set(key, draft);
	return draft;
}

function store(key: string, draft: StepDraft): void {
	drafts.set(key, draft);
	try {
		sessionStorage.setItem(key, JSON.stringify(draft));
	} catch {
		// full or shut off: memory keeps it
	}
	for (const listener of listeners) listener();
}

const subscribe = (changed: () => void): (() => void) => {
	listeners.add(changed);
	return () => listeners.delete(changed);
};

/** The draft of one attempt at a step, and how to change it. */
export function useStepDraft(
	planId: string,
	stepId: string,
	attempt: number,
): readonly [StepDraft, (change: (draft: StepDraft) => StepDraft) => void] {
	const key = `lockstep draft ${planId} ${stepId} ${attempt}`;
	const draft = useSyncExternalStore(
		subscribe,
		() => load(key),
		() => nothing,
	);
	const change = useCallback((next: (draft: StepDraft) => StepDraft) => store(key, next(load(key))), [key]);
	return [draft, change];
}
