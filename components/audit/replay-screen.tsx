"use client";
import { useSearchParams } from "next/navigation";
import { useEffect, useMemo, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { StateIcon } from "@/components/ui/state.tsx";
import { formatInstant, zoneWord } from "@/components/ui/time-format.ts";
import { fetchLog, linesOf } from "@/lib/client/check-log.ts";
import type { People } from "@/lib/wire/views.ts";
import { eventWords } from "./event-text.ts";
import { ReplayBoard } from "./replay-board.tsx";
import { boardOf, density, type Replay, replayOf } from "./replay-model.ts";

const STEP_MS = 400;
const BARS = 120;

/** The board as it stood after any event: a slider over the sequence, played forward or by hand. The place is in the address. */
export function ReplayScreen({ planId, zone, people }: { readonly planId: string; readonly zone: string; readonly people: People }) {
	const search = useSearchParams();
	const [replay, setReplay] = useState<Replay | "failed">();
	const [chosen, setChosen] = useState<number>();
	const [playing, setPlaying] = useState(false);
	useEffect(() => {
		let gone = false;
		fetchLog(planId)
			.then((text) => replayOf(linesOf(text)))
			.then(
				(read) => !gone && setReplay(read),
				() => !gone && setReplay("failed"),
			);
		return () => {
			gone = true;
		};
	}, [planId]);
	const last = typeof replay === "object" ? replay.events.length : 1;
	const asked = Number(search.get("at") ?? Number.NaN);
	const at = Math.max(1, Math.min(last, chosen ?? (Number.isInteger(asked) ? asked : last)));
	useEffect(() => {
		if (!playing) return;
		const timer = setInterval(() => setChosen((now) => Math.min(last, (now ?? at) + 1)), STEP_MS);
		return () => clearInterval(timer);
	}, [playing, last, at]);
	useEffect(() => {
		if (chosen !== undefined) window.history.replaceState(null, "", `?at=${chosen}`);
		if (chosen === last) setPlaying(false);
	}, [chosen, last]);
	const state = useMemo(() => (typeof replay === "object" ? replay.at(at) : undefined), [replay, at]);
	if (replay === "failed") return <p className="p-6 text-14">The history could not be read just now. Reload the page to try again.</p>;
	if (!replay || !state)
		return (
			<p role="status" className="p-6 text-14 text-ink-2">
				Reading the events…
			</p>
		);
	const event = replay.events[at - 1];
	const titles = new Map(state.plan.steps.map(({ id, title }) => [id, title]));
	const words =
		event && eventWords(event.type, event.data, { person: (id) => people[id]?.name ?? id, stepTitle: (id) => titles.get(id) ?? id });
	const touched = typeof event?.data.stepId === "string" ? event.data.stepId : undefined;
	const go = (sequence: number) => {
		setPlaying(false);
		setChosen(Math.max(1, Math.min(last, sequence)));
	};
	return (
		<>
			<section aria-label="Point in the replay" className="sticky top-0 z-10 border-b border-line bg-surface px-4 py-3 md:px-6">
				<div className="flex flex-wrap items-center gap-x-4 gap-y-2">
					<div className="flex items-center gap-1">
						<Button
							square
							aria-label={playing ? "Pause the replay" : "Play from here"}
							onClick={() => {
								if (!playing) setChosen(at === last ? 1 : at);
								setPlaying(!playing);
							}}
						>
							<Icon name={playing ? "pause" : "play"} />
						</Button>
						<Button square variant="quiet" aria-label="One event back" onClick={() => go(at - 1)}>
							<Icon name="arrow-left" />
						</Button>
						<Button square variant="quiet" aria-label="One event on" onClick={() => go(at + 1)}>
							<Icon name="arrow-right" />
						</Button>
					</div>
					<div className="min-w-0 flex-1 basis-64">
						<Density replay={replay} />
						<input
							type="range"
							min={1}
							max={last}
							value={at}
							aria-label="Event"
							aria-valuetext={`Event ${at} of ${last}, ${event ? formatInstant(event.at, zone, "time-seconds") : ""}`}
							onChange={(change) => go(Number(change.target.value))}
							className="slider block w-full pointer-coarse:min-h-11"
						/>
					</div>
					<p className="sm:text-right">
						<span className="block text-16 font-semibold tabular-nums">
							{event && `${formatInstant(event.at, zone, "time-seconds")} ${zoneWord(event.at, zone)}`}
						</span>
						<span className="text-12 text-ink-3">
							event {at} of {last}
						</span>
					</p>
				</div>
				{event && words && (
					<p className="mt-2 flex items-center gap-2 text-13">
						<StateIcon state={words.icon} labelled />
						<span className="min-w-0 truncate">
							<span className="font-medium">{words.title}</span> <span className="text-ink-3">{words.detail}</span>{" "}
							<span className="text-ink-3">by {people[event.actor.id]?.name ?? event.actor.id}</span>
						</span>
						<a className="link ml-auto text-12 whitespace-nowrap" href={`/plans/${planId}/history?event=${at}`}>
							Open the event
						</a>
					</p>
				)}
			</section>
			<ReplayBoard board={boardOf(state)} status={state.status} zone={zone} name={(id) => people[id]?.name ?? id} touched={touched} />
		</>
	);
}

function Density({ replay }: { readonly replay: Replay }) {
	const bars = useMemo(() => density(replay.events, BARS), [replay]);
	const most = Math.max(1, ...bars);
	return (
		<svg aria-hidden="true" focusable="false" viewBox={`0 0 ${BARS} 24`} preserveAspectRatio="none" className="block h-6 w-full">
			<path d={bars.map((count, i) => `M${i + 0.1} 24v${(-count / most) * 24}h0.8V24z`).join("")} className="fill-line-strong" />
		</svg>
	);
}
