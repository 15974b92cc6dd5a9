import { Chip, type ChipTone } from "./chip.tsx";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";

export type StateName =
	| "waiting"
	| "ready"
	| "running"
	| "done"
	| "failed"
	| "skipped"
	| "parked"
	| "paused"
	| "gap"
	| "warning"
	| "blocker"
	| "info";

type Look = {
	readonly icon: Parameters<typeof Icon>[0]["name"];
	readonly word: string;
	readonly colour: string;
	readonly tone: ChipTone;
};

/** Icon, word and colour of every state: one table, so no screen invents a second look for one of them. */
const looks: Record<StateName, Look> = {
	waiting: { icon: "state-waiting", word: "Waiting", colour: "text-ink-3", tone: "neutral" },
	ready: { icon: "state-ready", word: "Ready", colour: "text-accent-text", tone: "accent" },
	running: { icon: "state-running", word: "In progress", colour: "text-accent-text", tone: "accent" },
	done: { icon: "state-done", word: "Done", colour: "text-green", tone: "green" },
	failed: { icon: "state-failed", word: "Failed", colour: "text-red", tone: "red" },
	skipped: { icon: "state-skipped", word: "Skipped", colour: "text-ink-3", tone: "neutral" },
	parked: { icon: "park", word: "Parked", colour: "text-ink-3", tone: "neutral" },
	paused: { icon: "pause", word: "Paused", colour: "text-amber-text", tone: "amber" },
	gap: { icon: "state-gap", word: "MFA gap open", colour: "text-red", tone: "red" },
	warning: { icon: "state-warning", word: "Warning", colour: "text-amber", tone: "amber" },
	blocker: { icon: "state-blocker", word: "Blocker", colour: "text-ink", tone: "line" },
	info: { icon: "state-info", word: "Information", colour: "text-ink-3", tone: "neutral" },
};

export const stateWord = (state: StateName): string => looks[state].word;

/** The state's drawing in its colour. Give `labelled` where the word does not stand beside it. */
export function StateIcon({
	state,
	size = 16,
	labelled = false,
	className,
}: {
	readonly state: StateName;
	readonly size?: 12 | 14 | 16 | 20;
	readonly labelled?: boolean;
	readonly className?: string | undefined;
}) {
	const look = looks[state];
	return <Icon name={look.icon} size={size} label={labelled ? look.word : undefined} className={cx(look.colour, className)} />;
}

/** Icon and word in a chip, e.g. at the head of a step. `word` replaces the usual one. */
export function StateChip({ state, word }: { readonly state: StateName; readonly word?: string }) {
	const look = looks[state];
	return (
		<Chip tone={look.tone}>
			<Icon name={look.icon} size={12} />
			{word ?? look.word}
		</Chip>
	);
}
