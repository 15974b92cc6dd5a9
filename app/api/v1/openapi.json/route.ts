import { processWide } from "@/lib/server/process-wide.ts";
import { json } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { openApi } from "@/lib/wire/openapi.ts";
import product from "@/package.json" with { type: "json" };

/** This API, described from the schemas that validate it. */
export const GET = route({ permission: "read" }, async () => json(processWide("openapi", () => openApi(product.version))));
