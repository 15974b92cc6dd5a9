/**
 * A window, and what one person does in it, as iCalendar text (RFC 5545). Pure.
 * Promises: instants in UTC, so that no reader's time zone table can shift them; lines of at most 75 bytes; the same
 * plan always has the same ids, so a calendar replaces what it knew.
 */
import type { PlanDocument } from "../planner/plan-document.ts";
import { plusMinutes } from "../run/instants.ts";
import type { PlanSchedule } from "./plan-schedule.ts";

export type CalendarEvent = {
	/** Unique, and the same at every export. */
	readonly uid: string;
	readonly start: string;
	readonly end: string;
	readonly summary: string;
	readonly description: string;
};

/** Work closer together than this is one entry: nobody goes home in between. */
const PAUSE_MINUTES = 30;

/** The window as one entry. `origin`: the address people open the plan at. */
export function windowEntry(
	planId: string,
	{ estate, targetVersion }: PlanDocument,
	window: { start: string; end: string },
	origin: string,
): CalendarEvent {
	return {
		uid: `${planId}@lockstep`,
		start: window.start,
		end: window.end,
		summary: `${estate}: upgrade to ${targetVersion}`,
		description: `Maintenance window. ${origin}/plans/${planId}`,
	};
}

/** One person's work as entries: blocks without a longer pause, with the steps and their hosts in each. */
export function workerEntries(
	planId: string,
	plan: PlanDocument,
	found: PlanSchedule,
	worker: string,
	start: string,
	origin: string,
): readonly CalendarEvent[] {
	const steps = new Map(plan.steps.map((step) => [step.id, step]));
	const blocks: { start: number; end: number; titles: string[] }[] = [];
	for (const bar of found.bars) {
		if (bar.worker !== worker) continue;
		const title = `${clock(start, bar.start)} ${steps.get(bar.stepId)?.title ?? bar.stepId}`;
		const last = blocks.at(-1);
		if (last && bar.start - last.end < PAUSE_MINUTES) {
			last.end = Math.max(last.end, bar.end);
			last.titles.push(title);
		} else blocks.push({ start: bar.start, end: bar.end, titles: [title] });
	}
	return blocks.map((block, i) => ({
		uid: `${planId}-${worker.replaceAll(/[^A-Za-z0-9-]/g, "-")}-${i + 1}@lockstep`,
		start: plusMinutes(start, block.start),
		end: plusMinutes(start, block.end),
		summary: `${plan.estate}: ${block.titles.length} ${block.titles.length === 1 ? "step" : "steps"} of the upgrade`,
		description: [...block.titles, `${origin}/plans/${planId}/schedule`].join("\n"),
	}));
}

const clock = (start: string, minutes: number): string => `${plusMinutes(start, minutes).slice(11, 16)} UTC`;

/** A whole calendar file. `stamp`: when it was written. */
export function calendarText(name: string, events: readonly CalendarEvent[], stamp: string): string {
	const lines = [
		"BEGIN:VCALENDAR",
		"VERSION:2.0",
		"PRODID:-//Lockstep//Lockstep//EN",
		"CALSCALE:GREGORIAN",
		`X-WR-CALNAME:${escaped(name)}`,
		...events.flatMap((event) => [
			"BEGIN:VEVENT",
			`UID:${escaped(event.uid)}`,
			`DTSTAMP:${basic(stamp)}`,
			`DTSTART:${basic(event.start)}`,
			`DTEND:${basic(event.end)}`,
			`SUMMARY:${escaped(event.summary)}`,
			`DESCRIPTION:${escaped(event.description)}`,
			"END:VEVENT",
		]),
		"END:VCALENDAR",
	];
	return `${lines.map(foldedLine).join("\r\n")}\r\n`;
}

/** `20261126T210000Z` */
const basic = (at: string): string => `${at.slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

const escaped = (text: string): string => text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/\r\n|\r|\n/g, "\\n");

const LINE_BYTES = 75;
const bytesOf = (letter: string): number => {
	const code = letter.codePointAt(0) ?? 0;
	return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
};

/** Long lines go on behind a line break and a space; a letter is never cut in two. */
function foldedLine(line: string): string {
	let out = "";
	let used = 0;
	for (const letter of line) {
		const bytes = bytesOf(letter);
		if (used + bytes > LINE_BYTES) {
			out += "\r\n ";
			used = 1;
		}
		out += letter;
		used += bytes;
	}
	return out;
}
