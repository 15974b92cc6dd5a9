"use client";
import { useRun } from "@/components/run/run-context.tsx";
import { Card } from "@/components/ui/card.tsx";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import { Row, Table, TableBody, TableHead, Td, Th } from "@/components/ui/table.tsx";
import { formatInstant, spanWords } from "@/components/ui/time-format.ts";
import { plusMinutes } from "@/lib/domain/run/instants.ts";
import type { PlanSchedule } from "@/lib/domain/schedule/plan-schedule.ts";
import type { SafeStart } from "@/lib/domain/schedule/segments.ts";
import { subjectName, workerName } from "./schedule-model.ts";
import { segmentWord } from "./schedule-verdict.tsx";

const words = (minutes: number): string => spanWords(minutes * 60_000);

/** The same as tables, to read aloud, to print and to look up: latest safe starts, then every step. */
export function ScheduleList({
	found,
	start,
	zone,
	safe,
}: {
	readonly found: PlanSchedule;
	readonly start: string;
	readonly zone: string;
	readonly safe: readonly SafeStart[];
}) {
	const { step, person } = useRun();
	const time = (minutes: number) => formatInstant(plusMinutes(start, minutes), zone, "time");
	const names = new Map(found.loads.map(({ worker }) => [worker.id, workerName(worker, person)]));
	const begins = new Map(found.bars.map((bar) => [bar.stepId, bar.start]));
	return (
		<>
			{safe.length > 0 && (
				<Card title="Latest safe starts" count={safe.length}>
					<Table label="Latest safe starts">
						<TableHead>
							<Th>What opens</Th>
							<Th>Planned</Th>
							<Th>At the latest</Th>
							<Th>To close</Th>
							<Th>To back out</Th>
						</TableHead>
						<TableBody>
							{safe.map((segment) => {
								const planned = begins.get(segment.opens);
								const late = planned !== undefined && Date.parse(plusMinutes(start, planned)) > Date.parse(segment.latestStart);
								return (
									<Row key={segment.opens + segment.closes}>
										<Td>
											{segmentWord(segment.kind)} {subjectName(segment.subject)}
										</Td>
										<Td>{planned === undefined ? "" : time(planned)}</Td>
										<Td>
											<span className={late ? "font-medium text-amber-text" : undefined}>
												{formatInstant(segment.latestStart, zone, "time")}
												{late && ", planned too late"}
											</span>
										</Td>
										<Td>{words(segment.minutes)}</Td>
										<Td>{words(segment.backOutMinutes)}</Td>
									</Row>
								);
							})}
						</TableBody>
					</Table>
				</Card>
			)}
			<Card padded>
				<Disclosure summary={`Every step in order of time, ${found.bars.length}`}>
					<Table label="Steps in order of time">
						<TableHead>
							<Th>From</Th>
							<Th>To</Th>
							<Th>Step</Th>
							<Th>Who</Th>
							<Th>Slack</Th>
						</TableHead>
						<TableBody>
							{found.bars.map((bar) => (
								<Row key={bar.stepId}>
									<Td>{time(bar.start)}</Td>
									<Td>{time(bar.end)}</Td>
									<Td className="whitespace-normal">{step(bar.stepId)?.title ?? bar.stepId}</Td>
									<Td>{bar.worker === undefined ? "" : names.get(bar.worker)}</Td>
									<Td>{bar.slack === 0 ? "critical" : words(bar.slack)}</Td>
								</Row>
							))}
						</TableBody>
					</Table>
				</Disclosure>
			</Card>
		</>
	);
}
