/** What the user portal steps say (domain 5.1, 5.3). */
import { hashOf, joinPath, literal, networkPath, powershell } from "../commands/powershell.ts";
import type { Facts, PoolFacts, PortalFacts, ServerFacts } from "../facts.ts";
import { optional, required, type StepContent } from "../step.ts";
import { BACKUP_EVIDENCE, copyCommand, hashCommand, NO_CONTENT, PROVES_COPY, SECRET_BACKUP_EVIDENCE } from "./backup.ts";
import { drainMinutes, poolList } from "./traffic-steps.ts";

export const PORTAL_SETUP = "MultiFactorAuthenticationUserPortalSetup64.msi";

/** A folder on the web server to run a copied installer from; not in anybody's profile. */
export const stagedAt = (file: string): string => `Join-Path $env:ProgramData ${literal(`MfaServerUpgrade\\${file}`)}`;

const webConfig = (portal: PortalFacts): string => joinPath(portal.record.physicalPath, "web.config");

export function backupConfig(facts: Facts, portal: PortalFacts): StepContent {
	const beside = facts.serverOn.has(portal.key);
	return {
		title: `Back up web.config of portal ${portal.name}/${portal.record.virtualDirectory}`,
		team: "web-admin",
		instructions: [
			`Copy ${webConfig(portal)} to ${facts.backupShare}. It may hold the password of the SDK account: only its keepers may read the copy.`,
			...(beside ? [`Do this before the MFA Server installer runs on ${portal.name}: that installer replaces the portal.`] : []),
			NO_CONTENT,
		],
		commands: [copyCommand(portal.host, webConfig(portal), facts.backupShare, "web.config"), hashCommand(portal.host, webConfig(portal))],
		evidence: SECRET_BACKUP_EVIDENCE,
		verification: [PROVES_COPY, "The copy opens as XML."],
		backOut: ["Keep the copy until the backups are disposed of."],
		checkpoint: true,
		estimateMinutes: 5,
		rules: ["R24"],
		hazards: beside ? ["H1", "H15"] : ["H15"],
	};
}

export function backupTheme(facts: Facts, portal: PortalFacts): StepContent {
	const theme = joinPath(portal.record.physicalPath, "App_Themes", "Default");
	const custom = portal.record.customThemes;
	return {
		title: `Back up App_Themes\\Default of portal ${portal.name}`,
		team: "web-admin",
		instructions: [
			portal.record.defaultThemeModified === "yes"
				? `The Default theme was changed: copy ${theme} to ${facts.backupShare}.`
				: `Whether the Default theme was changed is not recorded: look for files with other dates or your logo in ${theme}, and copy the folder to ${facts.backupShare} in any case.`,
			"Better for the future: keep your look in a copy of the folder under a name of its own.",
			...(custom.length > 0 ? [`Themes of your own stay: ${custom.join(", ")}.`] : []),
		],
		commands: [copyCommand(portal.host, theme, facts.backupShare, "App_Themes_Default")],
		evidence: BACKUP_EVIDENCE,
		verification: ["As many files arrived as there were, and their hashes are recorded."],
		backOut: ["Keep the copy until the backups are disposed of."],
		checkpoint: true,
		estimateMinutes: 5,
		rules: ["R25", "R26"],
		hazards: facts.serverOn.has(portal.key) ? ["H1"] : [],
	};
}

/** `source`: a server that is at target when the step is reached (R28). */
export function copyInstaller(facts: Facts, portal: PortalFacts, source: ServerFacts | undefined): StepContent {
	const from = source
		? networkPath(source.name, joinPath(source.record.installPath, PORTAL_SETUP))
		: `<install folder of an MFA Server>\\${PORTAL_SETUP}`;
	return {
		title: `Copy the portal installer from ${source?.name ?? "an MFA Server"} to ${portal.name}`,
		team: "web-admin",
		instructions: [
			`Copy ${PORTAL_SETUP} from the install folder of ${source?.name ?? "an MFA Server"}, which is at ${facts.targetVersion}, to ${portal.name}.`,
			"An older copy lying about on the web server would install the old portal: compare the hashes.",
		],
		commands: [
			powershell(
				portal.name,
				`$source = ${literal(from)}`,
				`$copy = ${stagedAt(PORTAL_SETUP)}`,
				"New-Item -ItemType Directory -Force -Path (Split-Path $copy) | Out-Null",
				"Copy-Item -LiteralPath $source -Destination $copy",
				hashOf(portal.host.os, "$source"),
				hashOf(portal.host.os, "$copy"),
			),
		],
		evidence: [
			required("sourceSha256", "SHA-256 of the file on the MFA Server", "text"),
			required("copySha256", "SHA-256 of the copy", "text"),
		],
		verification: ["Both hashes are the same."],
		backOut: ["Delete the copy."],
		estimateMinutes: 5,
		rules: ["R28"],
	};
}

