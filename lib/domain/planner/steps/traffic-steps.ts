/** What the steps say that take an MFA Server out of traffic and bring it back (domain 5.2). */
import type { ClientSystem } from "../../inventory/document.ts";
import { literal, powershell } from "../commands/powershell.ts";
import type { Facts, PoolFacts, ServerFacts } from "../facts.ts";
import type { GroupWork } from "../scope/server-scope.ts";
import { optional, required, type StepContent } from "../step.ts";
import { logOf } from "./server-steps.ts";

const POOL_KIND = {
	mfa: "MFA Servers",
	portal: "user portals",
	"mobile-app": "mobile app",
	adfs: "AD FS",
	sdk: "Web Service SDK",
} as const;

export const poolList = (pools: readonly PoolFacts[]): string =>
	pools.map(({ record }) => `${record.name} (${POOL_KIND[record.kind]})`).join(", ");

export const drainMinutes = (pools: readonly PoolFacts[]): number =>
	pools.reduce((most, { record }) => Math.max(most, record.drainMinutes), 0);

export function drain(facts: Facts, server: ServerFacts, work: GroupWork): StepContent {
	const { name } = server;
	const alone = work.group.servers.length === 1;
	const pools = facts.poolsOnHost.get(server.key) ?? [];
	const log = logOf(server, "MultiFactorAuthSvc.log");
	const clients = clientsOf(facts, server, pools);
	return {
		title: alone ? `Announce the outage and stop traffic to ${name}` : `Stop traffic to ${name}`,
		team: "network",
		instructions: [
			alone
				? `${name} is the only server of ${work.group.name}: nobody takes over. Tell VPN, AD FS and portal owners that authentication stops now.`
				: `Check that another server of ${work.group.name} is healthy and in service, and that the server before this one is back.`,
			...poolLines(facts, server, pools),
			...clientLines(clients, pools.length > 0, alone),
			...pinnedLines(facts, server),
			"Then wait: 5 minutes for codes already sent by text message, 1 minute for RADIUS retries.",
			...(server.record.authFeatures.includes("windows")
				? ["Windows Authentication is in use: make sure of a break-glass sign-in before you go on."]
				: []),
		],
		commands: [powershell(name, `Get-Content -LiteralPath ${literal(log)} | Select-Object -Last 20`)],
		evidence: [
			required("trafficStopped", "No new authentication in the log for 5 minutes", "boolean"),
			optional("lastRequestAt", "Time of the last request in the log", "instant"),
			optional("poolState", "Pool state, or clients that were re-pointed", "text"),
		],
		verification: [`No new authentication appears in ${log} for 5 minutes.`],
		backOut: [
			alone ? "Announce that the outage is over and let traffic in again." : `Put ${name} back into its pools and point the clients back.`,
		],
		estimateMinutes: 10 + (pools.length > 0 ? drainMinutes(pools) : 10),
		rules: ["R12", ...(pools.length > 0 ? ["R13"] : []), "R16"],
		hazards: drainHazards(facts, server, alone),
	};
}

function poolLines(facts: Facts, server: ServerFacts, pools: readonly PoolFacts[]): string[] {
	const farm = facts.farmOn.get(server.key);
	const node = farm
		? [`${server.name} is also a node of AD FS farm ${farm.name}: stop sending sign-ins to it at the balancer, and keep its AD FS role.`]
		: [];
	if (pools.length === 0) return node;
	const every = pools.length > 1 ? "every one of its pools" : "its pool";
	return [`Disable ${server.name} in ${every}, without cutting sessions: ${poolList(pools)}.`, ...node];
}

const clientsOf = (facts: Facts, server: ServerFacts, pools: readonly PoolFacts[]): readonly ClientSystem[] => [
	...new Set([server.key, ...pools.map((pool) => pool.key)].flatMap((key) => facts.callers.clientsOf.get(key) ?? [])),
];

function clientLines(clients: readonly ClientSystem[], pooled: boolean, alone: boolean): string[] {
	if (clients.length === 0) {
		return pooled
			? []
			: [`No client is recorded. Find out from the log who calls this server${alone ? "" : ", and point them to another one"}.`];
	}
	const named = clients.map((client) => `${client.name} (${client.kind}${client.owner ? `, ${client.owner}` : ""})`).join(", ");
	const hints = clients.flatMap((client) => (client.howToRepoint ? [`${client.name}: ${client.howToRepoint}`] : []));
	const targets = clients.some((client) => client.kind === "radius")
		? ["For RADIUS put another server first in the target list; relying on time-outs makes users fail."]
		: [];
	if (alone) return [`Clients that lose their server: ${named}.`];
	return [pooled ? `Clients behind it: ${named}.` : `Point these clients to another server: ${named}.`, ...hints, ...targets];
}

function pinnedLines(facts: Facts, server: ServerFacts): string[] {
	return (facts.callers.pinnedTo.get(server.key) ?? []).map(
		(consumer) =>
			`Pinned: ${consumer.label} calls the Web Service SDK of ${server.name} (${consumer.sdkUrl}), balancer or not. Point it to another server's SDK now and back afterwards, or have the outage accepted.`,
	);
}

function drainHazards(facts: Facts, server: ServerFacts, alone: boolean): string[] {
	return [
		...(alone ? ["H2"] : []),
		...(facts.callers.pinnedTo.has(server.key) ? ["H10"] : []),
		"H13",
		"H14",
		...(facts.farmOn.has(server.key) ? ["H28"] : []),
		...(server.record.authFeatures.includes("windows") ? ["H37"] : []),
		"H43",
	];
}

export function undrain(facts: Facts, server: ServerFacts, work: GroupWork): StepContent {
	const pools = facts.poolsOnHost.get(server.key) ?? [];
	const alone = work.group.servers.length === 1;
	return {
		title: `Return ${server.name} to traffic`,
		team: "network",
		instructions: [
			pools.length > 0
				? `Enable ${server.name} in ${pools.length > 1 ? "all its pools" : "its pool"} again: ${poolList(pools)}.`
				: alone
					? "Let traffic in again and announce that the outage is over."
					: "Point the clients that were moved away back to it.",
			...((facts.callers.pinnedTo.get(server.key)?.length ?? 0) > 0 ? ["Point the pinned SDK consumers back."] : []),
			...(alone ? [] : ["Watch production sign-ins for 10 minutes before the next server is drained."]),
		],
		evidence: [
			required("inService", "The first production authentication succeeded", "boolean"),
			optional("firstRequestAt", "Its time", "instant"),
			optional("poolState", "Pool state", "text"),
		],
		verification: ["Sign-ins through this server succeed."],
		backOut: [`Take ${server.name} out of traffic again.`],
		estimateMinutes: 10,
		rules: ["R13", "R16"],
		hazards: ["H13"],
	};
}
