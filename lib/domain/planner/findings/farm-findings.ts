/** Warnings and infos about AD FS farms (domain 4.9). */
import type { Facts, FarmFacts } from "../facts.ts";
import { gapMinutes } from "../gap.ts";
import type { Finding } from "../plan-document.ts";
import { type FarmWork, isOldName, NEW_ADAPTER_NAME, OLD_ADAPTER_NAME } from "../scope/farm-scope.ts";
import type { Work } from "../scope.ts";
import { finding } from "./finding.ts";

export function farmFindings(facts: Facts, work: Work): Finding[] {
	return [...work.farms.flatMap((farm) => workedFarm(facts, farm)), ...facts.farms.flatMap((farm) => partlyCoLocated(facts, farm))];
}

function workedFarm(facts: Facts, { farm, wid, a, b, separate }: FarmWork): Finding[] {
	const found = [
		finding(
			"mfa-gap",
			farm.subject,
			`For about ${gapMinutes(wid, b.length > 0)} minutes, from unticking the old adapter of ${farm.name} to ticking the new one, MFA Server asks nobody for a second factor there. ${behaviour(facts)} ` +
				"Name an approver and a window, make a test sign-in in the gap, and consider closing extranet access meanwhile.",
			{ rules: ["R40", "R45", "R50"], hazards: ["H33", "H34"] },
		),
	];
	if (a.length + b.length === 1) {
		found.push(
			finding(
				"single-node-farm",
				farm.subject,
				`${farm.name} has one node, so nobody serves sign-ins while its adapter is replaced and AD FS restarts. Announce the outage and get it accepted.`,
				{ rules: ["R42"], hazards: ["H35"] },
			),
		);
	}
	if (isOldName(farm)) {
		found.push(
			finding(
				"adapter-renamed",
				farm.subject,
				`${farm.name} knows the adapter as ${OLD_ADAPTER_NAME}; the new one registers as ${NEW_ADAPTER_NAME}. ` +
					`${farm.record.rulesReferenceProvider === "no" ? "No rule is recorded to use the old name; check once more:" : "Rules and scripts that name the old one stop matching:"} search Get-AdfsAdditionalAuthenticationRule and each relying party's AdditionalAuthenticationRules, and correct them.`,
				{ rules: ["R36"], hazards: ["H32"] },
			),
		);
	}
	if (farm.record.configStore === "unknown") {
		found.push(
			finding(
				"config-store-unknown",
				farm.subject,
				`Where ${farm.name} keeps its configuration is not recorded. The plan assumes the Windows Internal Database: farm-wide cmdlets on the primary computer, and a wait for the other nodes to catch up. Record wid or sql.`,
				{ rules: ["R46", "R47"], hazards: ["H25", "H26"] },
			),
		);
	}
	if (separate.length === 0) {
		found.push(
			finding(
				"co-located-adfs",
				farm.subject,
				`Every node of ${farm.name} carries an MFA Server, so the adapter is installed from the server's console and the copying and editing of scripts falls away. Draining a server takes its AD FS node out too.`,
				{ rules: ["R34", "R43"], hazards: ["H28"] },
			),
		);
	}
	return found;
}

function behaviour(facts: Facts): string {
	switch (facts.inventory.estate.federatedIdpMfaBehavior) {
		case "enforceMfaByFederatedIdp":
			return "Microsoft Entra ID insists on MFA by the federation here, so sign-ins may fail or loop rather than pass with a password.";
		case "rejectMfaByFederatedIdp":
			return "Microsoft Entra ID does its own MFA here; other relying parties see password-only sign-ins.";
		default:
			return "Sign-ins may pass with a password alone, or fail where a rule or Microsoft Entra ID still demands the MFA claim.";
	}
}

/** Holds for farms that are not worked on as well. */
function partlyCoLocated(facts: Facts, farm: FarmFacts): Finding[] {
	const withServer = farm.nodes.filter((node) => facts.serverOn.has(node.key));
	if (withServer.length === 0 || withServer.length === farm.nodes.length) return [];
	return [
		finding(
			"partly-co-located-farm",
			farm.subject,
			`Some nodes of ${farm.name} carry an MFA Server (${withServer.map((node) => node.name).join(", ")}) and some do not, which fits neither branch of the guide: files are copied to the nodes without one, the others install from their own console.`,
			{ rules: ["R34", "R43"], hazards: ["H27"] },
		),
	];
}
