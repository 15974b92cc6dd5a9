/** Digests that bind a plan to its inventory and an approval to its plan (contracts section 2). */
import { canonicalText, type Sha256 } from "../canonical.ts";
import type { Inventory } from "../inventory/document.ts";
import type { PlanDocument } from "./plan-document.ts";

const digestOf = (value: unknown, sha256: Sha256): string => `sha256:${sha256(canonicalText(value))}`;

/** Of the normalised inventory. */
export const inventoryDigest = (inventory: Inventory, sha256: Sha256): string => digestOf(inventory, sha256);

/** Of the plan without its own `planDigest`. */
export function planDigest(
	{ planDigest: _, ...body }: PlanDocument | (Omit<PlanDocument, "planDigest"> & { readonly planDigest?: string }),
	sha256: Sha256,
): string {
	return digestOf(body, sha256);
}
