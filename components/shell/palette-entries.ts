/** What the palette can find, and in which order it shows it. Pure. */
import type { Role } from "@/lib/domain/access/permissions.ts";
import { may } from "@/lib/domain/access/permissions.ts";
import { compareText, fold } from "@/lib/domain/names.ts";
import type { GlyphName } from "../ui/icon.tsx";
import type { ShellData } from "./shell-data.ts";

export type PaletteEntry = {
	readonly label: string;
	readonly kind: "Page" | "Action" | "Estate" | "Plan" | "Run";
	readonly href: string;
	readonly icon: GlyphName;
};

const pages: readonly PaletteEntry[] = [
	{ label: "Overview", kind: "Page", href: "/", icon: "overview" },
	{ label: "Estates", kind: "Page", href: "/estates", icon: "estates" },
	{ label: "Plans", kind: "Page", href: "/plans", icon: "plans" },
	{ label: "Runs", kind: "Page", href: "/runs", icon: "runs" },
	{ label: "History", kind: "Page", href: "/history", icon: "history" },
	{ label: "Your account", kind: "Page", href: "/settings", icon: "person" },
];

function actions(role: Role): readonly PaletteEntry[] {
	const lead: readonly PaletteEntry[] = [
		{ label: "Add an estate", kind: "Action", href: "/estates/new", icon: "plus" },
		{ label: "Make a plan", kind: "Action", href: "/plans/new", icon: "plans" },
	];
	const admin: readonly PaletteEntry[] = [
		{ label: "People and roles", kind: "Page", href: "/settings/people", icon: "people" },
		{ label: "Tokens", kind: "Page", href: "/settings/tokens", icon: "key" },
	];
	return [...(may(role, "lead") ? lead : []), ...(may(role, "administer") ? admin : [])];
}

/** Everything this person can go to, runs first. */
export function paletteEntries(data: ShellData): readonly PaletteEntry[] {
	return [
		...data.plans
			.filter((plan) => plan.running)
			.map((plan): PaletteEntry => ({ label: plan.label, kind: "Run", href: `/plans/${plan.id}/run`, icon: "runs" })),
		...actions(data.me.role),
		...pages,
		...data.estates.map((estate): PaletteEntry => ({ label: estate.name, kind: "Estate", href: `/estates/${estate.id}`, icon: "estates" })),
		...data.plans.map(
			(plan): PaletteEntry => ({ label: `${plan.label}, ${plan.status}`, kind: "Plan", href: `/plans/${plan.id}`, icon: "plans" }),
		),
	];
}

/** Entries that hold every typed word, those that begin with the first word leading; the given order otherwise. */
export function rankEntries(entries: readonly PaletteEntry[], typed: string, most = 50): readonly PaletteEntry[] {
	const words = fold(typed).split(/\s+/u).filter(Boolean);
	const first = words[0];
	if (first === undefined) return entries.slice(0, most);
	const rank = (entry: PaletteEntry): number => (fold(entry.label).startsWith(first) ? 0 : 1);
	return entries
		.filter((entry) => words.every((word) => fold(`${entry.label} ${entry.kind}`).includes(word)))
		.map((entry, index) => ({ entry, index }))
		.sort((a, b) => rank(a.entry) - rank(b.entry) || a.index - b.index || compareText(a.entry.label, b.entry.label))
		.slice(0, most)
		.map(({ entry }) => entry);
}
