"use client";
/** All fields of one component, or of a new one. Sends only what was changed; keeps every input when it is refused. */
import { type FormEvent, useId, useRef, useState } from "react";
import { ErrorSummary, type Issue } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Field, Input, Select, Textarea } from "@/components/ui/field.tsx";
import type { CsvColumn } from "@/lib/domain/inventory/csv/column.ts";
import { type CsvType, csvColumns, keyField } from "@/lib/domain/inventory/csv/columns.ts";
import type { Edit } from "@/lib/domain/inventory/edits.ts";
import { sameName } from "@/lib/domain/names.ts";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import type { People } from "@/lib/wire/views.ts";
import { additionColumns, additionOf } from "./component-addition.ts";
import { ConflictNote } from "./conflict-note.tsx";
import { cellText, changeOf, columnLabel, type EditableRow, isNameColumn, optionsOf, tableKinds } from "./editable-rows.ts";
import type { Conflict, Sent } from "./use-estate-order.ts";

type Texts = ReadonlyMap<string, string>;
type Trouble = { readonly message: string; readonly issues: readonly Issue[] };

export type ComponentFormProps = {
	readonly type: CsvType;
	/** Absent: a new component. */
	readonly row: EditableRow | undefined;
	/** The field to begin with. */
	readonly field?: string | undefined;
	readonly editable: boolean;
	readonly people: People;
	readonly zone: string;
	readonly send: (edits: readonly Edit[], seen?: number) => Promise<Sent>;
	readonly onRemove?: (() => void) | undefined;
	readonly onClose: () => void;
};

/** The edits that the form's texts mean; a changed name is a renaming, which comes last. */
function editsOf(type: CsvType, row: EditableRow | undefined, texts: Texts): Result<readonly Edit[], Texts> {
	if (!row) {
		const added = additionOf(type, texts);
		return added.ok ? ok([added.value]) : added;
	}
	const { kind } = tableKinds[type];
	const names = csvColumns[type].filter((column) => isNameColumn(type, column));
	const before = type === "estate" ? "" : String(row.item[keyField(type)]);
	const to = texts.get(keyField(type))?.trim() ?? before;
	const moves = type !== "estate" && kind !== "estate" && !sameName(to, before);
	const rest = new Map([...texts].filter(([field]) => !moves || !names.some((column) => column.field === field)));
	rest.delete("farm");
	const change = changeOf(type, row, rest);
	if (!change.ok) return err(change.error);
	const edits: Edit[] = rest.size > 0 ? [change.value] : [];
	if (moves) edits.push({ do: "rename", component: kind, name: row.name, to });
	return ok(edits);
}

/** `edits[0].pools[1]` as the field `pools`. */
const issueField = (type: CsvType, path: string): string | undefined => {
	const inside = path.replace(/^edits\[\d+\]\.?/, "");
	return (
		additionColumns(type).find(({ field }) => inside === field || inside.startsWith(`${field}[`) || inside === `facts.${field}`)?.field ??
		(inside === "to" ? keyField(type) : undefined)
	);
};

export function ComponentForm(props: ComponentFormProps) {
	const { type, row, onClose } = props;
	const { one } = tableKinds[type];
	const title =
		row === undefined ? `Add ${/^[aeiouAM]/.test(one) ? "an" : "a"} ${one}` : type === "estate" ? "The estate itself" : `${row.name}`;
	return (
		<Dialog
			open
			onOpenChange={(open) => !open && onClose()}
			width="lg"
			title={title}
			description={row === undefined || type === "estate" ? undefined : one}
		>
			<FormBody {...props} />
		</Dialog>
	);
}

