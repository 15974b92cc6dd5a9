import { json } from "@/lib/server/respond.ts";
import { publicRoute } from "@/lib/server/routes.ts";

export const dynamic = "force-dynamic";

/** The process lives and answers. Says nothing else to strangers. */
export const GET = publicRoute({ anyHost: true }, async () => json({ status: "ok" }));
