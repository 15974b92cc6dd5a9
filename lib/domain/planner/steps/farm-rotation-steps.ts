/** What the steps say that move AD FS nodes out of service and back, and replace their adapter (domain 5.5). */
import { literal, powershell } from "../commands/powershell.ts";
import type { Facts, NodeFacts } from "../facts.ts";
import { RESTART_MINUTES, SWAP_MINUTES } from "../gap.ts";
import { nodePools } from "../scope/batches.ts";
import type { FarmWork } from "../scope/farm-scope.ts";
import { optional, required, type StepContent } from "../step.ts";
import { ADAPTER_SETUP, adapterFile, names, testSignIn } from "./farm-texts.ts";
import { poolList } from "./traffic-steps.ts";

const poolsOf = (facts: Facts, nodes: readonly NodeFacts[]): string => {
	const pools = [...new Set(nodes.flatMap((node) => nodePools(facts, node)))];
	return pools.length > 0 ? poolList(pools) : "the AD FS load balancer";
};

const KEEP_ROLE = "Load balancing only: do not remove the AD FS role, that would destroy the node's place in the farm.";

export const removeBatchA = (facts: Facts, { farm, a, b }: FarmWork): StepContent => ({
	title: `Take ${names(a)} out of the AD FS pool of ${farm.name}`,
	team: "network",
	instructions: [
		`Check that ${names(b)} ${b.length > 1 ? "are" : "is"} healthy and in service, then disable ${names(a)} in ${poolsOf(facts, a)}.`,
		KEEP_ROLE,
	],
	evidence: [required("trafficStopped", `No new sign-in arrives at ${names(a)}`, "boolean"), optional("poolState", "Pool state", "text")],
	verification: ["The security log of the removed nodes shows no new sign-in audit events."],
	backOut: [`Enable ${names(a)} again.`],
	estimateMinutes: 10,
	rules: ["R42"],
	hazards: ["H24"],
});

export const swapBatches = (facts: Facts, { farm, a, b }: FarmWork): StepContent => ({
	title: `Put ${names(a)} back, then take ${names(b)} out (${farm.name})`,
	team: "network",
	instructions: [
		`First enable ${names(a)} in ${poolsOf(facts, a)} and wait until the balancer shows them healthy.`,
		`Only then disable ${names(b)} in ${poolsOf(facts, b)}. ${KEEP_ROLE}`,
		`Do not restart AD FS on ${names(b)} yet: they still hold the old adapter in memory and could not load it again.`,
	],
	evidence: [required("swapped", "Batch A serves and batch B does not", "boolean"), optional("poolState", "Pool states, in order", "text")],
	verification: ["A sign-in through the pool reaches a node of batch A."],
	backOut: ["The other way round: enable batch B, then disable batch A."],
	estimateMinutes: SWAP_MINUTES,
	rules: ["R49"],
	hazards: ["H24", "H30"],
});

export const returnBatchB = (facts: Facts, { farm, b }: FarmWork): StepContent => ({
	title: `Put ${names(b)} back (${farm.name})`,
	team: "network",
	instructions: [`Enable ${names(b)} in ${poolsOf(facts, b)} and wait until the balancer shows them healthy.`],
	evidence: [required("inService", "All nodes of the farm serve", "boolean"), optional("poolState", "Pool state", "text")],
	verification: ["The pool is full and sign-ins arrive at the returned nodes."],
	backOut: [`Disable ${names(b)} again.`],
	estimateMinutes: 10,
	rules: ["R52"],
});

export function installAdapter(facts: Facts, { farm, b }: FarmWork, node: NodeFacts): StepContent {
	const byConsole = facts.serverOn.has(node.key);
	const alone = b.length === 0;
	return {
		title: `Install adapter ${facts.targetVersion} on ${node.name} (${byConsole ? "console" : "MSI"})`,
		team: "adfs-admin",
		instructions: [
			byConsole
				? `On ${node.name}: MFA Server console > AD FS > Install AD FS Adapter.`
				: `On ${node.name} run ${ADAPTER_SETUP} as an administrator who may create groups in Active Directory.`,
			"If it asks for Visual C++ 2015 Redistributable Update 1 or higher: install the latest package in both architectures, then run it again.",
			alone
				? `${farm.name} has no other node: from here to the restart nobody signs in through it.`
				: `Do not reboot ${node.name} or restart AD FS until its restart step; AD FS would look for the old adapter and log event 105. If it happens, go on to registering, then restart.`,
		],
		commands: byConsole
			? []
			: [
					powershell(
						node.name,
						`$msi = ${adapterFile(facts, node, ADAPTER_SETUP)}`,
						"$log = Join-Path (Split-Path $msi) 'AdfsAdapterSetup.log'",
						'Start-Process msiexec.exe -ArgumentList (\'/i "{0}" /l*v "{1}"\' -f $msi, $log) -Wait',
					),
				],
		evidence: [
			required("versionAfter", "Adapter version after", "version"),
			optional("versionBefore", "Adapter version before", "version"),
			optional("logPath", "Where the installer's log lies", "text"),
		],
		verification: [`Programs and Features on ${node.name} shows adapter ${facts.targetVersion}.`],
		backOut: [
			"Uninstall the new adapter and install the old one on this node. Once the new provider is registered, the whole farm goes back, with another MFA gap.",
		],
		estimateMinutes: 10,
		rules: ["R43", "R44"],
		hazards: alone ? ["H35"] : ["H29"],
	};
}

