import { noteExport } from "@/lib/server/access-log.ts";
import { exportInstallation } from "@/lib/server/installation-export.ts";
import { download } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";

/** Everything the installation knows, as one zip in open formats, without secrets. */
export const GET = route({ permission: "administer" }, async ({ principal }) => {
	await noteExport(principal, { what: "installation" }); // before, so that the export tells of itself
	const { zip, fileName } = await exportInstallation();
	return download(new Uint8Array(zip), "application/zip", fileName);
});
