/** What the steps after a portal's installation say: its configuration, and whether it works (domain 5.3, R30). */
import { joinPath, literal, powershell } from "../commands/powershell.ts";
import type { Facts, MobileAppFacts, PortalFacts } from "../facts.ts";
import type { StepCommand } from "../plan-document.ts";
import { choice, optional, required, type StepContent } from "../step.ts";

/** Compares the element and attribute names of two web.config files, all of them, and never prints a value. */
export const compareNames = (runOn: string, current: string): StepCommand =>
	powershell(
		runOn,
		"$old = '<path of the web.config backup>'",
		`$new = ${literal(current)}`,
		"function Names($node, $path) { $key = if ($node.key) { '[' + $node.key + ']' } elseif ($node.name -and $node.HasAttribute('name')) { '[' + $node.GetAttribute('name') + ']' }; $here = $path + '/' + $node.LocalName + $key; $here; foreach ($a in $node.Attributes) { $here + '@' + $a.LocalName }; foreach ($c in $node.ChildNodes) { if ($c.NodeType -eq 'Element') { Names $c $here } } }",
		"Compare-Object (Names ([xml](Get-Content -LiteralPath $old)).DocumentElement '') (Names ([xml](Get-Content -LiteralPath $new)).DocumentElement '')",
	);

export function reconcileConfig(_facts: Facts, portal: PortalFacts): StepContent {
	const { name, record } = portal;
	const config = joinPath(record.physicalPath, "web.config");
	return {
		title: `Reconcile web.config on ${name}`,
		team: "web-admin",
		instructions: [
			"Save the new file, as the installer left it, beside the backup.",
			"Compare the names of elements and attributes in the backup and in the new file (the command hides values).",
			`Nothing new in the new file: either copy the backup over ${config}, or carry the values over. Something new: only carry the values over.`,
			"Carry over: all appSettings values, and the SDK address pfup_pfwssdk_PfWsSdk under applicationSettings.",
			...(record.sdkUrl ? [`The SDK address is ${record.sdkUrl}.`] : []),
			...(record.defaultThemeModified === "no" ? [] : ["Put changed theme files back from their backup."]),
		],
		commands: [compareNames(name, config)],
		evidence: [
			choice("wayTaken", "Which way was taken", ["restored", "merged"]),
			optional("addedNames", "Names only the new file has", "text"),
			optional("removedNames", "Names only the backup has", "text"),
			required("finalSha256", "SHA-256 of the final web.config", "text"),
		],
		verification: [
			"The file opens as XML.",
			record.useWebServiceSdk
				? "USE_WEB_SERVICE_SDK is true, and the SDK account and address are there."
				: "The settings the portal had before are there.",
		],
		backOut: ["Put the new file, as saved beside the backup, back."],
		estimateMinutes: 15,
		rules: ["R30"],
		hazards: ["H15"],
	};
}

export function verifyPortal(_facts: Facts, portal: PortalFacts): StepContent {
	const { name, record } = portal;
	return {
		title: `Check portal ${name}/${record.virtualDirectory}`,
		team: "web-admin",
		instructions: [
			`Open https://${name}/${record.virtualDirectory} from where users come from: no certificate warning, the right theme.`,
			"Sign in with a test user; the second factor arrives and is accepted.",
			"Change a harmless setting and see it on the primary.",
		],
		evidence: [
			required("testUserSignedIn", "A test user signed in with a second factor", "boolean"),
			optional("changeSeen", "A change made in the portal appeared on the primary", "boolean"),
			optional("remarks", "What was noticed", "text"),
		],
		verification: ["Sign-in, second factor and a saved change all work."],
		backOut: ["Checking changes nothing. A failed check is decided on before the portal goes back into service."],
		estimateMinutes: 10,
		rules: ["R30", "R31"],
	};
}

const MOBILE_SETUP = "MultiFactorAuthenticationMobileAppWebServiceSetup64.msi";

/** Only below 8.0; the current guide is silent, the 2017 edition is not (H23). */
export function upgradeMobileApp(facts: Facts, app: MobileAppFacts, source: string | undefined): StepContent {
	const { name, record } = app;
	const pools = record.pools;
	return {
		title: `Upgrade the mobile app web service on ${name} to ${facts.targetVersion}`,
		team: "web-admin",
		instructions: [
			"The current guide has no procedure for this; these are the steps of its 2017 edition.",
			...(pools.length > 0 ? [`Take ${name} out of ${pools.join(", ")} first, and put it back at the end.`] : []),
			`Copy ${MOBILE_SETUP} from the install folder of ${source ?? "an MFA Server"} and run it as administrator, with the same virtual directory ${record.virtualDirectory}.`,
			"If it asks for Visual C++ 2015: install the latest package in both architectures, then run it again.",
			"Compare the new web.config with the backup and carry the SDK account and address over.",
			...(record.publicUrl ? [`From outside, ${record.publicUrl} answers without a certificate warning.`] : []),
		],
		commands: [
			powershell(
				name,
				`$msi = Join-Path $env:ProgramData ${literal(`MfaServerUpgrade\\${MOBILE_SETUP}`)}`,
				"Start-Process msiexec.exe -ArgumentList ('/i \"{0}\"' -f $msi) -Wait",
			),
		],
		evidence: [
			required("versionAfter", "Version after", "version"),
			required("virtualDirectory", "Virtual directory after", "text"),
			choice("wayTaken", "How web.config was reconciled", ["restored", "merged"]),
		],
		verification: ["A test user activates the app and approves a push."],
		backOut: ["Uninstall, install the old package into the same directory, put web.config back."],
		estimateMinutes: 30,
		rules: ["R32"],
		hazards: ["H19", "H23"],
	};
}
