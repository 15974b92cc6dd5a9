import { noteExport } from "@/lib/server/access-log.ts";
import { auditPack } from "@/lib/server/audit-pack.ts";
import { onNamedPlan } from "@/lib/server/exists.ts";
import { download, refused } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";

/** One zip that proves the plan's history without this product. */
export const GET = route({ permission: "read", find: onNamedPlan }, async ({ principal, params: { id = "" } }) => {
	const made = await auditPack(principal, id);
	if (made.ok) await noteExport(principal, { what: "audit-pack", about: `plan/${id}` });
	return made.ok ? download(new Uint8Array(made.value.zip), "application/zip", made.value.fileName) : refused(made.error);
});
