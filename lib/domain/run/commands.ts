/**
 * Orders to a plan and its run (contracts section 4). The body of `POST /plans/{id}/commands` and what
 * `decide` judges. Shape only: whether an order may be carried out is `decide`'s business.
 */
import { z } from "zod";
import { instant } from "../ids.ts";
import { isTimeZone } from "../schedule/zones.ts";

/** Half a surrogate pair has no UTF-8 form and could not be hashed: refused where it enters. */
const text = (max: number, min = 0) =>
	z
		.string()
		.trim()
		.min(min)
		.max(max)
		.refine((value) => value.isWellFormed(), "Holds half a character");
const reason = text(2000);
const step = { stepId: text(400, 1) };
const expected = { expectedSequence: z.int().min(0).optional() };

const isoPattern = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
/** 30 February is read as 2 March by the engine: the day must survive the trip. */
const isOnTheCalendar = (text: string): boolean => {
	const midnight = Date.parse(`${text.slice(0, 10)}T00:00:00.000Z`);
	return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text.slice(0, 10));
};

/** Any ISO instant that says its offset, to the minute or finer; `decide` turns it into UTC. */
export const isoInstant = z
	.string()
	.refine((value) => isoPattern.test(value) && isOnTheCalendar(value), "An instant with its offset, such as 2026-11-24T02:14:05Z");

/** When it happened, where that is told afterwards. */
const happened = { happenedAt: isoInstant.optional() };

/** A copied file as evidence: facts about it, never its content. All keys required. */
export const fileDigest = z.strictObject({
	host: text(253, 1),
	path: text(1000, 1),
	sizeBytes: z.int().min(1),
	sha256: z.string().regex(/^[0-9a-fA-F]{64}$/, "64 hexadecimal digits"),
	/** The place where the copy lies, and who can read it. */
	storedAt: text(1000, 1),
	takenAt: isoInstant,
});
export type FileDigest = z.infer<typeof fileDigest>;

export const evidenceValue = z.union([text(10_000), z.int(), z.boolean(), z.array(z.unknown()).max(1000)]);
/** Keyed by the names of the step's evidence fields; each value is judged by `decide` against its field. */
export const evidence = z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,63}$/), evidenceValue);
export type Evidence = z.infer<typeof evidence>;

export const runMode = z.enum(["live", "rehearsal"]);
export type RunMode = z.infer<typeof runMode>;

export const waivable = z.enum(["last-serving-node", "outside-window", "change-freeze", "too-late-to-finish", "backup-stale"]);
export type Waivable = z.infer<typeof waivable>;

export const runOutcome = z.enum(["complete", "partial", "backed-out"]);
export type RunOutcome = z.infer<typeof runOutcome>;

/** A maintenance window: UTC instants and the IANA zone people read it in. */
export const maintenanceWindow = z
	.strictObject({ start: instant, end: instant, timeZone: z.string().min(1).max(64) })
	.refine((window) => window.start < window.end, { path: ["end"], message: "The end must be after the start" });
export type MaintenanceWindow = z.infer<typeof maintenanceWindow>;

/** A window as it enters: its zone is one that clocks can be read in. */
export const plannedWindow = maintenanceWindow.refine((window) => isTimeZone(window.timeZone), {
	path: ["timeZone"],
	message: "Not an IANA time zone, such as Europe/Berlin",
});

export const runCommand = z.discriminatedUnion("type", [
	z.strictObject({ type: z.literal("submit-plan"), ...expected }),
	z.strictObject({ type: z.literal("approve-plan"), planDigest: text(100), reason: reason.optional(), ...expected }),
	z.strictObject({ type: z.literal("reject-plan"), reason: reason.optional(), ...expected }),
	/** Another window, or none without one. It takes an approval back; in a run it needs a reason. */
	z.strictObject({ type: z.literal("set-window"), window: plannedWindow.optional(), reason: reason.optional(), ...expected }),
	z.strictObject({ type: z.literal("start-run"), mode: runMode, ...expected }),
	z.strictObject({ type: z.literal("claim-step"), ...step, ...expected }),
	z.strictObject({ type: z.literal("release-step"), ...step, ...expected }),
	z.strictObject({ type: z.literal("assign-step"), ...step, userId: text(64, 1), ...expected }),
	z.strictObject({ type: z.literal("start-step"), ...step, ...happened, ...expected }),
	z.strictObject({ type: z.literal("confirm-step"), ...step, ...expected }),
	z.strictObject({ type: z.literal("complete-step"), ...step, evidence: evidence.optional(), ...happened, ...expected }),
	z.strictObject({ type: z.literal("fail-step"), ...step, reason: reason.optional(), ...happened, ...expected }),
	z.strictObject({ type: z.literal("retry-step"), ...step, reason: reason.optional(), ...expected }),
	z.strictObject({ type: z.literal("skip-step"), ...step, reason: reason.optional(), ...expected }),
	z.strictObject({ type: z.literal("reopen-step"), ...step, reason: reason.optional(), ...expected }),
	z.strictObject({ type: z.literal("park-subject"), subject: text(400, 1), reason: reason.optional(), ...expected }),
	z.strictObject({ type: z.literal("unpark-subject"), subject: text(400, 1), ...expected }),
	z.strictObject({ type: z.literal("acknowledge-point-of-no-return"), ...step, reason: reason.optional(), ...expected }),
	z.strictObject({ type: z.literal("mark-down"), subject: text(400, 1), reason: reason.optional(), ...expected }),
	z.strictObject({ type: z.literal("mark-up"), subject: text(400, 1), ...expected }),
	z.strictObject({ type: z.literal("waive"), code: waivable, subject: text(400, 1), reason: reason.optional(), ...expected }),
	z.strictObject({
		type: z.literal("add-note"),
		stepId: text(400, 1).optional(),
		text: text(5000, 1),
		...expected,
	}),
	z.strictObject({ type: z.literal("pause-run"), reason: reason.optional(), acknowledgeOpenGap: z.boolean().optional(), ...expected }),
	z.strictObject({ type: z.literal("resume-run"), ...expected }),
	z.strictObject({
		type: z.literal("hand-over"),
		to: text(64, 1),
		note: text(5000).optional(),
		acknowledgeOpenGap: z.boolean().optional(),
		...expected,
	}),
	/** A new plan for the run under way, computed from the estate as it is now. */
	z.strictObject({ type: z.literal("propose-amendment"), reason: reason.optional(), ...expected }),
	z.strictObject({ type: z.literal("approve-amendment"), planDigest: text(100), reason: reason.optional(), ...expected }),
	z.strictObject({ type: z.literal("withdraw-amendment"), reason: reason.optional(), ...expected }),
	z.strictObject({ type: z.literal("end-run"), outcome: runOutcome, reason: reason.optional(), ...expected }),
]);
export type RunCommand = z.infer<typeof runCommand>;
