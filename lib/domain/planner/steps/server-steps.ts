/** What the steps around one MFA Server's installation say (domain 5.2). */

import { DEFAULT_INSTALL_PATH } from "../../inventory/document.ts";
import { compareVersions } from "../../version.ts";
import { canConnect, joinPath, literal, powershell } from "../commands/powershell.ts";
import type { Facts, ServerFacts } from "../facts.ts";
import type { GroupWork, ServerWork } from "../scope/server-scope.ts";
import { choice, optional, required, type StepContent } from "../step.ts";
import { BACKUP_EVIDENCE, copyCommand, hashCommand, NO_CONTENT, PROVES_COPY } from "./backup.ts";

export const REGISTRY = "HKLM:\\SOFTWARE\\Wow6432Node\\Positive Networks\\PhoneFactor";
const readInstallPath = `(Get-ItemProperty ${literal(REGISTRY)}).InstallPath`;

export const logOf = (server: ServerFacts, log: string): string => joinPath(server.record.installPath, "Logs", log);

export function backupData(facts: Facts, server: ServerFacts): StepContent {
	const { name, host, record } = server;
	const data = joinPath(record.installPath, "Data");
	const dataFile = joinPath(data, "PhoneFactor.pfdata");
	const spelling =
		record.installPath === DEFAULT_INSTALL_PATH
			? ["The guide spells this folder without the hyphen; the registry value printed first decides."]
			: [];
	return {
		title: `Back up PhoneFactor.pfdata on ${name}`,
		team: "mfa-admin",
		instructions: [
			`Check in the console's Status view that ${name} is the primary of ${record.replicationGroup}.`,
			`Copy the whole folder ${data}, with PhoneFactor.pfdata in it, off the server to ${facts.backupShare}. Repeat the copy if the file changed meanwhile.`,
			...spelling,
			"Take it as late as you can, right before the first install: whatever is changed after the copy is lost on the way back.",
			NO_CONTENT,
		],
		commands: [powershell(name, readInstallPath), copyCommand(host, data, facts.backupShare, "Data"), hashCommand(host, dataFile)],
		evidence: [...BACKUP_EVIDENCE, optional("usersShown", "Number of users the console shows", "number")],
		verification: [PROVES_COPY],
		backOut: ["Keep the copy. To use it: stop the service MultiFactorAuth, put the data file back, start the service."],
		checkpoint: true,
		estimateMinutes: 10,
		rules: ["R11"],
		hazards: ["H17"],
	};
}

export function install(facts: Facts, { server, sdk, portal }: ServerWork, work: GroupWork): StepContent {
	const { name, version, record } = server;
	const old = facts.portalOn.get(server.key);
	const portalLine = portal
		? ["When it offers the portal update, go to that step; do not skip the prompt."]
		: old
			? ["The portal on this host is not part of this plan: decline its update if it is offered."]
			: [];
	const role = server === work.primary ? (work.candidate ? "former primary" : "primary") : "subordinate";
	return {
		title: `Run the ${facts.targetVersion} installer on ${name} (${role}, from ${version})`,
		team: "mfa-admin",
		instructions: [
			`Run MultiFactorAuthenticationServerSetup.exe from ${facts.installerShare} as administrator. Do not uninstall anything first: the upgrade is in place.`,
			`Keep the folder it proposes, ${record.installPath}; it comes from the registry.`,
			"Accept the Visual C++ 2015 prompt; both architectures are installed.",
			...(sdk ? ["When it offers the Web Service SDK, go to that step; do not skip the prompt."] : []),
			...portalLine,
			`If the activation wizard shows, confirm replication group ${record.replicationGroup}; do not create a new one.`,
			...(work.group.servers.length > 1
				? ["Consoles of servers still on the old version may turn read-only: finish the whole group in one night."]
				: []),
			...(record.authFeatures.includes("windows")
				? ["Windows Authentication is in use here: keep a break-glass sign-in open, and plan the reboot it asks for."]
				: []),
		],
		commands: [
			powershell(
				name,
				`Start-Process -FilePath ${literal(joinPath(facts.installerShare, "MultiFactorAuthenticationServerSetup.exe"))} -Verb RunAs -Wait`,
				readInstallPath,
			),
		],
		evidence: [
			required("versionBefore", "Version before, from Programs and Features", "version"),
			required("versionAfter", "Version after", "version"),
			required("installPath", "Install folder after, from the registry", "text"),
			required("runtimePrompt", "The Visual C++ prompt was accepted, or nothing was missing", "boolean"),
			optional("errorText", "Error text, if any", "text"),
		],
		verification: [`The version is ${facts.targetVersion} and the install folder is still ${record.installPath}.`],
		backOut: [
			`Uninstall ${facts.targetVersion}, put the data file of the backup back, and run the kept installer of ${version} into the same folder.`,
			"Changes made since the backup are lost. Prefer this machine to a new one: a new one has to be activated.",
		],
		estimateMinutes: 20,
		rules: ["R1", "R5", "R14", "R17", "R18"],
		hazards: installHazards(server),
	};
}

