import type { Route } from "next";
import Link from "next/link";
import { Chip, VersionChip } from "@/components/ui/chip.tsx";
import { Bar } from "@/components/ui/progress.tsx";
import { StateIcon } from "@/components/ui/state.tsx";
import { Row, Table, TableBody, TableHead, Td, Th } from "@/components/ui/table.tsx";
import { RelativeTime, ZonedTime } from "@/components/ui/time.tsx";
import type { EstateSummary } from "@/lib/wire/views.ts";
import { standingOf } from "./estate-components.ts";

const componentCount = (estate: EstateSummary): number => estate.versions.reduce((sum, entry) => sum + entry.count, 0);
const countAtTarget = (estate: EstateSummary, target: string): number =>
	estate.versions.reduce((sum, entry) => sum + (standingOf(entry.version, target) === "at" ? entry.count : 0), 0);

/** Versions written out in a row of the list; the rest is counted. */
const SPREAD = 3;

/** How far versions are apart: each with how many have it, newest first. */
function VersionSpread({ versions, target }: { readonly versions: EstateSummary["versions"]; readonly target: string }) {
	const rest = versions.slice(SPREAD).reduce((sum, { count }) => sum + count, 0);
	return (
		<span className="flex items-center gap-2">
			{versions.slice(0, SPREAD).map(({ version, count }) => (
				<span key={version} className="flex items-center gap-1 text-12 text-ink-3">
					<VersionChip version={version} relation={standingOf(version, target)} />
					{count}
				</span>
			))}
			{rest > 0 && <span className="text-12 text-ink-3">and {rest} older</span>}
		</span>
	);
}

/** The run under way, else the next window; both lead to their plan. */
function NextUp({ estate }: { readonly estate: EstateSummary }) {
	const { activeRun, nextWindow } = estate;
	if (activeRun !== undefined)
		return (
			<Link href={`/plans/${activeRun.planId}/run` as Route} className="link relative z-10 flex items-center gap-1.5">
				<StateIcon state={activeRun.status === "paused" ? "paused" : "running"} size={14} />
				{activeRun.mode === "rehearsal" ? "Rehearsal" : "Live run"} {activeRun.status}
			</Link>
		);
	if (nextWindow === undefined) return <span className="text-ink-3">no window</span>;
	return (
		<Link href={`/plans/${nextWindow.planId}` as Route} className="link relative z-10">
			<ZonedTime at={nextWindow.start} zone={nextWindow.timeZone} style="date-time" />
		</Link>
	);
}

const servers = (estate: EstateSummary): string => {
	const { mfaServers, userPortals, adfsFarms } = estate.counts;
	const parts = [
		[mfaServers, "server"],
		[userPortals, "portal"],
		[adfsFarms, "farm"],
	] as const;
	const said = parts.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}${n === 1 ? "" : "s"}`);
	return said.length === 0 ? "nothing recorded yet" : said.join(", ");
};

const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;

function FindingCount({ counts }: { readonly counts: { readonly blockers: number; readonly warnings: number } | undefined }) {
	if (counts === undefined) return <span className="text-ink-3">on its page</span>;
	if (counts.blockers + counts.warnings === 0) return <span className="text-ink-3">none</span>;
	return (
		<span className="flex gap-3 text-ink-2">
			{counts.blockers > 0 && (
				<span className="flex items-center gap-1 text-ink">
					<StateIcon state="blocker" size={14} />
					{plural(counts.blockers, "blocker")}
				</span>
			)}
			{counts.warnings > 0 && (
				<span className="flex items-center gap-1">
					<StateIcon state="warning" size={14} />
					{plural(counts.warnings, "warning")}
				</span>
			)}
		</span>
	);
}

/** Estates in the order given: how far each is, its versions, what stands against it, what runs or comes next. */
export function EstateTable({
	estates,
	target,
	findings,
	archived = false,
}: {
	readonly archived?: boolean;
	readonly estates: readonly EstateSummary[];
	readonly target: string;
	/** By estate id; an estate that is not in it has not been looked at. */
	readonly findings: Readonly<Record<string, { readonly blockers: number; readonly warnings: number }>>;
}) {
	return (
		<Table label="Estates">
			<TableHead>
				<Th>Estate</Th>
				<Th className="w-56">At {target}</Th>
				<Th>Versions</Th>
				<Th>Findings</Th>
				<Th>Running, or next window</Th>
				<Th>Plans</Th>
				<Th>{archived ? "Archived" : "Changed"}</Th>
			</TableHead>
			<TableBody>
				{estates.map((estate) => {
					const [total, at] = [componentCount(estate), countAtTarget(estate, target)];
					return (
						<Row key={estate.id} className="relative hover:bg-hover">
							<Td className="h-13">
								<Link href={`/estates/${estate.id}` as Route} className="font-medium stretched hover:underline">
									{estate.name}
								</Link>
								{estate.copyOf !== undefined && (
									<Chip tone="line" className="ml-2">
										rehearsal copy
									</Chip>
								)}
								<span className="block text-12 text-ink-3">{servers(estate)}</span>
							</Td>
							<Td>
								{total === 0 ? (
									<span className="text-ink-3">no components</span>
								) : (
									<span className="flex items-center gap-3 text-ink-2">
										<span className="w-28">
											<Bar total={total} done={at} />
										</span>
										{at} of {total}
									</span>
								)}
							</Td>
							<Td>
								<VersionSpread versions={estate.versions} target={target} />
							</Td>
							<Td>
								<FindingCount counts={findings[estate.id]} />
							</Td>
							<Td>
								<NextUp estate={estate} />
							</Td>
							<Td className="text-ink-2">{estate.planCount || "none"}</Td>
							<Td className="text-ink-2">
								<RelativeTime at={estate.archivedAt ?? estate.changedAt} zone={estate.timeZone} />
							</Td>
						</Row>
					);
				})}
			</TableBody>
		</Table>
	);
}
