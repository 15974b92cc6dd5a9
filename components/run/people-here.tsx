"use client";
import { Avatar } from "@/components/ui/avatar.tsx";
import { useRun } from "./run-context.tsx";

const SHOWN = 5;

/** Who looks at this run just now; me first. */
export function PeopleHere() {
	const { presence, me } = useRun();
	const others = presence.filter((person) => person.id !== me.id);
	const shown = others.slice(0, SHOWN);
	return (
		<ul aria-label="Here now" className="flex items-center gap-1">
			<li>
				<Avatar name={me.name} me />
			</li>
			{shown.map((person) => (
				<li key={person.id}>
					<Avatar name={person.name} presence="here" />
				</li>
			))}
			{others.length > shown.length && <li className="text-12 text-ink-3">+{others.length - shown.length}</li>}
		</ul>
	);
}
