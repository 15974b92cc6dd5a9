import { noteAuditRead, noteExport } from "@/lib/server/access-log.ts";
import { checkpointAnswer } from "@/lib/server/checkpoint-view.ts";
import { newestHeads } from "@/lib/server/checkpoints.ts";
import { visibleEstates } from "@/lib/server/estate-roles.ts";
import { markCopied, notesText } from "@/lib/server/outside-copies.ts";
import { problem } from "@/lib/server/problem.ts";
import { download, json } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { sealNow, unsignedStreams } from "@/lib/server/sealing.ts";

/** Signed heads of all streams, brought up to date: JSON, or the notes themselves (`Accept: text/plain`) to keep elsewhere. */
export const GET = route({ permission: "read" }, async ({ request, url, principal }) => {
	if ((await visibleEstates(principal)) !== undefined) return problem("forbidden", { needs: "every estate" });
	const asNotes = (request.headers.get("accept") ?? "").includes("text/plain") || url.searchParams.get("format") === "text";
	if (!asNotes) await noteAuditRead(principal, "checkpoints"); // first, so that the heads cover this look as well
	await sealNow(await unsignedStreams());
	if (!asNotes) return json(await checkpointAnswer());
	const heads = await newestHeads();
	await noteExport(principal, { what: "checkpoints", format: "text" });
	await markCopied("download", heads);
	return download(notesText(heads), "text/plain; charset=utf-8", "checkpoints.txt");
});
