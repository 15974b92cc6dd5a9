/** Texts that must carry an exact name: the provider shown in the policy (R36, R46), the one to tick (R50), waits on WID (H26). */
import { sameName } from "../../names.ts";
import type { PlanDocument, PlanStep } from "../plan-document.ts";
import type { PlanBatches } from "./plan-batches.ts";
import type { FarmScope, Scope } from "./scope.ts";
import { type Violation, violation } from "./violation.ts";
import { workedFarms } from "./worked-on.ts";

const NEW_NAME = "AzureMfaServerAuthentication";

export function checkNames(scope: Scope, plan: PlanDocument, batchesOf: (farm: FarmScope) => PlanBatches): Violation[] {
	const byId = new Map(plan.steps.map((s) => [s.id, s]));
	return workedFarms(scope).flatMap((scoped): Violation[] => {
		const { farm } = scoped;
		const carries = (kind: string, name: string, rule: string): Violation[] => {
			const step = byId.get(`${kind}:${farm.name}`);
			if (step === undefined || textsOf(step).some((text) => text.toLowerCase().includes(name.toLowerCase()))) return [];
			return [violation(rule, `${step.id} does not name the provider ${name}`, [step.id])];
		};
		return [
			...["adfs.export-config", "adfs.disable-provider", "adfs.unregister-provider"].flatMap((kind) =>
				carries(kind, farm.adapterName, "R36"),
			),
			...carries("adfs.enable-provider", NEW_NAME, "R50"),
			...(scoped.wid ? syncWaits(scoped, batchesOf(scoped), byId) : []),
		];
	});
}

/** H26: a WID secondary of batch A is restarted only when it has polled the new registration. */
function syncWaits({ farm, widPrimary }: FarmScope, { a }: PlanBatches, byId: ReadonlyMap<string, PlanStep>): Violation[] {
	return a
		.filter((host) => widPrimary !== undefined && !sameName(host, widPrimary))
		.flatMap((host) => {
			const step = byId.get(`adfs.restart-service:${farm.name}/${host}`);
			if (step === undefined || step.hazards.includes("H26")) return [];
			return [violation("H26", `${step.id} does not wait for the WID secondary to synchronise`, [step.id])];
		});
}

const textsOf = (step: PlanStep): readonly string[] => [...step.commands.map((c) => c.text), ...step.instructions];