const installHazards = (server: ServerFacts): string[] => ["H4", ...(server.record.authFeatures.includes("windows") ? ["H37"] : []), "H40"];

export function installSdk(facts: Facts, { server, install: inSession }: ServerWork): StepContent {
	const { name, record } = server;
	const directory = record.webServiceSdk?.virtualDirectory ?? "";
	const callers = facts.callers.pinnedTo.get(server.key) ?? [];
	return {
		title: `Update the Web Service SDK on ${name} (directory ${directory})`,
		team: "mfa-admin",
		instructions: [
			inSession
				? "Accept the installer's prompt for the Web Service SDK."
				: `The server is at ${facts.targetVersion} but its SDK is not: open the console on ${name}, Web Service SDK > Install.`,
			`Type the virtual directory name exactly as before: ${directory}. Another name breaks every address that uses it.`,
			...(callers.length > 0 ? [`These call it by this server's name: ${callers.map((caller) => caller.label).join(", ")}.`] : []),
			"IIS needs Basic authentication, ASP.NET and the IIS 6 metabase compatibility, and a certificate that matches the address.",
		],
		commands: [powershell(name, "& (Join-Path $env:windir 'System32\\inetsrv\\appcmd.exe') list vdir")],
		evidence: [
			required("virtualDirectory", "Virtual directory after the step", "text"),
			optional("versionAfter", "SDK version after", "version"),
		],
		verification: [
			`Open https://${name}/${directory}/PfWsSdk.asmx from a consumer: it asks for credentials, shows its page to the service account, and warns of no certificate.`,
		],
		backOut: ["The old SDK comes back with the old server's installer; use the same directory name."],
		estimateMinutes: 10,
		rules: ["R19"],
		hazards: ["H19", "H45"],
	};
}

export function promote(facts: Facts, { group, primary, candidate }: GroupWork & { readonly candidate: ServerFacts }): StepContent {
	const withSync = primary.record.adSync === "yes";
	return {
		title: `Promote ${candidate.name} to primary of group ${group.name}`,
		team: "mfa-admin",
		instructions: [
			`Check that every server but ${primary.name} is at ${facts.targetVersion}, verified and back in service.`,
			`Check that every server of the group reaches ${candidate.name} by RPC${rpcPort(group.servers)}, and the cloud service on 443.`,
			`Open the console on ${candidate.name} and choose the promotion; there is no command for it. Keep ${primary.name} running, so that it turns subordinate.`,
			"Take screenshots of the Status view on two servers, before and after.",
			...(withSync
				? [
						`Directory synchronisation ran on ${primary.name}: move it if it is to follow the primary, and see that it runs on one server only.`,
					]
				: []),
			"From here until the former primary is verified, leave users and settings alone.",
		],
		evidence: [
			required("onePrimary", "The Status view shows exactly one primary", "boolean"),
			optional("screenshots", "Screenshots of the Status view of two servers, saved on this host: digest and place", "file-digest"),
			optional("promotedAt", "When it was promoted", "instant"),
		],
		verification: [
			`Exactly one primary is shown: ${candidate.name}.`,
			"A harmless edit on the new primary appears on a subordinate; the portal still lets a test user in.",
			"MultiFactorAuthAdSync runs on one server at most.",
		],
		backOut: [
			`While ${primary.name} is still on ${primary.version} and has been replicating, promote it back.`,
			"Once the new primary has written in the new format, going back means putting the data file of the backup back.",
		],
		estimateMinutes: 15,
		rules: ["R20", "R21"],
		hazards: ["H5", "H6", "H7", "H9", "H11"],
	};
}

