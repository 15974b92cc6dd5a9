"use client";
import type { Route } from "next";
import Link from "next/link";
import { useMemo, useRef, useState } from "react";
import { VersionChip } from "@/components/ui/chip.tsx";
import { Field, Input, Select } from "@/components/ui/field.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { LiveRegion } from "@/components/ui/live-region.tsx";
import { Row, Table, TableBody, TableHead, Td, Th } from "@/components/ui/table.tsx";
import { RowsNotDrawn, useWindowedRows } from "@/components/ui/windowed-rows.tsx";
import { type ComponentSort, chooseComponents, standingWord } from "./component-choice.ts";
import { formHref } from "./component-link.ts";
import { type ComponentKind, type EstateComponent, kindWord } from "./estate-components.ts";
import { kindIcon } from "./host-card.tsx";

const columns: readonly { readonly id: ComponentSort["by"]; readonly label: string }[] = [
	{ id: "host", label: "Host" },
	{ id: "kind", label: "Component" },
	{ id: "version", label: "Version" },
	{ id: "standing", label: "Against the target" },
	{ id: "belongsTo", label: "Group or farm" },
];

/** Height of a row of `Td`s, pixels, its line with it. */
const ROW = 45;

/** Every component in one table: sort by a heading, narrow by words, kind and standing. The address keeps the choice. */
export function ComponentTable({
	estateId,
	components,
	initial,
}: {
	readonly estateId: string;
	readonly components: readonly EstateComponent[];
	readonly initial: { readonly words: string; readonly kind: string; readonly standing: string };
}) {
	const [choice, setChoice] = useState(initial);
	const [sort, setSort] = useState<ComponentSort>({ by: "host", down: false });
	const shown = useMemo(() => chooseComponents(components, choice, sort), [components, choice, sort]);

	const scroller = useRef<HTMLElement>(null);
	const { seen, before, after } = useWindowedRows(shown.length, ROW, scroller);
	const narrow = (change: Partial<typeof choice>) => {
		const next = { ...choice, ...change };
		setChoice(next);
		const query = new URLSearchParams(Object.entries(next).filter(([, value]) => value !== ""));
		window.history.replaceState(null, "", query.size === 0 ? window.location.pathname : `?${query}`);
	};
	return (
		<>
			<div className="flex flex-wrap items-end gap-3 border-b border-line px-4 py-3">
				<Field label="Find" className="min-w-40 flex-1 basis-48">
					<Input
						type="search"
						value={choice.words}
						onChange={(event) => narrow({ words: event.target.value })}
						placeholder="Host, version, pool"
					/>
				</Field>
				<Field label="Component" className="basis-44">
					<Select value={choice.kind} onChange={(event) => narrow({ kind: event.target.value })}>
						<option value="">All kinds</option>
						{(Object.keys(kindWord) as ComponentKind[]).map((kind) => (
							<option key={kind} value={kind}>
								{kindWord[kind]}
							</option>
						))}
					</Select>
				</Field>
				<Field label="Against the target" className="basis-40">
					<Select value={choice.standing} onChange={(event) => narrow({ standing: event.target.value })}>
						<option value="">All</option>
						{(["below", "at", "above", "unknown"] as const).map((standing) => (
							<option key={standing} value={standing}>
								{standingWord[standing]}
							</option>
						))}
					</Select>
				</Field>
			</div>
			<LiveRegion text={`${shown.length} of ${components.length} components shown`} />
			{shown.length === 0 ? (
				<p className="px-4 py-8 text-13 text-ink-2">No component fits. Widen the choice above.</p>
			) : (
				<Table label="Components" scroller={scroller}>
					<TableHead>
						{columns.map((column) => {
							const active = sort.by === column.id;
							return (
								<Th key={column.id} aria-sort={active ? (sort.down ? "descending" : "ascending") : "none"} className="px-1 first:pl-2">
									<button
										type="button"
										onClick={() => setSort({ by: column.id, down: active && !sort.down })}
										className="inline-flex min-h-8 items-center gap-1 rounded-chip px-2 hover:text-ink pointer-coarse:min-h-11"
									>
										{column.label}
										<Icon
											name={active ? (sort.down ? "chevron-down" : "chevron-up") : "sort"}
											size={12}
											className={active ? "text-ink" : "opacity-60"}
										/>
									</button>
								</Th>
							);
						})}
						<Th>Pools</Th>
						<Th>Remark</Th>
					</TableHead>
					<TableBody>
						<RowsNotDrawn height={before} />
						{seen
							.flatMap((index) => shown[index] ?? [])
							.map((part) => (
								<Row key={part.key}>
									<Td className="mono font-medium">
										<Link href={formHref(estateId, part) as Route} className="hover:underline">
											{part.host}
										</Link>
									</Td>
									<Td>
										<span className="flex items-center gap-2">
											<Icon name={kindIcon[part.kind]} size={14} className="text-ink-3" />
											{kindWord[part.kind]}
										</span>
									</Td>
									<Td>
										<VersionChip version={part.version} relation={part.standing} />
									</Td>
									<Td className="text-ink-2">{standingWord[part.standing]}</Td>
									<Td className="text-ink-2">{part.belongsTo}</Td>
									<Td className="mono text-ink-2">{part.pools.join(", ")}</Td>
									<Td className="text-ink-2">{part.remark}</Td>
								</Row>
							))}
						<RowsNotDrawn height={after} />
					</TableBody>
				</Table>
			)}
		</>
	);
}
