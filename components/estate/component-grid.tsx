"use client";
/**
 * One kind of component as a table to edit in place. Draws only the rows that are seen, so thousands scroll smoothly.
 * Keyboard: arrows move, Enter or F2 edits, Escape gives up, Space chooses the row for a change of many at once.
 */
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { cx } from "@/components/ui/cx.ts";
import { useLatest } from "@/components/ui/use-latest.ts";
import { RowsNotDrawn, useWindowedRows } from "@/components/ui/windowed-rows.tsx";
import { columnLabel } from "./editable-rows.ts";
import { type CellAt, columnWidth, moved, NAME_WIDTH } from "./grid-model.ts";
import { type ComponentGridProps, GridRow } from "./grid-row.tsx";

const ROW = 36;

export function ComponentGrid(props: ComponentGridProps) {
	const { label, rows, columns, editable, chosen } = props;
	const scroller = useRef<HTMLElement>(null);
	const [at, setAt] = useState<CellAt>({ row: 0, column: 0 });
	const [editing, setEditing] = useState(false);
	/** The cell takes focus only when a person moved there, not when the page opens. */
	const wantsFocus = useRef(false);
	const { seen, before, after, scrollTo } = useWindowedRows(rows.length, ROW, scroller);
	useEffect(() => {
		const cell = wantsFocus.current && !editing ? scroller.current?.querySelector<HTMLElement>('[data-active="true"]') : undefined;
		if (!cell) return;
		cell.focus();
		wantsFocus.current = false;
	});
	const go = (next: CellAt) => {
		wantsFocus.current = true;
		scrollTo(next.row);
		setAt(next);
	};
	const keys = (event: KeyboardEvent) => {
		const next = moved(event.key, at, rows.length, columns.length + 1);
		const row = rows[at.row];
		if (next) go(next);
		else if (event.key === "F2" && editable && at.column > 0) setEditing(true);
		else if (event.key === " " && editable && row) props.onChoose([row.name], !chosen.has(row.name));
		else return;
		event.preventDefault();
	};
	const [onGo, onKeys] = [useLatest(go), useLatest(keys)];
	const [onChoose, onOpen, onStore] = [useLatest(props.onChoose), useLatest(props.onOpen), useLatest(props.onStore)];
	return (
		// Takes focus, because what scrolls must scroll by keyboard too.
		<section
			ref={scroller}
			aria-label={label}
			{...{ tabIndex: 0 }}
			className="relative max-h-[70dvh] overflow-auto focus-visible:-outline-offset-2"
		>
			<table aria-rowcount={rows.length + 1} className="w-max min-w-full table-fixed border-separate border-spacing-0 text-13">
				<GridHead {...props} />
				<tbody>
					<RowsNotDrawn height={before} />
					{seen.map((index) => {
						const row = rows[index];
						return row === undefined ? null : (
							<GridRow
								key={row.name}
								row={row}
								index={index}
								columns={columns}
								editable={editable}
								drafts={props.drafts}
								picked={chosen.has(row.name)}
								activeColumn={at.row === index ? at.column : undefined}
								editing={editing && at.row === index}
								onAt={setAt}
								onEditing={setEditing}
								onGo={onGo}
								onKeys={onKeys}
								onChoose={onChoose}
								onOpen={onOpen}
								onStore={onStore}
							/>
						);
					})}
					<RowsNotDrawn height={after} />
				</tbody>
			</table>
		</section>
	);
}

function GridHead({ nameLabel, rows, columns, editable, chosen, onChoose }: ComponentGridProps) {
	const all = rows.length > 0 && rows.every((row) => chosen.has(row.name));
	return (
		<thead>
			<tr className="text-12 text-ink-3">
				<th
					scope="col"
					className={cx("sticky top-0 left-0 z-20 h-8 border-b border-line bg-surface pl-4 text-left font-normal", NAME_WIDTH)}
				>
					<span className="flex items-center gap-2">
						{editable && (
							<input
								type="checkbox"
								aria-label={all ? "Choose none" : `Choose all ${rows.length}`}
								checked={all}
								onChange={() =>
									onChoose(
										rows.map(({ name }) => name),
										!all,
									)
								}
								className="size-4 accent-accent"
							/>
						)}
						{nameLabel}
					</span>
				</th>
				{columns.map((column) => (
					<th
						key={column.field}
						scope="col"
						title={column.help}
						className={cx(
							"sticky top-0 z-10 h-8 border-b border-line bg-surface px-2 text-left font-normal whitespace-nowrap",
							columnWidth(column),
						)}
					>
						{columnLabel(column)}
					</th>
				))}
			</tr>
		</thead>
	);
}