function rpcPort(servers: readonly ServerFacts[]): string {
	const ports = [...new Set(servers.flatMap((server) => server.record.staticRpcPort ?? []))];
	return ports.length === 0 ? "" : ` (static port ${ports.join(" or ")})`;
}

export function secondBackup(facts: Facts, candidate: ServerFacts): StepContent {
	const first = backupData(facts, candidate);
	return {
		...first,
		title: `Back up PhoneFactor.pfdata on the new primary ${candidate.name}`,
		instructions: [
			`Copy the data folder of ${candidate.name} before the former primary is upgraded: it keeps what was changed since the first backup.`,
			...first.instructions.slice(1),
		],
		rules: ["R11"],
		hazards: ["H48"],
	};
}

export function verify(facts: Facts, { server }: ServerWork, work: GroupWork): StepContent {
	const { record } = server;
	const log = logOf(server, "MultiFactorAuthSvc.log");
	const sizing = compareVersions(facts.targetVersion, "7.1") < 0 && record.authFeatures.includes("adfs") ? ["H41"] : [];
	return {
		title: `Check the health of ${server.name}`,
		team: "mfa-admin",
		instructions: [
			"All MultiFactorAuth services that ran before run again; MultiFactorAuthAdSync on one server of the group at most.",
			`The console's Status view lists every server of ${work.group.name} once, this one online and in its role.`,
			"Console > Users > Test: a known user gets the call, text or push.",
			`The newest lines of ${log} show no new errors. "Unhandled SB" lines are tolerable only on a server older than its primary.`,
			...(work.group.servers.length > 1 ? ["The time stamp of the data file follows the primary's."] : []),
			...featureChecks(server),
			...(record.adSync === "yes" ? ["Directory synchronisation runs here: start one run and look at MultiFactorAuthAdSyncSvc.log."] : []),
			"PhoneFactor Admins still holds the computer accounts of all MFA Servers, the SDK account and the AD FS account.",
			...(sizing.length > 0 ? ["Before 7.1 the placeholder <$application_name$> is shown raw in messages to AD FS users."] : []),
		],
		commands: healthCommands(server, log),
		evidence: [
			choice("testResult", "Result of the test authentication", ["passed", "passed-with-remarks"]),
			required("servicesRunning", "The expected services run", "boolean"),
			optional("remarks", "What was noticed", "text"),
		],
		verification: ["The test authentication passes and the server stands in its role. If not, stop and decide on going back."],
		backOut: ["Checking changes nothing. A failed check is decided on before anything else goes on."],
		estimateMinutes: 10,
		rules: ["R9", "R14"],
		hazards: ["H5", "H9", "H44", ...sizing],
	};
}

const featureChecks = ({ record }: ServerFacts): string[] => [
	...(record.authFeatures.includes("radius") ? ["RADIUS: sign in through one VPN or RADIUS client (client time-out 60 s)."] : []),
	...(record.authFeatures.includes("ldap") ? ["LDAP: authenticate from one LDAP client; bind passwords are kept per server."] : []),
	...(record.authFeatures.includes("iis") ? ["IIS: sign in to one protected site."] : []),
	...(record.authFeatures.includes("windows") ? ["Windows Authentication: sign in to one protected machine with a user on the list."] : []),
];

const healthCommands = ({ name, host }: ServerFacts, log: string) => [
	powershell(
		name,
		"Get-Service MultiFactorAuth* | Select-Object Name, Status",
		...["pfd.phonefactor.net", "pfd2.phonefactor.net", "css.phonefactor.net"].map((cloud) => canConnect(host.os, cloud, 443)),
		`Get-Content -LiteralPath ${literal(log)} | Select-Object -Last 50`,
	),
];
