import type { Metadata, Route } from "next";
import Link from "next/link";
import { AuditSearch, type SearchValues } from "@/components/audit/audit-search.tsx";
import { eventWords } from "@/components/audit/event-text.ts";
import { PageBody, PageHeader } from "@/components/shell/page-header.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { type LogEvent, logEvent } from "@/lib/domain/log-event.ts";
import { filterText, noteAuditRead } from "@/lib/server/access-log.ts";
import { auditEvents } from "@/lib/server/audit-events.ts";
import { people } from "@/lib/server/people.ts";
import { listEstates, listPlans } from "@/lib/server/queries.ts";
import { requirePrincipal } from "@/lib/server/session.ts";
import { auditQuery } from "@/lib/wire/api-audit.ts";

export const metadata: Metadata = { title: "All events" };

type Props = { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

const PAGE = 100;
const keys = ["text", "step", "estate", "actor", "type", "from", "to"] as const;

/** Whole UTC days, both included, as the instants the query wants. */
function queryOf(values: SearchValues, after: string | undefined): Record<string, string> {
	const day = (text: string, add: number) => new Date(Date.parse(`${text}T00:00:00.000Z`) + add).toISOString();
	const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00.000Z`));
	const { from, to, ...rest } = values;
	const times = { ...(isDay(from) && { from: day(from, 0) }), ...(isDay(to) && { to: day(to, 86_400_000) }) };
	const all = { ...rest, ...times, ...(after !== undefined && { after }), order: "newest", limit: String(PAGE) };
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
}

/** Where an event is read with what stands around it: in its plan, its change of the inventory, or its day. */
function hrefOf({ stream, sequence, command, type, actor, at }: LogEvent): Route {
	const [kind, id] = stream.split("/");
	if (kind === "plan") return `/plans/${id}/history?event=${sequence}` as Route;
	const request = new URLSearchParams({ request: command.replace(/#\d+$/, "") });
	if (kind === "estate") return `/estates/${id}/history?${request}` as Route;
	const day = at.slice(0, 10);
	return `/history/events?${new URLSearchParams({ actor: actor.id, type, from: day, to: day })}` as Route;
}

export default async function AllEventsPage({ searchParams }: Props) {
	const principal = await requirePrincipal();
	const given = await searchParams;
	const text = (key: string): string => (typeof given[key] === "string" ? given[key] : "");
	const values = Object.fromEntries(keys.map((key) => [key, text(key)])) as SearchValues; // every key was just set
	const asked = queryOf(values, text("after") || undefined);
	const query = auditQuery.safeParse(asked);
	await noteAuditRead(principal, "events", filterText(new URLSearchParams(asked)));
	const { lines, next } = query.success ? await auditEvents(principal, query.data) : { lines: [], next: undefined };
	const [estates, plans, names] = [await listEstates(principal), await listPlans(principal), await people()];
	const streamName = new Map<string, string>([
		...estates.map(({ id, name }) => [`estate/${id}`, name] as const),
		...plans.map(({ id, estateName, targetVersion }) => [`plan/${id}`, `${estateName}, to ${targetVersion}`] as const),
	]);
	const { order: _order, limit: _limit, after: _after, ...filter } = asked;
	const exportHref = (format: string) => `/api/v1/audit/events?${new URLSearchParams({ ...filter, limit: "1000", format })}`;
	const more = next === undefined ? undefined : new URLSearchParams({ ...values, after: next }).toString();
	return (
		<>
			<PageHeader crumbs={[{ label: "History", href: "/history" }]} title="All events" />
			<PageBody>
				<AuditSearch
					values={values}
					estates={estates.map(({ id, name }) => ({ id, name }))}
					people={Object.values(names)}
					exports={{ csv: exportHref("csv"), jsonl: exportHref("jsonl") }}
				/>
				<p className="text-12 text-ink-3">Newest first. Exports hold the first 1,000 matches; scripts page on with the API.</p>
				<Card>
					{lines.length === 0 ? (
						<EmptyState icon="history" title="No event matches">
							Take a filter away to see more.
						</EmptyState>
					) : (
						<ul>
							{lines.map(({ line, hash }) => {
								const event = logEvent.parse(JSON.parse(line));
								const { stream, sequence, type, at, actor, data } = event;
								const { title, detail } = eventWords(type, type === "plan-drafted" ? {} : data, {
									person: (id) => names[id]?.name ?? id,
									stepTitle: (id) => id,
								});
								return (
									<li key={hash} className="relative border-b border-line px-4 py-2 text-13 last:border-b-0 hover:bg-hover">
										<Link href={hrefOf(event)} className="font-medium stretched wrap-anywhere">
											{title}
										</Link>{" "}
										<span className="text-ink-3 wrap-anywhere">{detail}</span>
										<p className="text-12 text-ink-3">
											{names[actor.id]?.name ?? actor.id}, {at.slice(0, 19).replace("T", " ")} UTC, {streamName.get(stream) ?? stream},
											event {sequence}
										</p>
									</li>
								);
							})}
						</ul>
					)}
				</Card>
				{more !== undefined && (
					<Link className="link self-start text-13" href={`/history/events?${more}` as Route}>
						Older events
					</Link>
				)}
			</PageBody>
		</>
	);
}
