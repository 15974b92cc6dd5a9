/** Order inside and around AD FS farms: invariant 7 and R33 to R52. */

import { finishedPortals, finishedServers } from "./demand-portals.ts";
import type { Demands } from "./demands.ts";
import type { PlanBatches } from "./plan-batches.ts";
import type { FarmScope, Scope } from "./scope.ts";
import { workedFarms } from "./worked-on.ts";

export function demandFarms(scope: Scope, batchesOf: (farm: FarmScope) => PlanBatches, demand: Demands): void {
	const farms = workedFarms(scope);
	for (const farm of farms) {
		demandPreparation(farm, demand);
		demandProvider(farm, batchesOf(farm), demand);
	}
	const started = farms.flatMap(({ farm }) => [
		`adfs.copy-files:${farm.name}`,
		`adfs.remove-batch-a:${farm.name}`,
		`adfs.disable-provider:${farm.name}`,
		...farm.nodes.map((n) => `adfs.install-adapter:${farm.name}/${n.host}`),
	]);
	const because = "adapters wait for every MFA Server and every portal";
	demand.allBefore(finishedServers(scope), started, "R33", because, "gate:user-portals");
	demand.allBefore(finishedPortals(scope), started, "R33", because, "gate:user-portals");
}

/** R35 to R39: the paperwork is ready before anything leaves service. */
function demandPreparation({ farm, separateNodes }: FarmScope, demand: Demands): void {
	const at = (kind: string): string => `adfs.${kind}:${farm.name}`;
	const leaves = farm.nodes.length >= 2 ? at("remove-batch-a") : at("disable-provider");
	demand.before(at("export-config"), [at("edit-register-script"), at("disable-provider")], "R35", "the old configuration is kept first");
	for (const host of separateNodes)
		demand.before(at("copy-files"), `adfs.install-adapter:${farm.name}/${host}`, "R37", "the node needs the copied files");
	demand.before(at("copy-files"), at("edit-register-script"), "R38", "the copied script is the one that is edited");
	demand.before(at("edit-register-script"), [leaves, at("register-provider")], "R38", "the register script is ready before it is needed");
	demand.before([at("copy-files"), at("export-config")], at("compare-config"), "R39", "old and new configuration must both be there");
	demand.before(at("compare-config"), [leaves, at("register-provider")], "R39", "the configuration is settled before it is registered");
}

/** R42 to R52: install A, untick, unregister, register, restart A, swap, tick, install B, restart B, return B. */
function demandProvider({ farm }: FarmScope, batches: PlanBatches, demand: Demands): void {
	const at = (kind: string): string => `adfs.${kind}:${farm.name}`;
	const node = (kind: string) => (host: string) => `adfs.${kind}:${farm.name}/${host}`;
	const installs = farm.nodes.map((n) => node("install-adapter")(n.host));
	const install = (batch: readonly string[]) => batch.map(node("install-adapter"));
	const restart = (batch: readonly string[]) => batch.map(node("restart-service"));
	const { a, b } = batches;
	demand.before("prepare.download-installer:estate", installs, "R10", "the installer must be at hand");
	demand.before("prepare.keep-old-installers:estate", installs, "H18", "the way back needs the old installers");
	demand.before(at("remove-batch-a"), install(a), "R42", "nodes leave the farm before they are touched");
	demand.before(install(a), at("disable-provider"), "R45", "batch A is installed before the provider is unticked");
	demand.before(at("disable-provider"), at("unregister-provider"), "R46", "a ticked provider cannot be unregistered");
	demand.before(at("unregister-provider"), at("register-provider"), "R47", "the old provider goes before the new one comes");
	demand.before(at("register-provider"), [...restart(a), ...restart(b)], "R48", "a restart loads what is registered");
	const backInService = [at("swap-batches"), at("enable-provider")];
	demand.before(restart(a), backInService, "R49", "only restarted nodes serve again");
	demand.before(at("swap-batches"), at("enable-provider"), "R50", "the new provider is ticked when updated nodes serve");
	demand.before(at("register-provider"), at("enable-provider"), 7, "untick, unregister, register, tick");
	for (const host of b) {
		demand.before([at("swap-batches"), at("enable-provider")], node("install-adapter")(host), "R51", "batch B comes after the tick");
		demand.before(node("install-adapter")(host), node("restart-service")(host), "R51", "a restart loads the new adapter");
	}
	demand.before(restart(b), at("return-batch-b"), "R52", "only restarted nodes return");
	const all = [...restart(a), ...restart(b), at("return-batch-b"), at("enable-provider")];
	demand.before(all, at("verify"), "R52", "the farm is checked when everything is back");
}
