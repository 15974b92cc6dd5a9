/** The two digests of a plan, recomputed. */
import { canonicalText, type Sha256 } from "../../canonical.ts";
import type { Inventory } from "../../inventory/document.ts";
import type { PlanDocument } from "../plan-document.ts";
import { type Violation, violation } from "./violation.ts";

export function checkDigests(plan: PlanDocument, inventory: Inventory, sha256: Sha256): Violation[] {
	const { planDigest, ...rest } = plan;
	const digest = (value: unknown): string => `sha256:${sha256(canonicalText(value))}`;
	return [
		...(digest(rest) === planDigest ? [] : [violation("digest", "planDigest is not the digest of this plan")]),
		...(digest(inventory) === plan.inventoryDigest ? [] : [violation("digest", "The plan was made from another inventory")]),
	];
}
