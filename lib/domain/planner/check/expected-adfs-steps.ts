/** The steps of one AD FS farm (R33 to R52). */
import type { PhaseId, StepKind } from "../plan-document.ts";
import type { ExpectedStep } from "./expected-step.ts";
import type { FarmScope } from "./scope.ts";

export function farmSteps(scope: FarmScope): ExpectedStep[] {
	const { farm, wid, widPrimary, separateNodes } = scope;
	const nodes = farm.nodes.map((n) => n.host);
	/** Farm-wide cmdlets run on the WID primary; on SQL on any node (invariant 15). */
	const cmdletHost = wid && widPrimary !== undefined ? [widPrimary] : nodes;
	const one = (kind: StepKind, hosts: ExpectedStep["hosts"], ...extra: PhaseId[]): ExpectedStep => ({
		id: `${kind}:${farm.name}`,
		kind,
		subject: `adfs-farm:${farm.name}`,
		hosts,
		phases: ["adfs-adapters", ...extra],
		optional: false,
	});
	const node = (kind: StepKind, host: string): ExpectedStep => ({
		id: `${kind}:${farm.name}/${host}`,
		kind,
		subject: `adfs-node:${farm.name}/${host}`,
		hosts: [host],
		phases: ["adfs-adapters"],
		optional: false,
	});
	const preparation =
		separateNodes.length === 0
			? []
			: [
					one("adfs.export-config", cmdletHost, "prepare"),
					one("adfs.copy-files", undefined),
					one("adfs.compare-config", undefined),
					one("adfs.edit-register-script", undefined),
				];
	const batches =
		nodes.length < 2
			? []
			: [one("adfs.remove-batch-a", undefined), one("adfs.swap-batches", undefined), one("adfs.return-batch-b", undefined)];
	return [
		...preparation,
		...batches,
		...nodes.flatMap((host) => [node("adfs.install-adapter", host), node("adfs.restart-service", host)]),
		one("adfs.disable-provider", cmdletHost),
		one("adfs.unregister-provider", cmdletHost),
		one("adfs.register-provider", cmdletHost),
		one("adfs.enable-provider", cmdletHost),
		one("adfs.verify", undefined),
	];
}
