/** What the preparation steps say (domain 5.1). */
import type { Host } from "../../inventory/document.ts";
import { compareVersions } from "../../version.ts";
import { hashOf, hasModernCmdlets, joinPath, listWithHashes, literal, powershell, STAMP } from "../commands/powershell.ts";
import type { Facts, ServerFacts } from "../facts.ts";
import type { GroupWork } from "../scope/server-scope.ts";
import { files, optional, required, type StepContent } from "../step.ts";

const SETUP = "MultiFactorAuthenticationServerSetup.exe";
const WORKSTATION = "administration workstation";

export function downloadInstaller(facts: Facts): StepContent {
	const setup = joinPath(facts.installerShare, SETUP);
	const utility =
		facts.recipe === "migration-utility-only" && compareVersions(facts.targetVersion, "8.1") < 0
			? [`The Migration Utility comes with 8.1: ${facts.targetVersion} does not carry it. Check the target before you go on.`]
			: [];
	return {
		title: `Obtain the MFA Server ${facts.targetVersion} installer`,
		team: "tenant-admin",
		instructions: [
			"Sign in to the Microsoft Entra admin center with an account that may open Multifactor authentication > Server settings, and download the server set-up.",
			`Place ${SETUP} in ${facts.installerShare}, readable from every MFA Server. Portal and adapter installers come out of the server's install folder later.`,
			...utility,
		],
		commands: [
			powershell(
				WORKSTATION,
				`$setup = ${literal(setup)}`,
				hashOf("2016", "$setup"),
				"(Get-Item -LiteralPath $setup).VersionInfo.FileVersion",
				"Get-AuthenticodeSignature -LiteralPath $setup | Format-List Status, SignerCertificate",
			),
		],
		evidence: [
			files("The installer: path, size, SHA-256 and the share it lies on"),
			required("fileVersion", "File version the installer shows", "version"),
			optional("signatureValid", "The signature is valid and Microsoft's", "boolean"),
		],
		verification: [`The file version is ${facts.targetVersion} and the signature is valid.`],
		backOut: ["Nothing to take back: the file changes no server."],
		estimateMinutes: 30,
		rules: ["R10"],
	};
}

export function keepOldInstallers(facts: Facts, groups: readonly GroupWork[]): StepContent {
	const servers = groups.flatMap((group) => group.order.map((work) => work.server));
	const lost = servers.length > 0 && servers.every((server) => server.record.oldInstallerAvailable === "no");
	const label = "The old installers and the copied install folder: path, size, SHA-256, where they lie";
	return {
		title: "Keep the installers of the versions now running",
		team: "mfa-admin",
		instructions: [
			`Find the set-up of ${runningVersions(facts)} and copy it to ${facts.backupShare}.`,
			"Copy the install folder of one server per version as well: the portal and adapter installers in it are overwritten by the upgrade.",
			lost
				? "These installers are recorded as lost. Search once more; without them only Microsoft support can help to go back, and the approver decides whether to go on."
				: "Where one cannot be found, tell the approver: without it only Microsoft support can help to go back.",
		],
		commands: sampleServers(servers).map((server) => copyInstallFolder(facts, server)),
		evidence: [
			lost ? optional("files", label, "file-digest") : files(label),
			optional("missing", "Installers that could not be found, and who accepted that", "text"),
		],
		verification: ["The kept versions match the inventory."],
		backOut: ["Nothing to take back: these are copies."],
		estimateMinutes: 10,
		rules: ["R10", "R17"],
		hazards: ["H18"],
	};
}

function runningVersions(facts: Facts): string {
	const all = [...facts.servers, ...facts.portals, ...facts.mobileApps, ...facts.farms].flatMap((c) =>
		c.standing === "below" ? [c.version] : [],
	);
	const versions = [...new Set(all)].sort((a, b) => compareVersions(a, b));
	return versions.length === 0 ? "each installed version" : `each installed version (${versions.join(", ")})`;
}

/** The first server of each version: one copy of each set of installers is enough. */
function sampleServers(servers: readonly ServerFacts[]): readonly ServerFacts[] {
	const first = new Map<string, ServerFacts>();
	for (const server of servers) if (!first.has(server.version)) first.set(server.version, server);
	return [...first.values()];
}

const copyInstallFolder = (facts: Facts, { host, record }: ServerFacts) =>
	powershell(
		host.name,
		STAMP,
		`$copy = Join-Path ${literal(facts.backupShare)} (${literal(`${host.name}_`)} + $stamp + '_installers')`,
		"New-Item -ItemType Directory -Path $copy | Out-Null",
		`Get-ChildItem -Path ${literal(joinPath(record.installPath, "*"))} -Include *.msi, *.ps1, *.config, *.exe | Copy-Item -Destination $copy`,
		listWithHashes(host.os, "$copy"),
	);

export function installRuntime(host: Host): StepContent {
	const { name } = host;
	return {
		title: `Install .NET 4.5 and Visual C++ 2015 (x86 and x64) on ${name}`,
		team: "web-admin",
		instructions: [
			"Run the check first and install only what is missing; nothing missing means nothing to do.",
			".NET: release 378389 (4.5) or higher; 394802 (4.6.2) or higher makes TLS 1.2 simpler.",
			"Visual C++ 2015 Redistributable, Update 1 or any later 14.x build, from the Microsoft Download Center, in both architectures.",
			`Where a reboot is asked for, do it while ${name} is out of service.`,
		],
		commands: [
			powershell(
				name,
				"(Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full').Release",
				"'x86', 'x64' | ForEach-Object { Get-ItemProperty \"HKLM:\\SOFTWARE\\WOW6432Node\\Microsoft\\VisualStudio\\14.0\\VC\\Runtimes\\$_\" -ErrorAction SilentlyContinue | Select-Object PSChildName, Version, Installed }",
			),
		],
		evidence: [
			required("dotnetRelease", ".NET release number after the step", "number"),
			required("vcRedistX86", "Visual C++ x86 version after the step", "version"),
			required("vcRedistX64", "Visual C++ x64 version after the step", "version"),
			optional("rebooted", "The host was rebooted", "boolean"),
		],
		verification: ["Run the check again: all three values are there."],
		backOut: ["Leave the runtimes in place, they do no harm. To remove them use Programs and Features."],
		estimateMinutes: 20,
		rules: ["R3", "R4", "R6"],
		hazards: hasModernCmdlets(host.os) ? [] : ["H38"],
	};
}

export const announceFreeze = ({ group }: GroupWork): StepContent => ({
	title: `Announce the change freeze for group ${group.name}`,
	team: "approver",
	instructions: [
		`Tell help desk and users: from the first install of ${group.name} to its last, no new users, no PIN or phone changes, no self-service in the portal.`,
		"Changes made in that time may be refused, or lost if the group has to go back.",
	],
	evidence: [optional("messageId", "Where and when it was announced", "text")],
	backOut: ["Announce that the freeze is over."],
	estimateMinutes: 5,
	rules: ["R20"],
	hazards: ["H3", "H4"],
});

export const endFreeze = ({ group }: GroupWork): StepContent => ({
	title: `End the change freeze for group ${group.name}`,
	team: "approver",
	instructions: [`Tell help desk and users that ${group.name} takes changes again, and work off what has queued up.`],
	evidence: [optional("messageId", "Where and when it was announced", "text")],
	backOut: ["Announce the freeze again."],
	estimateMinutes: 5,
	rules: ["R20"],
	hazards: ["H3"],
});
