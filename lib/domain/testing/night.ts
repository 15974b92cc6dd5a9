/**
 * One upgrade night by hand, small and complete: a group of two servers, two portals behind a balancer, a WID farm of
 * two nodes (CORP) and a farm of one (EDGE). Every rule of the run can be met in it.
 */
import type { PlanDocument, PlanStep } from "../planner/plan-document.ts";
import type { Draft } from "../run/draft.ts";
import { expectedProvider } from "../run/expectations.ts";
import { runGraph } from "../run/graph.ts";
import { needsSecondPerson } from "../run/start-gates.ts";
import type { RunState } from "../run/state.ts";
import { running, type Story } from "./given-when-then.ts";
import { chain, field, files, goodEvidence, inventoryOf, later, people, planOf, step } from "./run-builders.ts";

export const OLD_NAME = "WindowsAzureMultiFactorAuthentication";

export const nightInventory = inventoryOf({
	pools: [
		{ name: "mfa-lb", kind: "mfa" },
		{ name: "up-lb", kind: "portal" },
	],
	mfaServers: [
		{ host: "MFA01", role: "primary", version: "7.3.0.3", pools: ["mfa-lb"], webServiceSdk: { version: "7.3.0.3" } },
		{ host: "MFA02", role: "subordinate", version: "7.3.0.3", pools: ["mfa-lb"], webServiceSdk: { version: "7.3.0.3" } },
	],
	userPortals: ["UP01", "UP02"].map((host) => ({ host, version: "7.3", pools: ["up-lb"], sdkUrl: "https://mfa.example.com/sdk" })),
	adfsFarms: [
		{
			name: "CORP",
			configStore: "wid",
			adapterName: OLD_NAME,
			adapterVersion: "7.3",
			nodes: [{ host: "FS1", widPrimary: true }, { host: "FS2" }],
		},
		{ name: "EDGE", configStore: "sql", adapterName: "AzureMfaServerAuthentication", adapterVersion: "7.3", nodes: [{ host: "E1" }] },
	],
});

const version = field("versionAfter", "version");
const provider = field("providerName", "text");
const undo = { backOut: { instructions: ["Undo it"], commands: [] } };
const backup = { checkpoint: true, evidence: [files] };

const server = (host: string): PlanStep[] => [
	step("mfa-server.drain", host, undo),
	step("mfa-server.install", host, { evidence: [field("versionBefore", "version", false), version], ...undo }),
	step("mfa-server.install-sdk", host),
	step("mfa-server.verify", host),
	step("mfa-server.undrain", host, undo),
];
const portal = (host: string): PlanStep[] => [
	step("user-portal.backup-config", host, backup),
	step("user-portal.drain", host),
	step("user-portal.install", host, { evidence: [version], ...undo }),
	step("user-portal.verify", host),
	step("user-portal.undrain", host),
];
const node = (farm: string, host: string) => step("adfs.install-adapter", `${farm}/${host}`, { evidence: [version] });
const gapSteps = (farm: string, host: string) => ({
	disable: step("adfs.disable-provider", farm, { host, evidence: [provider], estimateMinutes: 5, ...undo }),
	middle: [
		step("adfs.unregister-provider", farm, { host, evidence: [provider], ...undo }),
		step("adfs.register-provider", farm, { host, evidence: [provider], ...undo }),
		step("adfs.restart-service", `${farm}/${host}`),
	],
	enable: step("adfs.enable-provider", farm, { host, evidence: [provider, field("signInTest", "boolean")] }),
});
const exported = (farm: string, host: string) => step("adfs.export-config", farm, { host, ...backup, evidence: [files, provider] });

const corpGap = gapSteps("CORP", "FS1");
const corp: PlanStep[] = [
	exported("CORP", "FS1"),
	step("adfs.remove-batch-a", "CORP"),
	node("CORP", "FS1"),
	corpGap.disable,
	...corpGap.middle,
	step("adfs.swap-batches", "CORP"),
	corpGap.enable,
	node("CORP", "FS2"),
	step("adfs.restart-service", "CORP/FS2"),
	step("adfs.return-batch-b", "CORP"),
	step("adfs.verify", "CORP"),
];
const edgeGap = gapSteps("EDGE", "E1");
const edge: PlanStep[] = [
	exported("EDGE", "E1"),
	node("EDGE", "E1"),
	edgeGap.disable,
	...edgeGap.middle,
	edgeGap.enable,
	step("adfs.verify", "EDGE"),
];

const accept = step("estate.accept", "estate", { optional: true });
const copy = step("mfa-server.backup-data", "MFA02", { ...backup, optional: true });
const promote = step("mfa-server.promote", "default", { host: "MFA02", ...undo });
const steps: PlanStep[] = [
	step("prepare.download-installer", "estate"),
	step("mfa-server.backup-data", "MFA01", backup),
	...server("MFA02"),
	promote,
	copy,
	...server("MFA01"),
	...portal("UP01"),
	...portal("UP02"),
	...corp,
	...edge,
	accept,
];