export function restartService({ farm, wid, lead, b }: FarmWork, node: NodeFacts): StepContent {
	const inGap = !b.includes(node);
	const waits = wid && inGap && node !== lead;
	const os = node.host.os;
	return {
		title: `Restart AD FS on ${node.name}`,
		team: "adfs-admin",
		instructions: [
			...(waits
				? [
						`First run Get-AdfsSyncProperties on ${node.name}: LastSyncStatus is 0 and LastSyncTime is later than the registration (every 5 minutes). Restarting earlier loads the old configuration.`,
					]
				: []),
			`Restart the service adfssrv on ${node.name}${os === "2012R2" || os === "unknown" ? "; on 2012 R2 with device registration start drs as well" : ""}.`,
			...(inGap && b.length > 0 ? ["Leave AD FS on the nodes of batch B alone: they cannot load the old adapter a second time."] : []),
		],
		commands: [
			powershell(
				node.name,
				...(waits ? ["Get-AdfsSyncProperties | Format-List Role, LastSyncStatus, LastSyncTime"] : []),
				"Restart-Service adfssrv",
				...(os === "2012R2" ? ["# with device registration only: Start-Service drs"] : []),
				"Get-Service adfssrv | Select-Object Name, Status",
				"Get-WinEvent -FilterHashtable @{ LogName = 'AD FS/Admin'; Id = 105; StartTime = (Get-Date).AddMinutes(-10) } -ErrorAction SilentlyContinue",
				...(os === "2012R2" ? [] : [`(Invoke-WebRequest -UseBasicParsing -Uri ${literal(`http://${node.name}/adfs/probe`)}).StatusCode`]),
			),
		],
		evidence: [
			required("serviceRunning", "adfssrv runs and no event 105 was logged since", "boolean"),
			...(waits ? [optional("syncedAt", "LastSyncTime read before the restart", "instant")] : []),
			optional("restartedAt", "When it was restarted", "instant"),
		],
		verification: [
			`The service runs on ${node.name}, AD FS/Admin shows no event 105${os === "2012R2" ? "" : ", and the probe answers 200 (2016 and later)"}.`,
		],
		backOut: [`A restart has nothing to take back. If the adapter of ${farm.name} does not load, the farm goes back as a whole.`],
		estimateMinutes: RESTART_MINUTES,
		rules: [inGap ? "R48" : "R51"],
		hazards: [...(waits ? ["H26"] : []), ...(inGap ? ["H30"] : [])],
	};
}

export const verifyFarm = (facts: Facts, work: FarmWork): StepContent => ({
	title: `Check the whole farm ${work.farm.name}`,
	team: "adfs-admin",
	instructions: [
		`Each node alone (${names([...work.a, ...work.b])}), by hosts file or balancer pin: a sign-in asks for the second factor and succeeds. ${testSignIn(work)}`,
		`Every node shows adapter ${facts.targetVersion} and no event 105; MultiFactorAuthAdfsAdapter.log is written where logging is on.`,
		"Authentication rules, relying parties' rules and scripts are free of a name that is no longer registered.",
	],
	evidence: [
		required("everyNodeTested", "MFA was asked for and passed on each node", "boolean"),
		required("versionAfter", "Adapter version on all nodes", "version"),
		optional("remarks", "What was noticed", "text"),
	],
	verification: ["Every node signs in with a second factor, and all adapters are of one version."],
	backOut: [
		"The farm goes back as a whole, with another MFA gap and another approval: untick, unregister, change the adapter on the nodes, register with the old script and the exported file, restart each, tick the old name.",
	],
	estimateMinutes: 15,
	rules: ["R41", "R50"],
	hazards: ["H32"],
});
