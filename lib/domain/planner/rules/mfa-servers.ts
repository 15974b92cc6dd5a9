/**
 * Phase "mfa-servers": one server of a group after the other, subordinates first, then the promotion, then the
 * former primary (R9 to R22), with the portals that stand beside servers (R27, R27b).
 */
import type { ServerFacts } from "../facts.ts";
import type { GroupWork, ServerWork } from "../scope/server-scope.ts";
import { type After, makeStep, stepId } from "../step.ts";
import { endFreeze } from "../steps/prepare-steps.ts";
import { install, installSdk, promote, secondBackup, verify } from "../steps/server-steps.ts";
import { drain, undrain } from "../steps/traffic-steps.ts";
import { addPortalUpdate, addRepair, backupsOf } from "./beside-portals.ts";
import { type Context, installersReady, SERVERS_GATE, turnsBefore } from "./context.ts";

const phase = "mfa-servers" as const;

/** Adds the phase and returns what the gate behind it waits for. */
export function addServers(context: Context): string[] {
	const { work, rotation } = context;
	const ends = [...work.groups.map((group) => addGroup(context, group)), ...work.repairs.map((portal) => addRepair(context, portal))];
	return ends.filter((end) => !rotation.followed.has(end));
}

export function addServersGate({ draft }: Context, ends: readonly string[]): void {
	if (ends.length === 0) return;
	draft.addGate(
		{ id: SERVERS_GATE, title: "Every MFA Server is at target and back in service" },
		ends.map((from) => ({ from, rules: ["R8", "R23"], because: "The portals' phase begins when every MFA Server is done" })),
	);
}

/** Returns the step after which the whole group is back in service. */
function addGroup(context: Context, work: GroupWork): string {
	const { primary, order, candidate, group } = work;
	const turns = turnsBefore(context, stepId("mfa-server.drain", order[0]?.server.name ?? ""));
	let previous: string | undefined;
	let backedUp = false;
	for (const item of order) {
		const { name } = item.server;
		const before: After[] = previous === undefined ? [...turns] : [];
		if (item.server === primary && candidate) {
			addPromotion(context, { ...work, candidate }, previous, backedUp);
			backedUp = true;
			before.push({
				from: stepId("mfa-server.promote", group.name),
				rules: ["R22"],
				because: `${name} is upgraded only when ${candidate.name} has taken over as primary`,
			});
		} else if (previous !== undefined) {
			before.push({
				from: previous,
				rules: ["R9", "R13"],
				because: `One server of ${group.name} at a time: the one before is back in service`,
			});
		}
		const preparations = [
			...(previous === undefined && turns.length === 0 ? installersReady(name) : []), // sharers of a pool before it waited for them
			...(item.install && !backedUp ? [dataBackup(work, item.server)] : []),
		];
		backedUp ||= item.install;
		addServer(context, work, item, before, preparations);
		previous = stepId("mfa-server.undrain", name);
	}
	const last = previous ?? "";
	context.draft.add(
		makeStep({ kind: "prepare.end-freeze", name: group.name, phase, subject: group.subject, optional: true }, endFreeze(work)),
		[
			{ from: last, rules: ["R20"], because: `${group.name} takes changes again when its last server is back` },
			{ from: stepId("prepare.announce-freeze", group.name), rules: ["R20"], because: "A freeze ends after it was announced" },
		],
	);
	return last;
}

const dataBackup = ({ primary, group }: GroupWork, server: ServerFacts): After => ({
	from: stepId("mfa-server.backup-data", primary.name),
	rules: ["R11"],
	because: `The data file of ${group.name} is copied before the first of its servers, ${server.name}, is upgraded`,
});

function addPromotion(
	{ facts, draft }: Context,
	work: GroupWork & { readonly candidate: ServerFacts },
	previous: string | undefined,
	backedUp: boolean,
): void {
	const { group, primary, candidate } = work;
	const { name, subject } = group;
	const others = {
		rules: ["R9", "R20", "R21"],
		because: `Every other server of ${name} is at target and back in service before the promotion`,
	};
	const copied = { rules: ["R11", "R20"], because: `The data file is copied while ${primary.name} is still the primary` };
	draft.add(makeStep({ kind: "mfa-server.promote", name, phase, subject, host: candidate.name }, promote(facts, work)), [
		...(backedUp ? [] : [{ from: stepId("mfa-server.backup-data", primary.name), ...copied }]),
		...(previous === undefined ? [] : [{ from: previous, ...others }]),
	]);
	const second = {
		kind: "mfa-server.backup-data" as const,
		name: candidate.name,
		phase,
		subject: candidate.subject,
		host: candidate.name,
		optional: true,
	};
	draft.add(makeStep(second, secondBackup(facts, candidate)), [
		{
			from: stepId("mfa-server.promote", name),
			rules: ["R11", "R21"],
			because: `${candidate.name} holds the writable data file from the promotion on`,
		},
	]);
}

/** Drain, install, what belongs to the installer's session, check, return. */
function addServer(context: Context, work: GroupWork, item: ServerWork, before: readonly After[], preparations: readonly After[]): void {
	const { facts, draft } = context;
	const { server, portal } = item;
	const { name, subject } = server;
	const place = { name, phase, subject, host: name };
	draft.add(makeStep({ ...place, kind: "mfa-server.drain" }, drain(facts, server, work)), before);
	const drained: After = {
		from: stepId("mfa-server.drain", name),
		rules: ["R12", "R13", "R16"],
		because: `${name} is out of traffic while its installer runs`,
	};
	let session = drained;
	if (item.install) {
		const copies = portal ? backupsOf(portal, "The server's installer replaces the portal beside it") : [];
		draft.add(makeStep({ ...place, kind: "mfa-server.install" }, install(facts, item, work)), [...preparations, ...copies, drained]);
		session = {
			from: stepId("mfa-server.install", name),
			rules: ["R14"],
			because: `What was installed on ${name} is checked before it serves again`,
		};
	}
	if (item.sdk) {
		const offered = {
			...session,
			rules: ["R19"],
			because: `The installer on ${name} offers the Web Service SDK when the server itself is done`,
		};
		draft.add(
			makeStep({ ...place, kind: "mfa-server.install-sdk" }, installSdk(facts, item)),
			item.install ? [offered] : [...preparations, drained],
		);
		session = {
			from: stepId("mfa-server.install-sdk", name),
			rules: ["R19"],
			because: `The Web Service SDK on ${name} is new before the server is checked`,
		};
	}
	if (portal) {
		const offered = {
			...session,
			rules: ["R27"],
			because: `The update of the portal on ${name} comes after its server and Web Service SDK`,
		};
		addPortalUpdate(context, portal, item.install ? "prompt" : "console", [
			...(item.install ? [] : backupsOf(portal, "The update overwrites them")),
			offered,
		]);
		session = {
			from: stepId("user-portal.verify", name),
			rules: ["R27", "R30"],
			because: `The portal on ${name} works before its host serves again`,
		};
	}
	draft.add(makeStep({ ...place, kind: "mfa-server.verify" }, verify(facts, item, work)), [session]);
	draft.add(makeStep({ ...place, kind: "mfa-server.undrain" }, undrain(facts, server, work)), [
		{ from: stepId("mfa-server.verify", name), rules: ["R9", "R16"], because: `${name} serves again only when it was found healthy` },
	]);
}
