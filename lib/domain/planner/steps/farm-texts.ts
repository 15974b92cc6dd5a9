/** Words and paths that several AD FS steps share. */
import { joinPath, literal } from "../commands/powershell.ts";
import type { Facts, NodeFacts } from "../facts.ts";
import type { FarmWork } from "../scope/farm-scope.ts";
import { stagedAt } from "./portal-steps.ts";

export const ADAPTER_SETUP = "MultiFactorAuthenticationAdfsAdapterSetup64.msi";
export const REGISTER_SCRIPT = "Register-MultiFactorAuthenticationAdfsAdapter.ps1";
export const UNREGISTER_SCRIPT = "Unregister-MultiFactorAuthenticationAdfsAdapter.ps1";
export const ADAPTER_CONFIG = "MultiFactorAuthenticationAdfsAdapter.config";
export const ADAPTER_FILES = [ADAPTER_SETUP, REGISTER_SCRIPT, UNREGISTER_SCRIPT, ADAPTER_CONFIG] as const;

export const names = (nodes: readonly NodeFacts[]): string => nodes.map((node) => node.name).join(", ");

/** Where an adapter file lies on a node: in its MFA Server's folder, else where it was copied to. A PowerShell expression. */
export function adapterFile(facts: Facts, node: NodeFacts, file: string): string {
	const server = facts.serverOn.get(node.key);
	return server ? literal(joinPath(server.record.installPath, file)) : stagedAt(file);
}

const UP_TO_2012_R2 = "AD FS > Authentication Policies > Edit Global Multi-factor Authentication";
const FROM_2016 = "AD FS > Service > Authentication Methods > Edit Multi-factor Authentication Methods";

/** The page with the provider list moved in 2016 (decision 16). */
export function policyPage(node: NodeFacts): string {
	switch (node.host.os) {
		case "unknown":
		case "other":
			return `${UP_TO_2012_R2} (up to 2012 R2) or ${FROM_2016} (from 2016)`;
		case "2016":
		case "2019":
		case "2022":
		case "2025":
			return FROM_2016;
		default:
			return UP_TO_2012_R2;
	}
}

/** On WID the cmdlets work on the primary computer alone. */
export const whereToRun = ({ wid, lead, a, b }: FarmWork): string =>
	wid && a.length + b.length > 1
		? `Run it on ${lead.name}, the farm's primary computer; elsewhere the cmdlets refuse. Once for the whole farm.`
		: `Run it on ${lead.name}, once for the whole farm.`;

/** How to see a second factor asked for. */
export function testSignIn({ farm, lead }: FarmWork): string {
	const service = farm.record.serviceName ?? "<federation service name>";
	const from2016 = UP_TO_2012_R2 !== policyPage(lead);
	return from2016
		? `Sign in to a test relying party. The page https://${service}/adfs/ls/idpinitiatedsignon.htm is off by default from 2016: Get-AdfsProperties shows EnableIdPInitiatedSignonPage.`
		: `Sign in at https://${service}/adfs/ls/idpinitiatedsignon.htm or to a test relying party.`;
}

/** Other providers stay ticked; setting the list by command replaces it as a whole (H31). */
export const otherProviders = ({ farm }: FarmWork): string[] =>
	farm.record.otherProviders.length > 0 ? [`These stay ticked: ${farm.record.otherProviders.join(", ")}.`] : [];
