/** What is done to the AD FS farms. A farm's blocker stops that farm alone; blocked servers or portals stop them all (R33). */
import { fold } from "../../names.ts";
import { type Facts, type FarmFacts, isBelowTarget, isTooOld, type NodeFacts } from "../facts.ts";
import { finding } from "../findings/finding.ts";
import type { Finding } from "../plan-document.ts";
import { nodePools, splitFarm } from "./batches.ts";
import { cannotDrain, poolMinimum } from "./pool-minimum.ts";
import type { PortalScope } from "./portal-scope.ts";
import type { ServerScope } from "./server-scope.ts";

export const OLD_ADAPTER_NAME = "WindowsAzureMultiFactorAuthentication";
export const NEW_ADAPTER_NAME = "AzureMfaServerAuthentication";
const CLOUD_ADAPTER_NAME = "AzureMfaAuthentication";

export type FarmWork = {
	readonly farm: FarmFacts;
	/** Configuration store treated as the Windows Internal Database: also when unknown. */
	readonly wid: boolean;
	readonly a: readonly NodeFacts[];
	readonly b: readonly NodeFacts[];
	/** Where the farm-wide cmdlets run: the WID primary, on SQL the first node of A (H25). */
	readonly lead: NodeFacts;
	/** Nodes without an MFA Server: the preparation is for them (R34, decision 12). */
	readonly separate: readonly NodeFacts[];
};

export type FarmScope = { readonly blockers: readonly Finding[]; readonly farms: readonly FarmWork[] };

export const isOldName = (farm: FarmFacts): boolean => fold(farm.record.adapterName) === fold(OLD_ADAPTER_NAME);

export function farmScope(facts: Facts, servers: ServerScope, portals: PortalScope): FarmScope {
	if (facts.recipe !== "guide") return { blockers: [], farms: [] };
	const later = servers.blockedGroups.size > 0 || portals.blocked;
	const blockers: Finding[] = [];
	const farms: FarmWork[] = [];
	for (const farm of facts.farms) {
		const found = farmBlockers(facts, farm);
		blockers.push(...found);
		if (found.length > 0 || later || !isBelowTarget(farm)) continue;
		const split = splitFarm(facts, farm);
		const tight = farm.nodes.flatMap((node) => nodePools(facts, node)).filter(cannotDrain);
		const breached = new Set([...tight, ...("breached" in split ? split.breached : [])]);
		blockers.push(...[...breached].map((pool) => poolMinimum(pool)));
		const lead = leadNode(farm, split.batches.a);
		if (breached.size > 0 || lead === undefined) continue;
		farms.push({ farm, wid: isWid(farm), ...split.batches, lead, separate: farm.nodes.filter((node) => !facts.serverOn.has(node.key)) });
	}
	return { blockers, farms };
}

const isWid = (farm: FarmFacts): boolean => farm.record.configStore !== "sql";

const leadNode = (farm: FarmFacts, a: readonly NodeFacts[]): NodeFacts | undefined =>
	(isWid(farm) ? farm.nodes.find((node) => node.record.widPrimary) : undefined) ?? a[0];

function farmBlockers(facts: Facts, farm: FarmFacts): Finding[] {
	return [...versionBlockers(facts, farm), ...nameBlockers(farm), ...widBlockers(farm), ...osBlockers(farm)];
}

function versionBlockers(facts: Facts, farm: FarmFacts): Finding[] {
	if (isTooOld(farm)) {
		return [
			finding(
				"version-too-old",
				farm.subject,
				`The AD FS adapter of ${farm.name} is ${farm.version}; in-place upgrade starts at 6.0. Remove the old adapter by the PhoneFactor Agent path, register a current one, then record its version.`,
				{ rules: ["R1", "R2"] },
			),
		];
	}
	if (farm.standing !== "above") return [];
	return [
		finding(
			"downgrade",
			farm.subject,
			`The AD FS adapter of ${farm.name} is ${farm.version}, newer than the target ${facts.targetVersion}. Choose a target of ${farm.version} or newer, or correct the inventory.`,
			{ rules: ["R33"], hazards: ["H12"] },
		),
	];
}

function nameBlockers(farm: FarmFacts): Finding[] {
	const name = fold(farm.record.adapterName);
	if (name === fold(OLD_ADAPTER_NAME) || name === fold(NEW_ADAPTER_NAME)) return [];
	const seen =
		name === fold(CLOUD_ADAPTER_NAME)
			? `${farm.name} reports ${farm.record.adapterName}. That is the adapter built into AD FS for cloud MFA: it cannot be unregistered and is not the MFA Server's.`
			: name === "unknown"
				? `The name under which the MFA Server adapter of ${farm.name} is registered is not known.`
				: `${farm.name} reports ${farm.record.adapterName}, which is not a name of the MFA Server adapter.`;
	return [
		finding(
			"adapter-name-unknown",
			farm.subject,
			`${seen} Run Get-AdfsAuthenticationProvider on a node and record ${OLD_ADAPTER_NAME} or ${NEW_ADAPTER_NAME}, whichever it shows; unticking and unregistering need the exact name.`,
			{ rules: ["R36"] },
		),
	];
}

function widBlockers(farm: FarmFacts): Finding[] {
	if (!isWid(farm) || farm.nodes.length < 2) return [];
	const primaries = farm.nodes.filter((node) => node.record.widPrimary);
	const [primary] = primaries;
	if (primary === undefined || primaries.length > 1) {
		return [
			finding(
				"wid-primary-unknown",
				farm.subject,
				`${farm.name} keeps its configuration in the Windows Internal Database${farm.record.configStore === "unknown" ? " (assumed, its store is not recorded)" : ""} and ${primaries.length === 0 ? "no node is" : `${primaries.length} nodes are`} marked as its primary computer. ` +
					"Run Get-AdfsSyncProperties on the nodes and mark the one whose Role is PrimaryComputer; provider cmdlets run only there.",
				{ rules: ["R46", "R47"], hazards: ["H25"] },
			),
		];
	}
	if (splitNamesPrimaryInB(farm, primary)) {
		return [
			finding(
				"wid-primary-in-batch-b",
				farm.subject,
				`The given batches leave ${primary.name}, primary computer of ${farm.name}, in batch B, but the new adapter is registered there while batch A is upgraded. Put ${primary.name} in batch A, or move the primary role first (Set-AdfsSyncProperties).`,
				{ rules: ["R42", "R47"], hazards: ["H25"] },
			),
		];
	}
	return [];
}

/** True also when other nodes given to A leave no room for the primary there. */
function splitNamesPrimaryInB(farm: FarmFacts, primary: NodeFacts): boolean {
	if (primary.record.batch !== undefined) return primary.record.batch === "B";
	return farm.nodes.filter((node) => node.record.batch === "A").length >= Math.ceil(farm.nodes.length / 2);
}

const TOO_OLD_FOR_ADFS: ReadonlySet<string> = new Set(["2008", "2008R2", "2012"]);

function osBlockers(farm: FarmFacts): Finding[] {
	return farm.nodes
		.filter((node) => TOO_OLD_FOR_ADFS.has(node.host.os))
		.map((node) =>
			finding(
				"adfs-os-unsupported",
				node.subject,
				`${node.name} is recorded with Windows Server ${node.host.os}, but the AD FS adapter needs 2012 R2 or later. AD FS 2.0 is protected by the IIS plug-in of an MFA Server instead: correct the inventory or replace the node.`,
				{ rules: ["R43"], hazards: ["H36"] },
			),
		);
}
