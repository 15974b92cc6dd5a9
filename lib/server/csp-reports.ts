/**
 * Reports of browsers about blocked scripts and styles, noted in the server's log: a sign of an attack or of a bug of
 * ours. Anybody may send them, so few are noted a minute and nothing of them is believed, stored or shown.
 */
import "server-only";
import { z } from "zod";
import { readJson } from "./body.ts";
import { log } from "./log.ts";
import { problem } from "./problem.ts";
import { processWide } from "./process-wide.ts";
import { noContent } from "./respond.ts";

const LIMIT_BYTES = 64 * 1024;
const NOTED_A_MINUTE = 20;

const reports = z.array(
	z.object({
		type: z.string(),
		body: z.object({ effectiveDirective: z.string().optional(), blockedURL: z.string().optional(), documentURL: z.string().optional() }),
	}),
);

const noted = processWide("csp-reports-noted", () => ({ minute: 0, count: 0 }));

/** Whether one more may be noted in this minute; `now` in milliseconds. */
function mayNote(now: number): boolean {
	const minute = Math.floor(now / 60_000);
	if (minute !== noted.minute) Object.assign(noted, { minute, count: 0 });
	return noted.count++ < NOTED_A_MINUTE;
}

export async function noteReports(request: Request, now: number = Date.now()): Promise<Response> {
	const read = await readJson(request, LIMIT_BYTES, "application/reports+json");
	if (!read.ok) {
		const { code, ...facts } = read.error;
		return problem(code, facts);
	}
	const parsed = reports.safeParse(read.value);
	if (!parsed.success) return problem("invalid", { issues: [{ path: "", message: "Not a list of reports" }] });
	for (const { type, body } of parsed.data) {
		const { effectiveDirective: directive, blockedURL: blocked, documentURL: page } = body;
		if (type === "csp-violation" && mayNote(now)) log.warn("A browser blocked something", { directive, blocked, page });
	}
	return noContent();
}
