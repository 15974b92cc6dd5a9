import { noteReports } from "@/lib/server/csp-reports.ts";
import { publicRoute } from "@/lib/server/routes.ts";

/** Where browsers report what the Content-Security-Policy stopped. */
export const POST = publicRoute({}, ({ request }) => noteReports(request));
