"use client";
import { useEffect, useRef, useState } from "react";
import { eventWords } from "@/components/audit/event-text.ts";
import { LiveRegion } from "@/components/ui/live-region.tsx";
import { formatInstant } from "@/components/ui/time-format.ts";
import { worseLevel } from "@/lib/domain/run/attention.ts";
import { attentionWords } from "./attention-text.ts";
import { useOutlook } from "./outlook-clocks.tsx";
import { useRun } from "./run-context.tsx";
import { sentence } from "./sentence.ts";

const SPEAK_EVERY = 5000;
const AT_MOST = 3;

/**
 * Speaks what others do, politely: at most once in five seconds, the newest first where much happens. That the run will
 * probably, or surely, end after its window is said once each.
 */
export function Announcer() {
	const { recent, me, person, step, zone } = useRun();
	const [text, setText] = useState("");
	const heard = useRef(recent.at(-1)?.sequence ?? 0);
	const waiting = useRef<string[]>([]);
	useEffect(() => {
		const names = {
			person,
			stepTitle: (id: string) => step(id)?.title ?? id,
			time: (at: string) => formatInstant(at, zone, "time"),
		};
		for (const event of recent) {
			if (event.sequence <= heard.current) continue;
			heard.current = event.sequence;
			if (event.actor.id === me.id) continue;
			const words = eventWords(event.type, event.data, names);
			waiting.current.push(`${sentence(person(event.actor.id))}: ${words.title}${words.detail ? `, ${words.detail}` : ""}.`);
		}
	}, [recent, me, person, step, zone]);
	const level = useOutlook()?.level;
	const worst = useRef(level);
	useEffect(() => {
		const worse = worseLevel(worst.current, level);
		if (worse !== worst.current && (worse === "amber" || worse === "red")) {
			const { title, body } = attentionWords({ kind: `forecast-${worse}`, subject: "run" }, (id) => id);
			waiting.current.push(`${title}. ${body}.`);
		}
		worst.current = worse;
	}, [level]);
	useEffect(() => {
		const timer = setInterval(() => {
			if (waiting.current.length === 0) return;
			const said = waiting.current.slice(-AT_MOST);
			const more = waiting.current.length - said.length;
			waiting.current = [];
			setText(`${said.join(" ")}${more > 0 ? ` And ${more} more.` : ""}`);
		}, SPEAK_EVERY);
		return () => clearInterval(timer);
	}, []);
	return <LiveRegion text={text} />;
}
