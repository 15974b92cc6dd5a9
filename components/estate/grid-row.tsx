"use client";
/** A row of the editing table: the component's name, which opens its form, and a cell for each field. */
import { type KeyboardEvent, memo } from "react";
import { cx } from "@/components/ui/cx.ts";
import type { CsvColumn } from "@/lib/domain/inventory/csv/column.ts";
import { cellText, columnLabel, type EditableRow, optionsOf } from "./editable-rows.ts";
import { CellEditor, CellText } from "./grid-cell.tsx";
import { type CellAt, columnWidth, NAME_WIDTH } from "./grid-model.ts";

/** What was typed into a cell and is not stored (yet): on its way, or refused. */
export type CellDraft = { readonly text: string; readonly error?: string };
export const draftKey = (name: string, field: string): string => `${name}\n${field}`;

export type ComponentGridProps = {
	readonly label: string;
	readonly rows: readonly EditableRow[];
	/** The first column names the component and opens its form. */
	readonly nameLabel: string;
	readonly columns: readonly CsvColumn[];
	readonly editable: boolean;
	readonly chosen: ReadonlySet<string>;
	readonly drafts: ReadonlyMap<string, CellDraft>;
	readonly onChoose: (names: readonly string[], chosen: boolean) => void;
	readonly onOpen: (row: EditableRow) => void;
	readonly onStore: (row: EditableRow, column: CsvColumn, text: string) => void;
};

/** Only what concerns this row, and functions that stay the same: a row that did not change is not drawn anew. */
type GridRowProps = Pick<ComponentGridProps, "columns" | "editable" | "drafts" | "onChoose" | "onOpen" | "onStore"> & {
	readonly row: EditableRow;
	readonly index: number;
	readonly picked: boolean;
	/** Of the active cell, when it is in this row. 0 is the name. */
	readonly activeColumn: number | undefined;
	/** The active cell is being written in. */
	readonly editing: boolean;
	readonly onAt: (at: CellAt) => void;
	readonly onGo: (at: CellAt) => void;
	readonly onEditing: (editing: boolean) => void;
	readonly onKeys: (event: KeyboardEvent) => void;
};

export const GridRow = memo(function GridRow(props: GridRowProps) {
	const { row, index, activeColumn, columns, editable, picked, onAt, onChoose, onOpen, onKeys } = props;
	const active = activeColumn === 0;
	const label = row.name === "" ? "The estate" : row.name;
	return (
		<tr aria-rowindex={index + 2} className={cx("group/row", picked ? "bg-selected" : "bg-surface hover:bg-hover")}>
			<th
				scope="row"
				className={cx("sticky left-0 z-10 h-9 border-b border-line pl-4 font-normal", NAME_WIDTH, picked ? "bg-selected" : "bg-surface")}
			>
				<span className="flex min-w-0 items-center gap-2">
					{editable && (
						<input
							type="checkbox"
							tabIndex={-1}
							aria-label={`Choose ${label}`}
							checked={picked}
							onChange={() => onChoose([row.name], !picked)}
							className="size-4 shrink-0 accent-accent"
						/>
					)}
					<button
						type="button"
						data-active={active}
						tabIndex={active ? 0 : -1}
						onKeyDown={onKeys}
						onFocus={() => onAt({ row: index, column: 0 })}
						onClick={() => onOpen(row)}
						className="mono min-h-8 min-w-0 truncate text-left font-medium text-ink hover:underline"
					>
						{label}
					</button>
				</span>
			</th>
			{columns.map((column, i) => (
				<GridCell key={column.field} {...props} column={column} number={i + 1} label={`${columnLabel(column)} of ${label}`} />
			))}
		</tr>
	);
});

type GridCellProps = GridRowProps & { readonly column: CsvColumn; readonly number: number; readonly label: string };

function GridCell({
	row,
	column,
	number,
	label,
	index,
	activeColumn,
	editing,
	editable,
	drafts,
	onAt,
	onGo,
	onEditing,
	onStore,
	onKeys,
}: GridCellProps) {
	const draft = drafts.get(draftKey(row.name, column.field));
	const text = draft?.text ?? cellText(column, row.item);
	const here = { row: index, column: number };
	const active = activeColumn === number;
	const done = () => {
		onEditing(false);
		onGo(here);
	};
	return (
		<td className={cx("h-9 border-b border-line p-0", columnWidth(column))}>
			{active && editing ? (
				<CellEditor
					label={label}
					text={text}
					options={optionsOf(column.kind)}
					invalid={draft?.error !== undefined}
					onStore={(next) => {
						done();
						onStore(row, column, next);
					}}
					onGiveUp={done}
				/>
			) : (
				<button
					type="button"
					aria-label={`${label}: ${text === "" ? "none" : text}${draft?.error === undefined ? "" : `. Not stored: ${draft.error}`}`}
					title={draft?.error ?? (text.length > 18 ? text : undefined)}
					data-active={active}
					tabIndex={active ? 0 : -1}
					onKeyDown={onKeys}
					onFocus={() => onAt(here)}
					onClick={() => {
						onAt(here);
						if (editable) onEditing(true);
					}}
					className="flex h-9 w-full min-w-0 items-center px-2 text-left text-ink-2 focus-visible:-outline-offset-2"
				>
					<CellText
						text={text}
						pending={draft !== undefined && draft.error === undefined}
						error={draft?.error}
						mono={column.kind.is !== "choice" && column.kind.is !== "yes-no"}
					/>
				</button>
			)}
		</td>
	);
}
