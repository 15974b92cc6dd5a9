"use client";
/** The editing table with everything around it: finding, changing one, many, adding, removing, and what was refused. */
import { useMemo, useState } from "react";
import { ErrorSummary } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Field, Input } from "@/components/ui/field.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { LiveRegion } from "@/components/ui/live-region.tsx";
import { type CsvType, csvColumns } from "@/lib/domain/inventory/csv/columns.ts";
import { fold } from "@/lib/domain/names.ts";
import type { People } from "@/lib/wire/views.ts";
import { BulkEditBar } from "./bulk-edit-bar.tsx";
import { ComponentForm } from "./component-form.tsx";
import { ComponentGrid } from "./component-grid.tsx";
import { ConflictNote } from "./conflict-note.tsx";
import { type EditableRow, findRows, isNameColumn, tableKinds } from "./editable-rows.ts";
import { useComponentEdits } from "./use-component-edits.ts";

export type ComponentEditorProps = {
	readonly estateId: string;
	readonly sequence: number;
	readonly type: CsvType;
	readonly rows: readonly EditableRow[];
	readonly editable: boolean;
	readonly people: People;
	readonly zone: string;
	/** From the address: words to find, the component whose form is open, and its field. */
	readonly initial: { readonly words: string; readonly open: string; readonly field: string };
};

export function ComponentEditor({ estateId, sequence, type, rows, editable, people, zone, initial }: ComponentEditorProps) {
	const { many, one } = tableKinds[type];
	const edits = useComponentEdits(estateId, sequence, type, rows);
	const { chosen, picked, trouble, pending } = edits;
	const [words, setWords] = useState(initial.words);
	const [removing, setRemoving] = useState<readonly string[]>([]);
	const [open, setOpen] = useState<{ readonly name: string | undefined; readonly field?: string } | undefined>(
		initial.open === "" ? undefined : { name: type === "estate" ? "" : initial.open, ...(initial.field && { field: initial.field }) },
	);
	const shown = useMemo(() => findRows(type, rows, words), [type, rows, words]);
	const columns = useMemo(() => csvColumns[type].filter((column) => !isNameColumn(type, column)), [type]);
	const opened = open?.name === undefined ? undefined : rows.find((row) => fold(row.name) === fold(open.name ?? ""));

	const address = (parts: Readonly<Record<string, string>>) => {
		const query = new URLSearchParams(Object.entries<string>({ of: type, ...parts }).filter(([, value]) => value !== ""));
		window.history.replaceState(null, "", `?${query}`);
	};
	const show = (name: string | undefined) => {
		setOpen({ name });
		address({ words, open: name === "" ? "Estate" : (name ?? "") });
	};
	const close = () => {
		setOpen(undefined);
		address({ words });
	};
	return (
		<>
			<div className="flex flex-wrap items-end gap-3 border-b border-line px-4 py-3">
				<Field label={`Find among ${rows.length} ${rows.length === 1 ? one : many}`} className="min-w-40 flex-1 basis-48">
					<Input
						type="search"
						value={words}
						placeholder="Any cell"
						onChange={(event) => {
							setWords(event.target.value);
							address({ words: event.target.value });
						}}
					/>
				</Field>
				{editable && type !== "estate" && (
					<Button onClick={() => show(undefined)}>
						<Icon name="plus" />
						Add {one}
					</Button>
				)}
			</div>
			<LiveRegion text={edits.said || `${shown.length} of ${rows.length} shown`} />
			{picked.length > 0 && (
				<BulkEditBar
					count={picked.length}
					columns={columns}
					pending={pending}
					onStore={edits.storeMany}
					onRemove={() => setRemoving(picked.map(({ name }) => name))}
					onClear={edits.chooseNone}
				/>
			)}
			{trouble !== undefined && (
				<div className="border-b border-line p-4">
					{trouble.is === "wrong" ? (
						<ErrorSummary title={trouble.message} issues={trouble.issues} />
					) : (
						<ConflictNote
							conflict={trouble.conflict}
							people={people}
							zone={zone}
							actions={
								<>
									<Button variant="primary" pending={pending && "Storing…"} onClick={() => edits.insist(trouble)}>
										Store mine over it
									</Button>
									<Button onClick={() => edits.giveIn(trouble)}>Keep theirs</Button>
								</>
							}
						/>
					)}
				</div>
			)}
			{shown.length === 0 ? (
				<p className="px-4 py-8 text-13 text-ink-2">{rows.length === 0 ? `No ${one} is recorded yet.` : "Nothing fits these words."}</p>
			) : (
				<ComponentGrid
					label={many}
					nameLabel={type === "adfs-nodes" ? "Farm / host" : type === "estate" ? "Estate" : "Name"}
					rows={shown}
					columns={columns}
					editable={editable}
					chosen={chosen}
					drafts={edits.drafts}
					onChoose={edits.choose}
					onOpen={(row) => show(row.name)}
					onStore={edits.storeCell}
				/>
			)}
			{open !== undefined && (open.name === undefined || opened !== undefined) && (
				<ComponentForm
					key={open.name ?? "new"}
					type={type}
					row={opened}
					field={open.field}
					editable={editable}
					people={people}
					zone={zone}
					send={edits.send}
					onRemove={editable && opened !== undefined && type !== "estate" ? () => setRemoving([opened.name]) : undefined}
					onClose={close}
				/>
			)}
			<ConfirmDialog
				open={removing.length > 0}
				onOpenChange={(next) => !next && setRemoving([])}
				title={removing.length === 1 ? `Remove ${removing[0]}` : `Remove ${removing.length} ${many}`}
				description={
					type === "pools"
						? "Its members stay and are no longer in the pool. The history keeps it, and it can be taken back there."
						: "The history keeps what is removed, and it can be taken back there."
				}
				action={removing.length === 1 ? `Remove ${removing[0]}` : `Remove ${removing.length}`}
				onConfirm={() => {
					setRemoving([]);
					setOpen(undefined);
					edits.remove(removing);
				}}
			/>
		</>
	);
}