export const drainPortal = (portal: PortalFacts, pools: readonly PoolFacts[]): StepContent => ({
	title: `Take portal ${portal.name} out of its pool`,
	team: "network",
	instructions: [
		`Disable ${portal.name} in ${poolList(pools)}; sessions already open end first.`,
		"Check that another member serves and that the portal before this one is back.",
	],
	evidence: [required("trafficStopped", "No session is left on this portal", "boolean"), optional("poolState", "Pool state", "text")],
	verification: ["The balancer shows the member as drained."],
	backOut: [`Enable ${portal.name} in its pool again.`],
	estimateMinutes: Math.max(5, drainMinutes(pools)),
	rules: ["R31"],
	hazards: ["H13"],
});

export const undrainPortal = (portal: PortalFacts, pools: readonly PoolFacts[]): StepContent => ({
	title: `Put portal ${portal.name} back into its pool`,
	team: "network",
	instructions: [`Enable ${portal.name} in ${poolList(pools)} and see that sessions arrive.`],
	evidence: [
		required("inService", "A sign-in through the pool reached this portal", "boolean"),
		optional("poolState", "Pool state", "text"),
	],
	verification: ["The balancer shows the member as healthy."],
	backOut: [`Disable ${portal.name} in its pool again.`],
	estimateMinutes: 5,
	rules: ["R31"],
	hazards: ["H13"],
});

const installEvidence = [
	required("versionAfter", "Portal version after", "version"),
	required("virtualDirectory", "Virtual directory after", "text"),
	optional("versionBefore", "Portal version before", "version"),
	optional("logPath", "Where the installer's log lies", "text"),
];

const WAY_BACK = "Uninstall the new portal, install the old one into the same directory, and put web.config and theme of the backup back.";

export function installPortal(facts: Facts, portal: PortalFacts): StepContent {
	const { name, record, host } = portal;
	return {
		title: `Install portal ${facts.targetVersion} on ${name} (directory ${record.virtualDirectory})`,
		team: "web-admin",
		instructions: [
			`Run ${PORTAL_SETUP} as administrator. Keep the site and the virtual directory name ${record.virtualDirectory}; another name breaks bookmarks and mails.`,
			"If it stops with the message that Visual C++ 2015 Redistributable Update 1 or higher is required: install the latest package in both architectures, then run it again.",
		],
		commands: [
			powershell(
				name,
				`$msi = ${stagedAt(PORTAL_SETUP)}`,
				"$log = Join-Path (Split-Path $msi) 'UserPortalSetup.log'",
				'Start-Process msiexec.exe -ArgumentList (\'/i "{0}" /l*v "{1}"\' -f $msi, $log) -Wait',
			),
		],
		evidence: installEvidence,
		verification: [`Programs and Features shows portal ${facts.targetVersion}; the folder is still ${record.physicalPath}.`],
		backOut: [WAY_BACK],
		estimateMinutes: 15,
		rules: ["R28", "R29", "R31"],
		hazards: ["H19", ...(["2016", "2019", "2022", "2025"].includes(host.os) ? ["H50"] : [])],
	};
}

/** `console`: the server was at target already, so no installer session offers the update (R27b). */
export function acceptUpdate(facts: Facts, portal: PortalFacts, way: "prompt" | "console"): StepContent {
	const { name, record } = portal;
	return {
		title: way === "prompt" ? `Accept the portal update prompt on ${name}` : `Update the portal on ${name} from the MFA Server console`,
		team: "mfa-admin",
		instructions: [
			way === "prompt"
				? "In the server installer's session, accept the offer to update the user portal. If it was missed: console > User Portal > Install."
				: `MFA Server on ${name} is at ${facts.targetVersion} and its portal is not: open the console, User Portal > Install User Portal.`,
			`Check that the virtual directory name is ${record.virtualDirectory}, as before.`,
		],
		evidence: installEvidence,
		verification: [`The portal is ${facts.targetVersion}; the folder is still ${record.physicalPath}.`],
		backOut: [WAY_BACK],
		estimateMinutes: 10,
		rules: [way === "prompt" ? "R27" : "R27b", "R31"],
		hazards: ["H1", "H19"],
	};
}
