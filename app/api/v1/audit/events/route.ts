import { zodIssues } from "@/lib/domain/inventory/parse-inventory.ts";
import { filterText, noteAuditRead, noteExport } from "@/lib/server/access-log.ts";
import { auditCsv, auditEvents } from "@/lib/server/audit-events.ts";
import { problem } from "@/lib/server/problem.ts";
import { download } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { auditQuery } from "@/lib/wire/api-audit.ts";

/** Events of all streams, filtered and paged: JSON, exact lines (`application/jsonl`) or a table (`text/csv`). */
export const GET = route({ permission: "read" }, async ({ request, url, principal }) => {
	const query = auditQuery.safeParse(Object.fromEntries([...url.searchParams].filter(([, value]) => value !== "")));
	if (!query.success) return problem("invalid", { issues: zodIssues(query.error) });
	const accept = request.headers.get("accept") ?? "";
	const format = query.data.format ?? (accept.includes("application/jsonl") ? "jsonl" : accept.includes("text/csv") ? "csv" : "json");
	const filter = filterText(url.searchParams);
	if (format === "json") await noteAuditRead(principal, "events", filter);
	else await noteExport(principal, { what: "events", format, ...(filter && { filter }) });
	const { lines, next } = await auditEvents(principal, query.data);
	const link: Record<string, string> = next === undefined ? {} : { "X-Next-After": next };
	if (format === "jsonl") return download(lines.map(({ line }) => `${line}\n`).join(""), "application/jsonl", "events.jsonl", link);
	if (format === "csv") return download(await auditCsv(lines), "text/csv; charset=utf-8", "events.csv", link);
	const tail = next === undefined ? "" : `,"next":${JSON.stringify(next)}`;
	return new Response(`{"events":[${lines.map(({ line }) => line).join(",")}]${tail}}`, {
		headers: { "Content-Type": "application/json", "Cache-Control": "private, no-store" },
	});
});