function FormBody({ type, row, field, editable, people, zone, send, onRemove, onClose }: ComponentFormProps) {
	const [texts, setTexts] = useState<Texts>(new Map());
	const [faults, setFaults] = useState<Texts>(new Map());
	const [trouble, setTrouble] = useState<Trouble>();
	const [conflict, setConflict] = useState<Conflict>();
	const [pending, setPending] = useState(false);
	const formId = useId();
	const first = useRef(field);
	const columns = row === undefined ? additionColumns(type) : csvColumns[type];
	const textOf = (column: CsvColumn): string => texts.get(column.field) ?? (row === undefined ? "" : cellText(column, row.item));
	const put = (column: CsvColumn, text: string) => {
		const next = new Map(texts);
		if (row !== undefined && text === cellText(column, row.item)) next.delete(column.field);
		else next.set(column.field, text);
		setTexts(next);
		setFaults(new Map([...faults].filter(([key]) => key !== column.field)));
	};
	const store = async (seen?: number) => {
		const edits = editsOf(type, row, texts);
		if (!edits.ok) {
			setFaults(edits.error);
			return;
		}
		if (edits.value.length === 0) {
			onClose();
			return;
		}
		setPending(true);
		const sent = await send(edits.value, seen);
		setPending(false);
		if (sent.outcome === "stored") {
			onClose();
			return;
		}
		setConflict(sent.outcome === "conflict" ? sent.conflict : undefined);
		setTrouble(undefined);
		if (sent.outcome === "wrong") {
			const placed = sent.issues.map((issue) => ({ issue, field: issueField(type, issue.path) }));
			setFaults(new Map(placed.flatMap((one) => (one.field === undefined ? [] : [[one.field, one.issue.message]]))));
			setTrouble({
				message: `${sent.message}. Nothing was stored.`,
				issues: placed.filter((one) => one.field === undefined).map(({ issue }) => issue),
			});
		}
	};
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (!pending) void store();
	};
	return (
		<form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
			{trouble !== undefined && <ErrorSummary title={trouble.message} issues={trouble.issues} />}
			{conflict !== undefined && (
				<ConflictNote
					conflict={conflict}
					people={people}
					zone={zone}
					actions={
						<>
							<Button variant="primary" onClick={() => void store(conflict.sequence)} pending={pending && "Storing…"}>
								Store mine over it
							</Button>
							<Button onClick={onClose}>Keep theirs</Button>
						</>
					}
				/>
			)}
			<div className="grid gap-x-5 gap-y-4 sm:grid-cols-2">
				{columns.map((column) => (
					<Field
						key={column.field}
						label={columnLabel(column)}
						hint={column.help}
						required={column.required ?? false}
						error={faults.get(column.field)}
						className={column.field === "howToRepoint" ? "sm:col-span-2" : undefined}
					>
						<FormControl
							column={column}
							text={textOf(column)}
							readOnly={!editable || (row !== undefined && column.field === "farm")}
							focus={first.current === column.field}
							onText={(text) => put(column, text)}
						/>
					</Field>
				))}
			</div>
			<div className="sticky -bottom-5 -mx-5 -mb-5 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-canvas px-5 py-3">
				{onRemove !== undefined && (
					<Button variant="quiet" className="mr-auto" onClick={onRemove}>
						Remove it
					</Button>
				)}
				<Button onClick={onClose}>{editable ? "Discard" : "Close"}</Button>
				{editable && (
					<Button
						type="submit"
						variant="primary"
						pending={pending && "Storing…"}
						reason={texts.size === 0 ? "Opens when something is changed." : undefined}
					>
						{row === undefined ? "Add it" : "Store the changes"}
					</Button>
				)}
			</div>
		</form>
	);
}

function FormControl({
	column,
	text,
	readOnly,
	focus,
	onText,
}: {
	readonly column: CsvColumn;
	readonly text: string;
	readonly readOnly: boolean;
	readonly focus: boolean;
	readonly onText: (text: string) => void;
}) {
	const options = optionsOf(column.kind);
	const reach = (element: HTMLElement | null) => {
		// After the dialog has put its own focus somewhere.
		if (element !== null && focus) requestAnimationFrame(() => element.focus());
	};
	const mono = column.kind.is === "text" || column.kind.is === "version" ? "mono" : "";
	if (options !== undefined)
		return (
			<Select ref={reach} value={text} disabled={readOnly} onChange={(event) => onText(event.target.value)}>
				{(text === "" || column.required !== true) && <option value="">not said</option>}
				{options.map((option) => (
					<option key={option} value={option}>
						{option}
					</option>
				))}
			</Select>
		);
	if (column.field === "howToRepoint")
		return <Textarea ref={reach} rows={3} value={text} readOnly={readOnly} onChange={(event) => onText(event.target.value)} />;
	return (
		<Input
			ref={reach}
			value={text}
			readOnly={readOnly}
			spellCheck={false}
			className={mono}
			onChange={(event) => onText(event.target.value)}
		/>
	);
}
