"use client";
/**
 * Sends edits of an estate. Promises: what the person saw goes along, so that nobody's change is overwritten unseen;
 * when somebody was faster the answer says who changed what, and nothing typed is lost.
 */
import { useRouter } from "next/navigation";
import { useRef, useTransition } from "react";
import type { Issue } from "@/components/ui/alert.tsx";
import type { Edit } from "@/lib/domain/inventory/edits.ts";
import type { LogEvent } from "@/lib/domain/log-event.ts";
import { fold } from "@/lib/domain/names.ts";
import type { InventoryChangeView } from "@/lib/wire/views.ts";
import { newKey, sendJson } from "../shell/send-json.ts";
import { historyEntries } from "./history-entries.ts";

/** What somebody else did to the same components since. `sequence`: what a person who has read this has seen. */
export type Conflict = {
	readonly sequence: number;
	readonly subjects: readonly string[];
	readonly theirs: readonly { readonly actorId: string; readonly at: string; readonly change: InventoryChangeView }[];
};

export type Sent =
	| { readonly outcome: "stored"; readonly sequence: number }
	| { readonly outcome: "wrong"; readonly message: string; readonly issues: readonly Issue[] }
	| { readonly outcome: "conflict"; readonly conflict: Conflict };

const subjectOf = (edit: Edit): string => {
	if (edit.do === "add") return "";
	if (edit.component === "adfs-node") return fold(`adfs-farm:${edit.name.slice(0, edit.name.lastIndexOf("/"))}`);
	return edit.component === "estate" ? "estate" : fold(`${edit.component}:${edit.name}`);
};

const changeSubject = ({ component, name }: InventoryChangeView): string =>
	component === "estate" ? "estate" : fold(`${component}:${name}`);

async function theirChanges(estateId: string, seen: number, subjects: readonly string[]): Promise<Conflict["theirs"]> {
	const answer = await fetch(`/api/v1/estates/${encodeURIComponent(estateId)}/events?after=${seen}`).catch(() => undefined);
	if (!answer?.ok) return [];
	const { events } = (await answer.json()) as { events: readonly LogEvent[] };
	return historyEntries(events).flatMap(({ actorId, at, changes }) =>
		changes.filter((change) => subjects.includes(changeSubject(change))).map((change) => ({ actorId, at, change })),
	);
}

/** `sequence`: what the page was drawn from. */
export function useEstateOrder(estateId: string, sequence: number) {
	const router = useRouter();
	const [refreshing, startRefresh] = useTransition();
	/** Our own changes that the page has not been drawn from yet, by component. */
	const own = useRef(new Map<string, number>());
	const seenOf = (edits: readonly Edit[]): number =>
		Math.min(...edits.map((edit) => Math.max(sequence, own.current.get(subjectOf(edit)) ?? 0)));

	/** `seen`: what the person has read by now, after a conflict. */
	const send = async (edits: readonly Edit[], seen: number = seenOf(edits)): Promise<Sent> => {
		const body = { type: "edit-components", edits, expectedSequence: seen };
		const url = `/api/v1/estates/${encodeURIComponent(estateId)}/commands`;
		const answer = await sendJson<{ readonly sequence: number }>("POST", url, body, newKey());
		if (answer.ok) {
			for (const edit of edits) own.current.set(subjectOf(edit), answer.value.sequence);
			startRefresh(() => router.refresh());
			return { outcome: "stored", sequence: answer.value.sequence };
		}
		const { failure } = answer;
		if (failure.code !== "stale-sequence") return { outcome: "wrong", message: failure.message, issues: failure.issues };
		const subjects = [...new Set(edits.map(subjectOf))];
		const now = typeof failure.facts.sequence === "number" ? failure.facts.sequence : seen;
		startRefresh(() => router.refresh());
		return { outcome: "conflict", conflict: { sequence: now, subjects, theirs: await theirChanges(estateId, seen, subjects) } };
	};
	return { send, refreshing };
}
