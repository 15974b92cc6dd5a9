/** What the removal of a mobile app web service, its backup and the closing steps say (domain 5.3, 5.6). */
import { listWithHashes, literal, powershell, STAMP } from "../commands/powershell.ts";
import type { Facts, MobileAppFacts } from "../facts.ts";
import type { Work } from "../scope.ts";
import { optional, required, type StepContent } from "../step.ts";
import { NO_CONTENT, PROVES_COPY, SECRET_BACKUP_EVIDENCE } from "./backup.ts";

/** Its folder is not in the inventory, so IIS is asked for it. */
export function backupMobileApp(facts: Facts, app: MobileAppFacts): StepContent {
	const { name, host, record } = app;
	return {
		title: `Back up web.config of the mobile app web service on ${name}`,
		team: "web-admin",
		instructions: [
			`Copy the web.config of virtual directory ${record.virtualDirectory} to ${facts.backupShare}; the command asks IIS for its folder. It may hold a password: only its keepers may read the copy.`,
			NO_CONTENT,
		],
		commands: [
			powershell(
				name,
				"Import-Module WebAdministration",
				`$folder = (Get-WebApplication -Name ${literal(record.virtualDirectory)}).PhysicalPath`,
				"$source = Join-Path ([Environment]::ExpandEnvironmentVariables($folder)) 'web.config'",
				STAMP,
				`$copy = Join-Path ${literal(facts.backupShare)} (${literal(`${name}_`)} + $stamp + '_mobile-app_web.config')`,
				"Copy-Item -LiteralPath $source -Destination $copy",
				listWithHashes(host.os, "$copy"),
			),
		],
		evidence: SECRET_BACKUP_EVIDENCE,
		verification: [PROVES_COPY],
		backOut: ["Keep the copy until the backups are disposed of."],
		checkpoint: true,
		estimateMinutes: 5,
		rules: ["R32"],
		hazards: ["H15", "H21"],
	};
}

export function uninstallMobileApp(facts: Facts, app: MobileAppFacts): StepContent {
	const { name, record } = app;
	return {
		title: `Remove the mobile app web service from ${name}`,
		team: "web-admin",
		instructions: [
			`Only when every server is at ${facts.targetVersion} and verified, adapters are done and some days have passed: with it goes the easy way back below 8.0.`,
			"First let a user who registered long ago approve a test push; whether such users must register again is not documented.",
			"Uninstall it under Programs and Features, then remove its publishing rule and DNS name.",
			...(record.publicUrl ? [`Its public address was ${record.publicUrl}.`] : []),
		],
		commands: [powershell(name, "Start-Process appwiz.cpl")],
		evidence: [
			required("pushTest", "An existing user approved a test push before the removal", "boolean"),
			optional("removedAt", "When it was removed", "instant"),
		],
		verification: ["The product is gone from Programs and Features, and an existing user still gets a push."],
		backOut: ["Install the old package into the same directory and put web.config back."],
		estimateMinutes: 10,
		rules: ["R32"],
		hazards: ["H21", "H22"],
	};
}

export function acceptEstate(facts: Facts, work: Work): StepContent {
	const features = new Set(work.groups.flatMap((group) => group.group.servers.flatMap((server) => server.record.authFeatures)));
	const utility = facts.recipe === "migration-utility-only";
	return {
		title: `Accept the estate ${facts.inventory.estate.name}`,
		team: "approver",
		instructions: [
			utility
				? "Each primary shows the target version. What was left out on purpose stays on its old version; write down until when."
				: `Every component in this plan shows ${facts.targetVersion}; each replication group has one primary; every pool is full.`,
			...(features.has("radius") || features.has("ldap") ? ["VPN, RADIUS and LDAP clients sign in through every server they target."] : []),
			...(features.has("windows") || features.has("iis") ? ["Windows Authentication and IIS protection work for a test user."] : []),
			"Directory synchronisation runs on one server per group.",
			"Set how long the backups are kept, and note the length of each MFA gap.",
			"The end of service stands: the next step is the migration to Microsoft Entra multifactor authentication.",
		],
		evidence: [required("accepted", "The estate is accepted", "boolean"), optional("remarks", "Remarks and debts", "text")],
		verification: ["What the plan left open is written down with a date."],
		backOut: ["Withdraw the acceptance in a note."],
		estimateMinutes: 30,
		rules: ["R7", "R14"],
		hazards: ["H46"],
	};
}

export const disposeBackups = (facts: Facts): StepContent => ({
	title: "Name the day the backups are destroyed",
	team: "mfa-admin",
	instructions: [
		`The copies in ${facts.backupShare} hold account passwords and user data. Name the date by which they are destroyed and who does it.`,
		"Keep them until going back is out of the question.",
	],
	commands: [
		powershell(
			"administration workstation",
			`Get-ChildItem -LiteralPath ${literal(facts.backupShare)} | Select-Object Name, LastWriteTime`,
		),
	],
	evidence: [required("disposeBy", "Date by which the copies are destroyed", "text"), optional("keeper", "Who destroys them", "text")],
	verification: ["A date and a name are recorded."],
	backOut: ["Change the date in a note."],
	estimateMinutes: 5,
	rules: ["R11"],
	hazards: ["H15"],
});
