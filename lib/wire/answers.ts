/**
 * Shapes of the answers of `/api/v1`, for its description. The contract test holds every answer against them. What is
 * named here stays; further keys may come, and clients must put up with them.
 */
import { z } from "zod";
import { componentKind, inventoryChange } from "@/lib/domain/inventory/events.ts";
import { team } from "@/lib/domain/planner/plan-document.ts";
import { maintenanceWindow, runMode, runOutcome } from "@/lib/domain/run/commands.ts";
import { stepStatuses } from "@/lib/domain/run/progress.ts";
import { crewList } from "@/lib/domain/schedule/crew.ts";
import { freezeFacts } from "@/lib/domain/schedule/freeze.ts";

const count = z.int().min(0);
const instant = z.string().describe("Instant, UTC, YYYY-MM-DDTHH:mm:ss.sssZ");
const runStatus = z.enum(["draft", "submitted", "rejected", "approved", "running", "paused", "ended"]);

export const changeView = z
	.looseObject({
		change: z.enum(inventoryChange.options.map((option) => option.shape.change.value)),
		component: componentKind,
		name: z.string(),
		before: z.record(z.string(), z.unknown()).optional(),
		after: z.record(z.string(), z.unknown()).optional(),
		fields: z.array(z.string()).optional().describe("Keys that differ, for changed"),
	})
	.describe("One component of the inventory, before and after");

export const estateSummary = z
	.looseObject({
		id: z.string(),
		name: z.string(),
		timeZone: z.string().describe("IANA zone"),
		counts: z.record(z.string(), count).describe("Components by kind"),
		versions: z.array(z.looseObject({ version: z.string(), count })).describe("Installed versions, newest first"),
		planCount: count,
		activeRun: z.looseObject({ planId: z.string(), status: runStatus, mode: runMode.optional() }).optional(),
		nextWindow: z.looseObject({ planId: z.string(), ...maintenanceWindow.shape }).optional(),
		archivedAt: instant.optional(),
		copyOf: z.string().optional().describe("Id of the estate it was copied from, to rehearse on"),
		changedAt: instant,
		changedBy: z.string().describe("Id of an actor"),
	})
	.describe("An estate as lists show it");

export const planSummary = z
	.looseObject({
		id: z.string(),
		estateId: z.string(),
		targetVersion: z.string(),
		planStatus: z.enum(["ready", "partial", "blocked", "nothing-to-do"]),
		planDigest: z.string(),
		status: runStatus,
		mode: runMode.optional(),
		outcome: runOutcome.optional(),
		rehearsalOf: z.string().optional(),
		authorId: z.string(),
		createdAt: instant,
		updatedAt: instant,
		window: z.looseObject(maintenanceWindow.shape).optional(),
		progress: z.looseObject({ done: count, total: count }),
		openGaps: z.array(z.looseObject({ subject: z.string(), since: instant })).describe("MFA gaps that are open now"),
	})
	.describe("A plan as lists show it");

export const runView = z
	.looseObject({
		status: runStatus,
		mode: runMode.optional(),
		rehearsalOf: z.string().optional().describe("Plan id this one rehearses"),
		steps: z
			.record(
				z.string(),
				z.looseObject({
					status: z.enum(stepStatuses),
					by: z.string().optional(),
					claimedBy: z.string().optional(),
					startedAt: instant.optional(),
					finishedAt: instant.optional(),
					waitingFor: z.array(z.string()).optional().describe("Ids of steps, the first hundred, while it waits"),
				}),
			)
			.describe("By step id"),
		windows: z.array(z.looseObject({})).describe("Windows open now, such as an MFA gap"),
		waivers: z.array(z.looseObject({ code: z.string(), subject: z.string(), by: z.string(), at: instant, reason: z.string() })),
		debts: z.array(z.string()).describe("Ids of steps that were parked or skipped"),
	})
	.describe("How the plan's run stands");

export const outdated = z
	.looseObject({ since: count, changes: z.array(changeView) })
	.describe("Only when the inventory was changed from outside since the plan's facts were read");

export const freezeView = z
	.looseObject({ freezeId: z.string(), scope: z.enum(["installation", "estate"]), ...freezeFacts })
	.describe("Nothing may be started between start and end");

export const availability = z
	.looseObject({
		crew: crewList,
		teams: z.record(z.string(), z.array(team)).describe("Teams by person, for those who are bound to any"),
		freezes: z.array(freezeView),
		bookings: z
			.array(
				z.looseObject({
					planId: z.string(),
					estateId: z.string(),
					estateName: z.string(),
					targetVersion: z.string(),
					window: z.looseObject({ start: instant, end: instant, timeZone: z.string() }),
					hosts: z.array(z.string()),
					people: z.array(z.string()).describe("Ids of people it needs"),
				}),
			)
			.describe("Windows that have not ended, of every estate the caller may read"),
		measured: z
			.record(z.string(), z.looseObject({ samples: count, rehearsed: count, p50: count, p90: count }))
			.describe("Minutes that steps took here, by kind of step"),
	})
	.describe("Who and what the next night can count on");

export const backOut = z
	.looseObject({
		steps: z
			.array(
				z.looseObject({ stepId: z.string(), title: z.string(), subject: z.string(), instructions: z.array(z.string()), minutes: count }),
			)
			.describe("Inverse steps, in the order to do them"),
		minutes: count,
		lost: z.array(z.looseObject({ subject: z.string(), backup: z.string(), since: instant.optional(), what: z.string() })),
		opensGap: z.array(z.string()).describe("Farms on which MFA is off again for a while"),
		pointsOfNoReturn: z.array(z.looseObject({ stepId: z.string(), crossed: z.boolean(), why: z.string() })),
	})
	.describe("The way back from here");

export const review = z
	.looseObject({
		summary: z.looseObject({}).describe("Drafted from the events: late steps, deviations, refusals, gap minutes, debts"),
		remarks: z.array(z.looseObject({ at: instant, by: z.string(), about: z.string().optional(), text: z.string() })),
		copies: z.looseObject({}).describe("Backups that hold secrets, and what became of them"),
		people: z.record(z.string(), z.looseObject({ id: z.string(), name: z.string() })).describe("Names by actor id"),
	})
	.describe("The review after the night");

const side = z.looseObject({ planId: z.string(), planDigest: z.string(), targetVersion: z.string(), status: runStatus });
const minutes = z.looseObject({ before: count, after: count });
const twoLists = z.looseObject({ added: z.array(z.looseObject({})), removed: z.array(z.looseObject({})) });

export const comparison = z
	.looseObject({
		before: side,
		after: side,
		comparison: z.looseObject({
			same: z.boolean(),
			inventory: z.array(changeView),
			options: z.array(z.looseObject({ option: z.string(), before: z.string(), after: z.string() })),
			steps: z.looseObject({ ...twoLists.shape, changed: z.array(z.looseObject({})), unchanged: count }),
			edges: twoLists,
			findings: twoLists,
			windows: z.array(z.looseObject({})),
			workMinutes: minutes,
			criticalPathMinutes: minutes,
		}),
	})
	.describe("Two plans of an estate side by side");

export const signedHead = z
	.looseObject({
		stream: z.string(),
		origin: z.string(),
		size: count,
		root: z.string().describe("Merkle root, base64"),
		at: instant,
		note: z.string().describe("C2SP signed note"),
		saved: count.describe("Events stored by now"),
		copies: z.array(z.looseObject({ place: z.string(), size: count, at: instant })),
	})
	.describe("How far a stream is signed, and where copies of that lie");
