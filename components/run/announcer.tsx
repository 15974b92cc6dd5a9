"use client";
import { useEffect, useRef, useState } from "react";
import { eventWords } from "@/components/audit/event-text.ts";
import { LiveRegion } from "@/components/ui/live-region.tsx";
import { formatInstant } from "@/components/ui/time-format.ts";
import { useRun } from "./run-context.tsx";
import { sentence } from "./sentence.ts";

const SPEAK_EVERY = 5000;
const AT_MOST = 3;

/** Speaks what others do, politely: at most once in five seconds, the newest first where much happens. */
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
