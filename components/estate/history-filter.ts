/** What a history page's address asks for. Pure. Days are days of the estate's zone, as people there mean them. */
import { toInstant } from "../run/zoned-time.ts";

export type HistoryAsked = {
	readonly component: string;
	readonly who: string;
	/** `2026-11-24`, empty for any. */
	readonly from: string;
	readonly to: string;
	readonly request: string;
	readonly before?: number;
};

type Query = Readonly<Record<string, string | string[] | undefined>>;

export function readHistoryQuery(query: Query): HistoryAsked {
	const text = (key: string): string => {
		const value = query[key];
		return typeof value === "string" ? value.trim() : "";
	};
	const day = (key: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(text(key)) ? text(key) : "");
	const before = /^\d{1,15}$/.test(text("before")) ? Number(text("before")) : undefined;
	return {
		component: text("component"),
		who: text("who"),
		from: day("from"),
		to: day("to"),
		request: text("request"),
		...(before !== undefined && { before }),
	};
}

/** The address of the same question, or of a later page of it. */
export function historyHref(base: string, asked: HistoryAsked, before?: number): string {
	const { component, who, from, to, request } = asked;
	const parts = Object.entries({ component, who, from, to, request, before: before === undefined ? "" : String(before) });
	return `${base}?${new URLSearchParams(parts.filter(([, value]) => value !== ""))}`;
}

/** The first instant of a day in a zone, and the last. */
export const dayBegins = (day: string, zone: string): string | undefined => (day === "" ? undefined : toInstant(`${day}T00:00`, zone));
export function dayEnds(day: string, zone: string): string | undefined {
	if (day === "") return undefined;
	const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10); // a day of the calendar, not 24 hours
	const begins = dayBegins(next, zone);
	return begins === undefined ? undefined : new Date(Date.parse(begins) - 1).toISOString();
}
