import "server-only";
import { cache } from "react";
import type { Inventory } from "@/lib/domain/inventory/document.ts";
import { plan } from "@/lib/domain/planner/plan.ts";
import type { Finding } from "@/lib/domain/planner/plan-document.ts";
import { sha256 } from "@/lib/server/sha256.ts";

/** What the planner would say of an estate on the way to a target by the guide's recipe; computed once a request. */
export const estateFindings = cache(
	(inventory: Inventory, target: string): readonly Finding[] =>
		plan(inventory, { targetVersion: target, recipe: "guide", purpose: "upgrade" }, sha256).findings,
);