const idsOf = (list: readonly PlanStep[]) => list.map(({ id }) => id);
const [firstPortal, secondPortal] = [idsOf(portal("UP01")), idsOf(portal("UP02"))];
const gateMfa = "gate:mfa-servers";
const gatePortals = "gate:user-portals";

/** The farms' order between them is an edge of its own, so that a test can leave it out. */
export const farmsInTurn: readonly [string, string] = ["adfs.verify:CORP", "adfs.disable-provider:EDGE"];

const edges: (readonly [string, string])[] = [
	["prepare.download-installer:estate", "mfa-server.install:MFA02"],
	["mfa-server.backup-data:MFA01", "mfa-server.install:MFA02"],
	["mfa-server.backup-data:MFA01", "mfa-server.install:MFA01"],
	...chain(...idsOf(server("MFA02")), promote.id, ...idsOf(server("MFA01")), gateMfa),
	[promote.id, copy.id],
	["user-portal.backup-config:UP01", "user-portal.install:UP01"],
	["user-portal.backup-config:UP02", "user-portal.install:UP02"],
	...chain(gateMfa, ...firstPortal.slice(1), gatePortals),
	...chain(gateMfa, ...secondPortal.slice(1), gatePortals),
	["user-portal.undrain:UP01", "user-portal.drain:UP02"],
	["adfs.export-config:CORP", "adfs.disable-provider:CORP"],
	...chain(gatePortals, ...idsOf(corp.slice(1)), accept.id),
	["adfs.export-config:EDGE", "adfs.disable-provider:EDGE"],
	...chain(gatePortals, ...idsOf(edge.slice(1)), accept.id),
	farmsInTurn,
];

const windows: PlanDocument["windows"] = [
	{ kind: "write-freeze", subject: "replication-group:default", opens: promote.id, closes: "mfa-server.verify:MFA01", estimateMinutes: 50 },
	{
		kind: "mfa-gap",
		subject: "adfs-farm:CORP",
		opens: "adfs.disable-provider:CORP",
		closes: "adfs.enable-provider:CORP",
		estimateMinutes: 30,
	},
	{
		kind: "mfa-gap",
		subject: "adfs-farm:EDGE",
		opens: "adfs.disable-provider:EDGE",
		closes: "adfs.enable-provider:EDGE",
		estimateMinutes: 25,
	},
	{
		kind: "outage",
		subject: "adfs-farm:EDGE",
		opens: "adfs.install-adapter:EDGE/E1",
		closes: "adfs.restart-service:EDGE/E1",
		estimateMinutes: 20,
	},
];

/** `without`: edges to leave out, by their two ends. */
export function nightPlan(without: readonly (readonly [string, string])[] = [], extra: Partial<PlanDocument> = {}): PlanDocument {
	const gone = (pair: readonly [string, string]) => without.some(([from, to]) => pair[0] === from && pair[1] === to);
	return planOf({ steps, edges: edges.filter((pair) => !gone(pair)), windows, extra });
}

/** The night under way: nothing done yet. */
export const night = (parts: Partial<Draft> = {}, mode: "live" | "rehearsal" = "live"): Story =>
	running({ plan: nightPlan(), inventory: nightInventory, ...parts }, mode);

const stepIn = (state: RunState, id: string): PlanStep => {
	const found = runGraph(state.plan).steps.get(id);
	if (!found) throw new Error(`No step ${id} in the plan`);
	return found;
};

/** `dot` confirms where needed, `cid` starts and completes each step with evidence that passes; waivers by `ben`. */
export const done = (story: Story, ...ids: readonly string[]): Story =>
	ids.reduce((before, id) => {
		const step = stepIn(before.state, id);
		return started(before, id).and([
			people.cid,
			{ type: "complete-step", stepId: id, evidence: goodEvidence(step, before.at, expectedProvider(before.state, step)) },
		]);
	}, story);

export const started = (story: Story, id: string): Story => {
	const confirmed = needsSecondPerson(stepIn(story.state, id)) ? story.and([people.dot, { type: "confirm-step", stepId: id }]) : story;
	return confirmed.and([people.cid, { type: "start-step", stepId: id }]);
};

/** Every required step that stands before `id` in the plan's order is done. */
export function allBefore(story: Story, id: string): Story {
	const graph = runGraph(story.state.plan);
	const before = graph.order.slice(0, graph.order.indexOf(id)).filter((step) => !graph.steps.get(step)?.optional);
	return done(story, ...before);
}

/** The same in this night, the outage of its single node waived. */
export const upTo = (story: Story, id: string): Story =>
	allBefore(
		story.and([people.ben, { type: "waive", code: "last-serving-node", subject: "adfs-farm:EDGE", reason: "Announced outage" }]),
		id,
	);

/** The same story, its clock moved on. */
export const wait = (story: Story, minutes: number): Story =>
	story.and([people.cid, { type: "add-note", text: "waiting" }, later(minutes)]);
