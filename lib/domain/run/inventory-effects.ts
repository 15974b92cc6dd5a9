/**
 * What a fact of a *live* run says about the estate's inventory, for the server to write in the same transaction:
 * installed versions, the primary after a promotion, adapter version and name, a removed mobile app web service.
 * A rehearsal says nothing. Taking a tick back gives the frozen inventory's values back.
 */
import type { Inventory, MfaServer } from "../inventory/document.ts";
import { sameName } from "../names.ts";
import type { PlanStep } from "../planner/plan-document.ts";
import { farmOf } from "./batches.ts";
import type { Evidence } from "./commands.ts";
import type { RunEvent } from "./events.ts";
import { NEW_ADAPTER_NAME } from "./expectations.ts";
import { runGraph } from "./graph.ts";
import type { RunState } from "./state.ts";

/** `name`: a host, or a farm. Only the keys in `set` change. */
export type InventoryEffect =
	| {
			readonly component: "mfa-server";
			readonly name: string;
			readonly set: { readonly version?: string; readonly role?: MfaServer["role"]; readonly sdkVersion?: string };
	  }
	| { readonly component: "user-portal" | "mobile-app"; readonly name: string; readonly set: { readonly version: string } }
	| { readonly component: "mobile-app"; readonly name: string; readonly removed: boolean }
	| {
			readonly component: "adfs-farm";
			readonly name: string;
			readonly set: { readonly adapterVersion?: string; readonly adapterName?: string };
	  };

/** Effects of `event`, given the state *before* it. Empty for most events and for every rehearsal. */
export function inventoryEffects(state: RunState, event: RunEvent): InventoryEffect[] {
	if (state.mode !== "live") return [];
	if (event.type === "step-completed") {
		const step = runGraph(state.plan).steps.get(event.data.stepId);
		return step ? completed(state, step, event.data.evidence) : [];
	}
	if (event.type === "step-reopened" && state.steps[event.data.stepId]?.status === "done") {
		const step = runGraph(state.plan).steps.get(event.data.stepId);
		return step ? takenBack(state, step) : [];
	}
	return [];
}

function completed(state: RunState, step: PlanStep, evidence: Evidence): InventoryEffect[] {
	const name = step.host ?? "";
	const version = typeof evidence.versionAfter === "string" ? evidence.versionAfter : state.plan.targetVersion;
	switch (step.kind) {
		case "mfa-server.install":
			return [{ component: "mfa-server", name, set: { version } }];
		case "mfa-server.install-sdk":
			return [{ component: "mfa-server", name, set: { sdkVersion: version } }];
		case "mfa-server.promote":
			return promoted(state.inventory, step);
		case "user-portal.install":
		case "user-portal.accept-update":
			return [{ component: "user-portal", name, set: { version } }];
		case "mobile-app.upgrade":
			return [{ component: "mobile-app", name, set: { version } }];
		case "mobile-app.uninstall":
			return [{ component: "mobile-app", name, removed: true }];
		case "adfs.install-adapter":
			return lastAdapter(state, step) ? [{ component: "adfs-farm", name: farmOf(step.subject), set: { adapterVersion: version } }] : [];
		case "adfs.enable-provider": {
			const seen = typeof evidence.providerName === "string" ? evidence.providerName : NEW_ADAPTER_NAME;
			return [{ component: "adfs-farm", name: farmOf(step.subject), set: { adapterName: seen } }];
		}
		default:
			return [];
	}
}

/** A farm has one adapter version: the new one counts once the last node has it. */
const lastAdapter = (state: RunState, step: PlanStep): boolean =>
	state.plan.steps.every(
		(other) =>
			other.kind !== "adfs.install-adapter" ||
			other.id === step.id ||
			!sameName(farmOf(other.subject), farmOf(step.subject)) ||
			state.steps[other.id]?.status === "done",
	);

const groupOf = (step: PlanStep): string => step.subject.slice(step.subject.indexOf(":") + 1);

function promoted({ mfaServers }: Inventory, step: PlanStep): InventoryEffect[] {
	return mfaServers
		.filter((server) => sameName(server.replicationGroup, groupOf(step)))
		.map((server): InventoryEffect => {
			const role = sameName(server.host, step.host ?? "") ? "primary" : "subordinate";
			return { component: "mfa-server", name: server.host, set: { role } };
		});
}

function takenBack({ inventory }: RunState, step: PlanStep): InventoryEffect[] {
	const server = inventory.mfaServers.find(({ host }) => sameName(host, step.host ?? ""));
	const portal = inventory.userPortals.find(({ host }) => sameName(host, step.host ?? ""));
	const service = inventory.mobileAppWebServices.find(({ host }) => sameName(host, step.host ?? ""));
	const farm = inventory.adfsFarms.find(({ name }) => sameName(name, farmOf(step.subject)));
	switch (step.kind) {
		case "mfa-server.install":
			return server ? [{ component: "mfa-server", name: server.host, set: { version: server.version } }] : [];
		case "mfa-server.install-sdk":
			return server?.webServiceSdk
				? [{ component: "mfa-server", name: server.host, set: { sdkVersion: server.webServiceSdk.version } }]
				: [];
		case "mfa-server.promote":
			return inventory.mfaServers
				.filter(({ replicationGroup }) => sameName(replicationGroup, groupOf(step)))
				.map(({ host, role }) => ({ component: "mfa-server", name: host, set: { role } }));
		case "user-portal.install":
		case "user-portal.accept-update":
			return portal ? [{ component: "user-portal", name: portal.host, set: { version: portal.version } }] : [];
		case "mobile-app.upgrade":
			return service ? [{ component: "mobile-app", name: service.host, set: { version: service.version } }] : [];
		case "mobile-app.uninstall":
			return service ? [{ component: "mobile-app", name: service.host, removed: false }] : [];
		case "adfs.install-adapter":
			return farm ? [{ component: "adfs-farm", name: farm.name, set: { adapterVersion: farm.adapterVersion } }] : [];
		case "adfs.enable-provider":
			return farm ? [{ component: "adfs-farm", name: farm.name, set: { adapterName: farm.adapterName } }] : [];
		default:
			return [];
	}
}
