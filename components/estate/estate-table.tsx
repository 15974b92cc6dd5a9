import type { Route } from "next";
import Link from "next/link";
import { VersionChip } from "@/components/ui/chip.tsx";
import { Bar } from "@/components/ui/progress.tsx";
import { StateIcon } from "@/components/ui/state.tsx";
import { Row, Table, TableBody, TableHead, Td, Th } from "@/components/ui/table.tsx";
import { RelativeTime } from "@/components/ui/time.tsx";
import type { EstateSummary } from "@/lib/wire/views.ts";
import { standingOf } from "./estate-components.ts";

const componentCount = (estate: EstateSummary): number => estate.versions.reduce((sum, entry) => sum + entry.count, 0);
const countAtTarget = (estate: EstateSummary, target: string): number =>
	estate.versions.reduce((sum, entry) => sum + (standingOf(entry.version, target) === "at" ? entry.count : 0), 0);

/** The oldest and the newest version of an estate; one when they are the same. */
function extremes(versions: EstateSummary["versions"]): readonly string[] {
	const known = versions.filter((entry) => entry.version !== "unknown").map((entry) => entry.version);
	const [newest, oldest] = [known[0], known.at(-1)];
	if (newest === undefined || oldest === undefined) return versions.length === 0 ? [] : ["unknown"];
	return newest === oldest ? [newest] : [oldest, newest];
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

/** Estates in the order given: how far each is, its oldest and newest version, who changed it last. */
export function EstateTable({
	estates,
	target,
	findings,
}: {
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
				<Th>Oldest, newest</Th>
				<Th>Contains</Th>
				<Th>Findings</Th>
				<Th>Plans</Th>
				<Th>Changed</Th>
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
								<span className="flex gap-1">
									{extremes(estate.versions).map((version) => (
										<VersionChip key={version} version={version} relation={standingOf(version, target)} />
									))}
								</span>
							</Td>
							<Td className="text-ink-2">{servers(estate)}</Td>
							<Td>
								<FindingCount counts={findings[estate.id]} />
							</Td>
							<Td className="text-ink-2">
								{estate.activeRun === undefined ? estate.planCount || "none" : `${estate.planCount}, one ${estate.activeRun.status}`}
							</Td>
							<Td className="text-ink-2">
								<RelativeTime at={estate.changedAt} zone={estate.timeZone} />
							</Td>
						</Row>
					);
				})}
			</TableBody>
		</Table>
	);
}
