/** Findings about the estate as a whole (domain 4.9). */
import { compareVersions } from "../../version.ts";
import { type AnyComponent, type Facts, targetIsAtLeast } from "../facts.ts";
import type { Finding } from "../plan-document.ts";
import type { Work } from "../scope.ts";
import { finding } from "./finding.ts";

export function estateFindings(facts: Facts, work: Work): Finding[] {
	return [endOfService(facts), ...tagsInUse(facts), ...runtimeJump(facts, work)];
}

const OUTLOOK = {
	upgrade: "An upgrade cannot bring the service back.",
	"migration-prep": "This plan prepares that migration: it reaches a build that carries the utility.",
	lab: "Do not take a lab result for a promise about production.",
} as const;

/** Stands on every plan, whatever its purpose, and cannot be suppressed (R7, decision 1). */
const endOfService = (facts: Facts): Finding =>
	finding(
		"end-of-service",
		"estate",
		`MFA Server stopped servicing multifactor requests on 30 September 2024. ${OUTLOOK[facts.purpose]} ` +
			"Move users' authentication data to Microsoft Entra multifactor authentication with the Migration Utility of the newest build (8.1 or later): " +
			"see how-to-mfa-server-migration-utility and how-to-migrate-mfa-server-to-azure-mfa on Microsoft Learn.",
		{ rules: ["R7"], hazards: ["H46"] },
	);

function tagsInUse(facts: Facts): Finding[] {
	const affected = targetIsAtLeast(facts, "8.0.0") && compareVersions(facts.targetVersion, "8.0.2") < 0;
	if (facts.inventory.estate.usesTags !== "yes" || !affected) return [];
	return [
		finding(
			"tags-in-use",
			"estate",
			`This estate uses Tags, and upgrades of such estates were repaired in 8.0.2 only. Choose 8.0.2 or newer instead of ${facts.targetVersion}, or rehearse on a copy first.`,
			{ hazards: ["H42"] },
		),
	];
}

function runtimeJump(facts: Facts, work: Work): Finding[] {
	const all: readonly AnyComponent[] = [...facts.servers, ...facts.portals, ...facts.mobileApps, ...facts.farms];
	if (!all.some((component) => work.subjects.has(component.subject) && component.crossesRuntime)) return [];
	return [
		finding(
			"runtime-jump",
			"estate",
			"Some components go from below 7.0 to 7.0 or above: they leave .NET 2.0 for .NET 4.5, and all need the Visual C++ 2015 runtime, Update 1 or later, in both architectures. " +
				"The MFA Server installer brings both; hosts with a portal or mobile app web service alone get a step of their own.",
			{ rules: ["R3", "R4", "R5"] },
		),
	];
}
