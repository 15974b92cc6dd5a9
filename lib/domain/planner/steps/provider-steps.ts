/** What the four farm-wide provider steps say: untick, unregister, register, tick (domain 5.5, R45 to R50). */
import { literal, powershell } from "../commands/powershell.ts";
import type { Facts } from "../facts.ts";
import { DISABLE_MINUTES, ENABLE_MINUTES, registerMinutes, UNREGISTER_MINUTES } from "../gap.ts";
import { type FarmWork, NEW_ADAPTER_NAME } from "../scope/farm-scope.ts";
import { optional, required, type StepContent } from "../step.ts";
import { adapterFile, otherProviders, policyPage, REGISTER_SCRIPT, testSignIn, UNREGISTER_SCRIPT, whereToRun } from "./farm-texts.ts";

const POLICY = "(Get-AdfsGlobalAuthenticationPolicy).AdditionalAuthenticationProvider";
const SEEN_NAME = required("providerName", "Adapter name seen on screen", "text");

export function disableProvider(work: FarmWork): StepContent {
	const { farm, lead } = work;
	const adapter = farm.record.adapterName;
	return {
		title: `Untick ${adapter} in ${farm.name}: the MFA gap opens`,
		team: "adfs-admin",
		instructions: [
			`${whereToRun(work)} From here MFA Server asks nobody of this farm for a second factor, until the new adapter is ticked.`,
			`${policyPage(lead)}: untick ${adapter}. Or use the command, which keeps the other providers.`,
			...otherProviders(work),
			"Make a test sign-in now: it may pass with the password alone, or fail where a rule still demands MFA. Write down which.",
		],
		commands: [
			powershell(
				lead.name,
				`$before = @(${POLICY}); $before`,
				`$after = @($before | Where-Object { $_ -ne ${literal(adapter)} })`,
				"if ($after.Count -eq 0) { $after = $null }",
				"Set-AdfsGlobalAuthenticationPolicy -AdditionalAuthenticationProvider $after",
				POLICY,
			),
		],
		evidence: [
			SEEN_NAME,
			optional("providersBefore", "Provider list before", "text"),
			optional("providersAfter", "Provider list after", "text"),
			optional("gapOpenedAt", "When the gap opened", "instant"),
			optional("approvedBy", "Who approved the gap", "text"),
		],
		verification: [`The list no longer holds ${adapter}, and holds everything else it held.`],
		backOut: ["Put the list of before back."],
		backOutCommands: [
			powershell(lead.name, `Set-AdfsGlobalAuthenticationPolicy -AdditionalAuthenticationProvider @(@(${POLICY}) + ${literal(adapter)})`),
		],
		estimateMinutes: DISABLE_MINUTES,
		rules: ["R36", "R40", "R45"],
		hazards: ["H31", "H33", "H34"],
	};
}

export function unregisterProvider(facts: Facts, work: FarmWork): StepContent {
	const { farm, lead } = work;
	const adapter = farm.record.adapterName;
	return {
		title: `Unregister ${adapter} (${farm.name}, once)`,
		team: "adfs-admin",
		instructions: [
			whereToRun(work),
			`${UNREGISTER_SCRIPT} has to carry -Name ${adapter}, exactly as the policy page showed it; correct the script if it names another.`,
			"It fails while the provider is still ticked. The warning asks for a restart of AD FS everywhere: wait for the restart steps.",
		],
		commands: [
			powershell(
				lead.name,
				`$script = ${adapterFile(facts, lead, UNREGISTER_SCRIPT)}`,
				`Select-String -LiteralPath $script -Pattern ${literal(adapter)} -SimpleMatch`,
				"& $script",
				"Get-AdfsAuthenticationProvider | Select-Object Name",
			),
		],
		evidence: [SEEN_NAME, optional("unregisteredAt", "When it was unregistered", "instant")],
		verification: [`Get-AdfsAuthenticationProvider no longer lists ${adapter}.`],
		backOut: ["Register the old adapter with the old script and the exported configuration."],
		estimateMinutes: UNREGISTER_MINUTES,
		rules: ["R36", "R46"],
		hazards: ["H25"],
	};
}

export function registerProvider(facts: Facts, work: FarmWork): StepContent {
	const { farm, lead, wid, separate, a, b } = work;
	const several = a.length + b.length > 1;
	return {
		title: `Register the new adapter (${farm.name}, once)`,
		team: "adfs-admin",
		instructions: [
			whereToRun(work),
			separate.length > 0
				? `Run the edited ${REGISTER_SCRIPT}; its line ends with -ConfigurationFilePath.`
				: `Run ${REGISTER_SCRIPT} from the install folder of the MFA Server on ${lead.name}.`,
			"Note the exact name it registers. The warning asks for a restart of AD FS everywhere: wait for the restart steps.",
			...(wid && several ? ["Then wait until the other nodes have read the new configuration, up to 5 minutes."] : []),
		],
		commands: [
			powershell(lead.name, `& (${adapterFile(facts, lead, REGISTER_SCRIPT)})`, "Get-AdfsAuthenticationProvider | Select-Object Name"),
		],
		evidence: [
			required("registeredName", "Name the new adapter is listed under", "text"),
			optional("registeredAt", "When it was registered", "instant"),
		],
		verification: [`Get-AdfsAuthenticationProvider lists the new adapter, by default as ${NEW_ADAPTER_NAME}.`],
		backOut: ["Unregister the new name, then register the old adapter with the old script and the exported configuration."],
		estimateMinutes: registerMinutes(wid, several),
		rules: ["R38", "R47"],
		hazards: wid && several ? ["H25", "H26"] : ["H25"],
	};
}

export function enableProvider(work: FarmWork): StepContent {
	const { farm, lead } = work;
	return {
		title: `Tick ${NEW_ADAPTER_NAME} in ${farm.name}: the MFA gap closes`,
		team: "adfs-admin",
		instructions: [
			`${whereToRun(work)} ${policyPage(lead)}: tick ${NEW_ADAPTER_NAME}, or the name noted when it was registered.`,
			...otherProviders(work),
			`${testSignIn(work)} It asks for the second factor and succeeds.`,
		],
		commands: [
			powershell(
				lead.name,
				`$after = @(${POLICY}) + ${literal(NEW_ADAPTER_NAME)} | Where-Object { $_ } | Select-Object -Unique`,
				"Set-AdfsGlobalAuthenticationPolicy -AdditionalAuthenticationProvider $after",
				POLICY,
			),
		],
		evidence: [
			SEEN_NAME,
			required("signInTest", "A test sign-in asked for the second factor and succeeded", "boolean"),
			optional("gapClosedAt", "When the gap closed", "instant"),
		],
		verification: ["A sign-in through the farm asks for the second factor and succeeds."],
		backOut: ["Untick it again; the gap is open again."],
		backOutCommands: [
			powershell(
				lead.name,
				`$after = @(@(${POLICY}) | Where-Object { $_ -ne ${literal(NEW_ADAPTER_NAME)} })`,
				"if ($after.Count -eq 0) { $after = $null }",
				"Set-AdfsGlobalAuthenticationPolicy -AdditionalAuthenticationProvider $after",
			),
		],
		estimateMinutes: ENABLE_MINUTES,
		rules: ["R50"],
		hazards: ["H31", "H32"],
	};
}
