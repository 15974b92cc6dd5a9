/** What the preparation of an AD FS farm says, for nodes without an MFA Server (domain 5.5, R34 to R39). */
import { fileSafe, hashOf, joinPath, literal, networkPath, powershell, STAMP } from "../commands/powershell.ts";
import type { Facts, ServerFacts } from "../facts.ts";
import type { FarmWork } from "../scope/farm-scope.ts";
import { choice, optional, required, type StepContent } from "../step.ts";
import { NO_CONTENT, PROVES_COPY, SECRET_BACKUP_EVIDENCE } from "./backup.ts";
import { ADAPTER_CONFIG, ADAPTER_FILES, adapterFile, names, REGISTER_SCRIPT } from "./farm-texts.ts";
import { compareNames } from "./portal-check-steps.ts";
import { stagedAt } from "./portal-steps.ts";

export function exportConfig(facts: Facts, work: FarmWork): StepContent {
	const { farm, lead } = work;
	const adapter = farm.record.adapterName;
	return {
		title: `Save the registered adapter configuration of ${farm.name}`,
		team: "adfs-admin",
		instructions: [
			`On ${lead.name}, export the configuration registered under ${adapter} to ${facts.backupShare}. It may hold a password: only its keepers may read the copy.`,
			"Keep the printed lists of providers and rules with it: they say what was ticked and which rules name the provider.",
			NO_CONTENT,
		],
		commands: [
			powershell(
				lead.name,
				STAMP,
				`$copy = Join-Path ${literal(facts.backupShare)} (${literal(`${fileSafe(farm.name)}_adapter_`)} + $stamp + '.config')`,
				`Export-AdfsAuthenticationProviderConfigurationData -Name ${literal(adapter)} -FilePath $copy`,
				"(Get-Item -LiteralPath $copy).Length",
				hashOf(lead.host.os, "$copy"),
				"Get-AdfsAuthenticationProvider | Select-Object Name",
				"(Get-AdfsGlobalAuthenticationPolicy).AdditionalAuthenticationProvider",
				"Get-AdfsAdditionalAuthenticationRule",
				"Get-AdfsRelyingPartyTrust | Where-Object { $_.AdditionalAuthenticationRules } | Select-Object Name, AdditionalAuthenticationRules",
			),
		],
		evidence: [
			required("providerName", "Adapter name seen on screen", "text"),
			...SECRET_BACKUP_EVIDENCE,
			optional("rulesNamingProvider", "Rules and scripts that name the provider", "text"),
		],
		verification: [PROVES_COPY],
		backOut: ["Keep the copy: the old adapter is registered with it when the farm goes back."],
		checkpoint: true,
		estimateMinutes: 5,
		rules: ["R35", "R36"],
		hazards: ["H15", "H32", "H49"],
	};
}

/** `source`: a server that is at target when the step is reached (R37). */
export function copyFiles(facts: Facts, work: FarmWork, source: ServerFacts | undefined): StepContent {
	const { farm, separate } = work;
	const folder = source ? networkPath(source.name, source.record.installPath) : "<install folder of an MFA Server>";
	return {
		title: `Copy the adapter files to the nodes of ${farm.name}`,
		team: "adfs-admin",
		instructions: [
			`Copy from the install folder of ${source?.name ?? "an MFA Server"}, which is at ${facts.targetVersion}: ${ADAPTER_FILES.join(", ")}.`,
			`To each of: ${names(separate)}. The provider's files have to be on every node, though it is registered once.`,
		],
		commands: separate.map((node) =>
			powershell(
				node.name,
				`$folder = Split-Path (${stagedAt(ADAPTER_CONFIG)})`,
				"New-Item -ItemType Directory -Force -Path $folder | Out-Null",
				`${ADAPTER_FILES.map((file) => literal(joinPath(folder, file))).join(", ")} | ForEach-Object { Copy-Item -LiteralPath $_ -Destination $folder; ${hashOf(node.host.os, "(Join-Path $folder (Split-Path $_ -Leaf))")} }`,
			),
		),
		evidence: [
			required("hashesEqual", "The four hashes are the same on every node and at the source", "boolean"),
			optional("remarks", "What was noticed", "text"),
		],
		verification: ["Four files on each node, with the same SHA-256 everywhere."],
		backOut: ["Delete the copies."],
		estimateMinutes: 10,
		rules: ["R37"],
	};
}

export function compareConfig(facts: Facts, work: FarmWork): StepContent {
	const { farm, lead } = work;
	return {
		title: `Compare old and new adapter configuration of ${farm.name}`,
		team: "adfs-admin",
		instructions: [
			`Compare the exported file with the new ${ADAPTER_CONFIG} on ${lead.name}: names only, values stay hidden.`,
			"Names added or removed: carry the old values into the new file. No difference: either file will do.",
			`Check WebServiceSdkUrl${farm.record.sdkUrl ? ` (${farm.record.sdkUrl})` : ""}, and that WebServiceSdkPassword holds no ampersand: it breaks the file.`,
			"Where WebServiceSdkCertificateThumbprint is set, that certificate is on every node and the AD FS account may read its key.",
		],
		commands: [compareNamesOf(facts, work)],
		evidence: [
			choice("chosenFile", "Which file is registered", ["new-with-old-values", "exported"]),
			required("chosenSha256", "SHA-256 of the chosen file", "text"),
			optional("differences", "Names added and removed", "text"),
		],
		verification: ["The chosen file opens as XML and holds every name the new version knows."],
		backOut: ["Take the new file from the MFA Server's folder again."],
		estimateMinutes: 10,
		rules: ["R39"],
		hazards: ["H15", "H16"],
	};
}

function compareNamesOf(facts: Facts, { lead }: FarmWork) {
	const command = compareNames(lead.name, "");
	return {
		...command,
		text: command.text
			.replace("$new = ''", `$new = ${adapterFile(facts, lead, ADAPTER_CONFIG)}`)
			.replace("web.config backup", "exported configuration"),
	};
}

export function editRegisterScript(facts: Facts, work: FarmWork): StepContent {
	const { farm, lead } = work;
	return {
		title: `Add -ConfigurationFilePath to the register script of ${farm.name}`,
		team: "adfs-admin",
		instructions: [
			`Open ${REGISTER_SCRIPT} on ${lead.name} and add to the end of its Register-AdfsAuthenticationProvider line: -ConfigurationFilePath '<full path of the chosen file>'.`,
			"The path is complete and in single quotes; the line holds no password.",
		],
		commands: [
			powershell(
				lead.name,
				`$script = ${adapterFile(facts, lead, REGISTER_SCRIPT)}`,
				hashOf(lead.host.os, "$script"),
				"Select-String -LiteralPath $script -Pattern 'Register-AdfsAuthenticationProvider'",
			),
		],
		evidence: [
			required("changedLine", "The changed line", "text"),
			required("scriptSha256", "SHA-256 of the script after the change", "text"),
			optional("oldScriptSha256", "SHA-256 before", "text"),
		],
		verification: ["The line ends with -ConfigurationFilePath and the full path, and the file it names exists."],
		backOut: ["Copy the script from the MFA Server's folder again."],
		estimateMinutes: 5,
		rules: ["R38"],
	};
}
