"use client";
import type { Route } from "next";
import Link from "next/link";
import { useMemo, useRef, useState } from "react";
import { VersionChip } from "@/components/ui/chip.tsx";
import { Field, Input } from "@/components/ui/field.tsx";
import { LiveRegion } from "@/components/ui/live-region.tsx";
import { Row, Table, TableBody, TableHead, Td, Th } from "@/components/ui/table.tsx";
import { RowsNotDrawn, useWindowedRows } from "@/components/ui/windowed-rows.tsx";
import { formHref } from "./component-link.ts";
import { kindWord } from "./estate-components.ts";
import { findHosts, type TopologyRow } from "./topology-rows.ts";

/** Height of a row, pixels, its line with it. */
const ROW = 45;

/** Everything the drawing shows, one row a host: for large estates, for keyboards, and for those who do not see it. */
export function TopologyTable({
	estateId,
	rows,
	initial,
}: {
	readonly estateId: string;
	readonly rows: readonly TopologyRow[];
	readonly initial: string;
}) {
	const [words, setWords] = useState(initial);
	const shown = useMemo(() => findHosts(rows, words), [rows, words]);
	const scroller = useRef<HTMLElement>(null);
	const { seen, before, after } = useWindowedRows(shown.length, ROW, scroller);
	return (
		<>
			<div className="border-b border-line px-4 py-3">
				<Field label={`Find among ${rows.length} hosts`} className="max-w-md">
					<Input
						type="search"
						value={words}
						placeholder="Host, pool, group, farm, version"
						onChange={(event) => setWords(event.target.value)}
					/>
				</Field>
			</div>
			<LiveRegion text={`${shown.length} of ${rows.length} hosts shown`} />
			{shown.length === 0 ? (
				<p className="px-4 py-8 text-13 text-ink-2">No host fits these words.</p>
			) : (
				<Table label="Hosts and what stands on them" scroller={scroller}>
					<TableHead>
						<Th>Host</Th>
						<Th>Carries</Th>
						<Th>Group or farm</Th>
						<Th>Pools</Th>
						<Th>Calls the SDK at</Th>
						<Th>System</Th>
					</TableHead>
					<TableBody>
						<RowsNotDrawn height={before} />
						{seen
							.flatMap((index) => shown[index] ?? [])
							.map((row) => (
								<Row key={row.host}>
									<Td className="mono font-medium">{row.host}</Td>
									<Td>
										<span className="flex gap-3">
											{row.components.map((part) => (
												<Link key={part.key} href={formHref(estateId, part) as Route} className="flex items-center gap-1.5 hover:underline">
													{kindWord[part.kind]}
													<VersionChip version={part.version} relation={part.standing} />
												</Link>
											))}
											{row.components.length === 0 && <span className="text-ink-3">nothing recorded</span>}
										</span>
									</Td>
									<Td className="text-ink-2">{row.places.join("; ")}</Td>
									<Td className="mono text-ink-2">{row.pools.join(", ")}</Td>
									<Td className="mono text-ink-2">{row.calls.join(", ")}</Td>
									<Td className="text-ink-2">{row.os}</Td>
								</Row>
							))}
						<RowsNotDrawn height={after} />
					</TableBody>
				</Table>
			)}
		</>
	);
}
