/** Plans from outside input: reads the inventory, checks the target, names every place that is wrong. */
import type { Sha256 } from "../canonical.ts";
import type { Inventory } from "../inventory/document.ts";
import { type InputIssue, parseInventory } from "../inventory/parse-inventory.ts";
import { err, ok, type Result } from "../result.ts";
import { compareVersions, version } from "../version.ts";
import { type PlanOptions, plan } from "./plan.ts";
import type { PlanDocument } from "./plan-document.ts";

/** A target has 2 to 4 numeric parts and is 6.0 or newer (domain 4.1). */
export function targetIssues(targetVersion: unknown): InputIssue[] {
	const parsed = version.safeParse(targetVersion);
	if (!parsed.success) return [{ path: "targetVersion", message: parsed.error.issues[0]?.message ?? "Not a version" }];
	return compareVersions(parsed.data, "6.0") < 0 ? [{ path: "targetVersion", message: "At least 6.0: in-place upgrade starts there" }] : [];
}

export function planFromInput(
	input: unknown,
	options: PlanOptions,
	sha256: Sha256,
): Result<{ readonly inventory: Inventory; readonly plan: PlanDocument }, readonly InputIssue[]> {
	const wrong = targetIssues(options.targetVersion);
	const inventory = parseInventory(input);
	if (!inventory.ok) return err([...wrong, ...inventory.error]);
	if (wrong.length > 0) return err(wrong);
	return ok({ inventory: inventory.value, plan: plan(inventory.value, options, sha256) });
}
