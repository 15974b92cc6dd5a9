/** Phase "adfs-adapters": one self-contained chain per farm, gaps one after the other (R33 to R52). */
import type { NodeFacts } from "../facts.ts";
import type { FarmWork } from "../scope/farm-scope.ts";
import { type After, makeStep, stepId } from "../step.ts";
import { compareConfig, copyFiles, editRegisterScript } from "../steps/farm-prepare-steps.ts";
import { installAdapter, removeBatchA, restartService, returnBatchB, swapBatches, verifyFarm } from "../steps/farm-rotation-steps.ts";
import { disableProvider, enableProvider, registerProvider, unregisterProvider } from "../steps/provider-steps.ts";
import { type Context, installersReady, PORTALS_GATE, turnsBefore } from "./context.ts";

const phase = "adfs-adapters" as const;

export function addFarms(context: Context): void {
	let before: FarmWork | undefined;
	for (const farm of context.work.farms) {
		addFarm(context, farm, before);
		before = farm;
	}
}

const nodeName = ({ farm }: FarmWork, node: NodeFacts): string => `${farm.name}/${node.name}`;

function addFarm(context: Context, work: FarmWork, farmBefore: FarmWork | undefined): void {
	const { facts, draft } = context;
	const { farm, a, b, lead, separate } = work;
	const { name, subject } = farm;
	const place = { name, phase, subject };
	const onLead = { ...place, host: lead.name };
	const ready = separate.length > 0 ? addPaperwork(context, work) : [];

	const isSingle = b.length === 0;
	const opening = openingOf(context, work);
	if (!isSingle) {
		draft.add(makeStep({ ...place, kind: "adfs.remove-batch-a" }, removeBatchA(facts, work)), [...opening, ...ready]);
	}
	for (const node of a) {
		addAdapter(
			context,
			work,
			node,
			isSingle
				? opening
				: [
						{
							from: stepId("adfs.remove-batch-a", name),
							rules: ["R42", "R43"],
							because: `${node.name} is out of service while its adapter is replaced`,
						},
					],
		);
	}
	draft.add(makeStep({ ...onLead, kind: "adfs.disable-provider" }, disableProvider(work)), [
		...a.map((node) => ({
			from: stepId("adfs.install-adapter", nodeName(work, node)),
			rules: ["R45"],
			because: `The gap opens only when the new adapter is on ${node.name}`,
		})),
		...(isSingle ? ready : []),
		...(farmBefore
			? [
					{
						from: stepId("adfs.verify", farmBefore.farm.name),
						rules: ["R41"],
						because: `One MFA gap at a time: ${farmBefore.farm.name} is whole again`,
					},
				]
			: []),
	]);
	draft.add(makeStep({ ...onLead, kind: "adfs.unregister-provider" }, unregisterProvider(facts, work)), [
		{ from: stepId("adfs.disable-provider", name), rules: ["R46"], because: "A provider that is still ticked cannot be unregistered" },
	]);
	draft.add(makeStep({ ...onLead, kind: "adfs.register-provider" }, registerProvider(facts, work)), [
		{ from: stepId("adfs.unregister-provider", name), rules: ["R47"], because: "The new adapter is registered when the old one is gone" },
	]);
	for (const node of a) {
		addRestart(work, context, node, {
			from: stepId("adfs.register-provider", name),
			rules: ["R48"],
			because: `${node.name} loads the new adapter only after it is registered`,
		});
	}
	const restarted = a.map((node) => ({
		from: stepId("adfs.restart-service", nodeName(work, node)),
		rules: isSingle ? ["R48", "R50"] : ["R49"],
		because: isSingle
			? `${node.name} runs the new adapter before it is ticked`
			: `${node.name} runs the new adapter before it takes sign-ins`,
	}));
	if (!isSingle) draft.add(makeStep({ ...place, kind: "adfs.swap-batches" }, swapBatches(facts, work)), restarted);
	draft.add(
		makeStep({ ...onLead, kind: "adfs.enable-provider" }, enableProvider(work)),
		isSingle
			? restarted
			: [{ from: stepId("adfs.swap-batches", name), rules: ["R50"], because: "Only nodes with the new adapter serve when it is ticked" }],
	);
	addSecondHalf(context, work);
}

