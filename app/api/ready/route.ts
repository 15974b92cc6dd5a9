import { databaseAnswers } from "@/lib/server/ready.ts";
import { json } from "@/lib/server/respond.ts";
import { publicRoute } from "@/lib/server/routes.ts";

export const dynamic = "force-dynamic";

/** The database answers, so work may come in; a problem document with 503 otherwise. */
export const GET = publicRoute({ anyHost: true }, async () => {
	await databaseAnswers();
	return json({ status: "ready" });
});
