/** Digests that bind a plan to its inventory and an approval to its plan (contracts section 2). */
import { canonicalParts, orderedParts, type Sha256 } from "../canonical.ts";
import type { Inventory } from "../inventory/document.ts";
import type { PlanDocument } from "./plan-document.ts";

/** Of the normalised inventory. */
export const inventoryDigest = (inventory: Inventory, sha256: Sha256): string => `sha256:${sha256(canonicalParts(inventory))}`;

/**
 * Of the plan without its own `planDigest`. The planner writes its keys in canonical order (`step.ts`), so they are not
 * sorted again here; the checker, which judges every plan before it is stored, recomputes the digest from scratch.
 */
export const planDigest = (body: Omit<PlanDocument, "planDigest">, sha256: Sha256): string => `sha256:${sha256(orderedParts(body))}`;
