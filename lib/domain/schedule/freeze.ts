/**
 * Change freezes: times in which nothing new is begun, on one estate or on all of them. UTC instants, and the zone
 * people read them in. Pure. What is under way when one begins goes on (`run/start-gates.ts` says why).
 */
import { z } from "zod";
import { instant } from "../ids.ts";

export const freezeFacts = {
	start: instant,
	end: instant,
	timeZone: z.string().min(1).max(64),
	reason: z.string().min(1).max(500),
};

/** `freezeId`: the sequence of the event that set it, behind an `f`. */
export type ChangeFreeze = {
	readonly freezeId: string;
	readonly start: string;
	readonly end: string;
	readonly timeZone: string;
	readonly reason: string;
	readonly scope: "estate" | "installation";
};

export type Span = { readonly start: string; readonly end: string };

/** Whether two stretches of time share a moment; touching ends share none. */
export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** The freeze that holds at `at`; of several the one that ends last. */
export const freezeAt = (freezes: readonly ChangeFreeze[], at: string): ChangeFreeze | undefined =>
	freezes.filter(({ start, end }) => start <= at && at < end).reduce<ChangeFreeze | undefined>(later, undefined);

const later = (a: ChangeFreeze | undefined, b: ChangeFreeze): ChangeFreeze => (a === undefined || a.end < b.end ? b : a);

/** The first freeze that begins after `at`. */
export const nextFreeze = (freezes: readonly ChangeFreeze[], at: string): ChangeFreeze | undefined =>
	freezes.filter(({ start }) => at < start).reduce<ChangeFreeze | undefined>((a, b) => (a && a.start <= b.start ? a : b), undefined);

/** Freezes that touch a window, by their start. */
export const freezesIn = (freezes: readonly ChangeFreeze[], window: Span): readonly ChangeFreeze[] =>
	freezes.filter((freeze) => overlaps(freeze, window)).toSorted((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