/** What the first node to leave service waits for: the gate, or the installers where nothing stands before the farms; and turns. */
function openingOf(context: Context, work: FarmWork): After[] {
	const { farm, a, b, separate } = work;
	const isSingle = b.length === 0;
	const first = isSingle ? stepId("adfs.install-adapter", nodeName(work, a[0] ?? work.lead)) : stepId("adfs.remove-batch-a", farm.name);
	const turns = turnsBefore(context, first);
	const gated = context.draft.has(PORTALS_GATE);
	const gate = { from: PORTALS_GATE, rules: ["R33"], because: "Adapters follow when every MFA Server and portal is done" };
	const copied = {
		from: stepId("adfs.copy-files", farm.name),
		rules: ["R37"],
		because: `The adapter's installer lies on the nodes of ${farm.name}`,
	};
	const afterFarm = (context.rotation.before.get(first) ?? []).some(({ from }) => from.kind === "farm");
	const waitsForGate = gated && separate.length === 0 && !afterFarm;
	const waitsForInstallers = !gated && turns.length === 0; // whoever takes a turn before waited for them
	const basis = [...(waitsForGate ? [gate] : []), ...(waitsForInstallers ? installersReady(farm.name) : [])];
	return [...basis, ...(isSingle && separate.length > 0 ? [copied] : []), ...turns];
}

/** Copy, compare, edit (R35 to R39); returns what has to be finished before a node leaves service or the gap opens. */
function addPaperwork({ facts, draft, source }: Context, work: FarmWork): After[] {
	const { farm, lead } = work;
	const { name, subject } = farm;
	const place = { name, phase, subject };
	const gate = { from: PORTALS_GATE, rules: ["R33"], because: "Adapters follow when every MFA Server and portal is done" };
	draft.add(makeStep({ ...place, kind: "adfs.copy-files" }, copyFiles(facts, work, source)), draft.has(PORTALS_GATE) ? [gate] : []);
	const saved = { from: stepId("adfs.export-config", name), rules: ["R35"] };
	const copied = { from: stepId("adfs.copy-files", name) };
	draft.add(makeStep({ ...place, host: lead.name, kind: "adfs.compare-config" }, compareConfig(facts, work)), [
		{ ...saved, rules: ["R35", "R39"], because: "The old configuration is there to compare with" },
		{ ...copied, rules: ["R39"], because: "The new configuration is there to compare with" },
	]);
	draft.add(makeStep({ ...place, host: lead.name, kind: "adfs.edit-register-script" }, editRegisterScript(facts, work)), [
		{ ...saved, because: "The script may have to name the exported configuration" },
		{ ...copied, rules: ["R38"], because: "The script is edited where it will run" },
	]);
	const why = `Nothing of ${name} leaves service before the paperwork is ready`;
	return [
		{ from: stepId("adfs.compare-config", name), rules: ["R39"], because: why },
		{ from: stepId("adfs.edit-register-script", name), rules: ["R38"], because: why },
	];
}

function addAdapter({ facts, draft }: Context, work: FarmWork, node: NodeFacts, after: readonly After[]): void {
	draft.add(
		makeStep(
			{ kind: "adfs.install-adapter", name: nodeName(work, node), phase, subject: node.subject, host: node.name },
			installAdapter(facts, work, node),
		),
		after,
	);
}

function addRestart(work: FarmWork, { draft }: Context, node: NodeFacts, after: After): void {
	draft.add(
		makeStep(
			{ kind: "adfs.restart-service", name: nodeName(work, node), phase, subject: node.subject, host: node.name },
			restartService(work, node),
		),
		[after],
	);
}

/** Batch B after the gap is closed (R51, R52), then the farm as a whole. */
function addSecondHalf(context: Context, work: FarmWork): void {
	const { facts, draft } = context;
	const { farm, b } = work;
	const { name, subject } = farm;
	const closed = stepId("adfs.enable-provider", name);
	for (const node of b) {
		addAdapter(context, work, node, [
			{ from: closed, rules: ["R51"], because: `${node.name} is out of service and the gap is closed before its adapter is replaced` },
		]);
		const installed = stepId("adfs.install-adapter", nodeName(work, node));
		addRestart(work, context, node, { from: installed, rules: ["R51"], because: `AD FS on ${node.name} loads the adapter just installed` });
	}
	const check = { kind: "adfs.verify" as const, name, phase, subject };
	if (b.length === 0) {
		draft.add(makeStep(check, verifyFarm(facts, work)), [
			{ from: closed, rules: ["R50"], because: "The farm is checked with the new adapter ticked" },
		]);
		return;
	}
	draft.add(
		makeStep({ kind: "adfs.return-batch-b", name, phase, subject }, returnBatchB(facts, work)),
		b.map((node) => ({
			from: stepId("adfs.restart-service", nodeName(work, node)),
			rules: ["R52"],
			because: `${node.name} runs the new adapter before it takes sign-ins`,
		})),
	);
	draft.add(makeStep(check, verifyFarm(facts, work)), [
		{ from: stepId("adfs.return-batch-b", name), rules: ["R52"], because: "The farm is checked when all its nodes are back" },
	]);
}
