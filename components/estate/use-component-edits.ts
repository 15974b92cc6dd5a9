"use client";
/** What an editing table holds until it is stored: typed cells, chosen rows, refusals. Nothing typed is lost. */
import { useState } from "react";
import type { Issue } from "@/components/ui/alert.tsx";
import type { CsvColumn } from "@/lib/domain/inventory/csv/column.ts";
import type { CsvType } from "@/lib/domain/inventory/csv/columns.ts";
import type { Edit } from "@/lib/domain/inventory/edits.ts";
import { cellText, changeOf, type EditableRow, tableKinds } from "./editable-rows.ts";
import { type CellDraft, draftKey } from "./grid-row.tsx";
import { type Conflict, useEstateOrder } from "./use-estate-order.ts";

/** `edits` are those that were refused and wait for a decision, `keys` the cells they stand in. */
type Disagreement = {
	readonly is: "conflict";
	readonly conflict: Conflict;
	readonly edits: readonly Edit[];
	readonly keys: readonly string[];
};
type Trouble = { readonly is: "wrong"; readonly message: string; readonly issues: readonly Issue[] } | Disagreement;

/** `edits[3].version` as `MFA02 version`. */
function placeOf(edits: readonly Edit[], path: string): string {
	const [, index = "", rest = ""] = /^edits\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
	const edit = edits[Number(index)];
	return index === "" || edit === undefined ? path : `${edit.do === "add" ? "" : edit.name} ${rest}`.trim();
}

/** `sequence`: what `rows` were read at. */
export function useComponentEdits(estateId: string, sequence: number, type: CsvType, rows: readonly EditableRow[]) {
	const { kind } = tableKinds[type];
	const { send } = useEstateOrder(estateId, sequence);
	const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
	const [drafts, setDrafts] = useState<ReadonlyMap<string, CellDraft>>(new Map());
	const [trouble, setTrouble] = useState<Trouble>();
	const [pending, setPending] = useState(false);
	const [said, setSaid] = useState("");
	const picked = rows.filter((row) => chosen.has(row.name));
	const withDrafts = (keys: readonly string[], draft: CellDraft | undefined) =>
		setDrafts((before) => {
			const next = new Map(before);
			for (const key of keys)
				if (draft) next.set(key, draft);
				else next.delete(key);
			return next;
		});
	/** Sends edits; `keys` are the cells they stand in, which keep what was typed until it is stored. */
	const store = async (edits: readonly Edit[], keys: readonly string[], done: string, seen?: number) => {
		setPending(true);
		setTrouble(undefined);
		const sent = await send(edits, seen);
		setPending(false);
		if (sent.outcome === "stored") {
			withDrafts(keys, undefined);
			setChosen(new Set());
			setSaid(done);
			return;
		}
		const error = sent.outcome === "conflict" ? "Changed by somebody else meanwhile" : (sent.issues[0]?.message ?? sent.message);
		setDrafts(
			(before) => new Map([...before].map(([key, draft]) => (keys.includes(key) ? [key, { text: draft.text, error }] : [key, draft]))),
		);
		setTrouble(
			sent.outcome === "conflict"
				? { is: "conflict", conflict: sent.conflict, edits, keys }
				: {
						is: "wrong",
						message: `${sent.message}. Nothing was stored.`,
						issues: sent.issues.map((issue) => ({ ...issue, path: placeOf(edits, issue.path) })),
					},
		);
	};
	const storeCell = (row: EditableRow, column: CsvColumn, text: string) => {
		const key = draftKey(row.name, column.field);
		if (text.trim() === cellText(column, row.item)) {
			withDrafts([key], undefined);
			setTrouble(undefined);
			return;
		}
		const change = changeOf(type, row, new Map([[column.field, text]]));
		if (!change.ok) {
			withDrafts([key], { text, error: change.error.get(column.field) ?? "Not readable" });
			setTrouble({
				is: "wrong",
				message: "Not stored",
				issues: [{ path: `${row.name} ${column.header}`, message: change.error.get(column.field) ?? "" }],
			});
			return;
		}
		withDrafts([key], { text });
		void store([change.value], [key], `${column.header} of ${row.name} is stored`);
	};
	const storeMany = (column: CsvColumn, text: string) => {
		const changes = picked.map((row) => changeOf(type, row, new Map([[column.field, text]])));
		const wrong = changes.find((change) => !change.ok);
		if (wrong && !wrong.ok)
			setTrouble({ is: "wrong", message: "Not stored", issues: [{ path: column.header, message: wrong.error.get(column.field) ?? "" }] });
		else
			void store(
				changes.flatMap((change) => (change.ok ? [change.value] : [])),
				[],
				`${picked.length} changed`,
			);
	};
	const remove = (names: readonly string[]) => {
		if (kind === "estate") return;
		const orders = names.map((name): Edit => ({ do: "remove", component: kind, name }));
		void store(orders, [], `${names.length} removed`);
	};
	return {
		send,
		chosen,
		picked,
		drafts,
		trouble,
		pending,
		/** What was stored last, to be spoken. */
		said,
		storeCell,
		storeMany,
		remove,
		choose: (names: readonly string[], on: boolean) => {
			const rest = [...chosen].filter((name) => !names.includes(name));
			setChosen(new Set(on ? [...rest, ...names] : rest));
		},
		chooseNone: () => setChosen(new Set()),
		/** After reading what the other person did: store all the same. */
		insist: ({ edits, keys, conflict }: Disagreement) => void store(edits, keys, "Stored over theirs", conflict.sequence),
		giveIn: ({ keys }: Disagreement) => {
			withDrafts(keys, undefined);
			setTrouble(undefined);
		},
	};
}
