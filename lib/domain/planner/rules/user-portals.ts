/** Phase "user-portals": each portal on a host of its own, after every MFA Server (R23 to R31). */
import type { PortalFacts } from "../facts.ts";
import { portalPools } from "../scope/portal-scope.ts";
import { type After, makeStep, stepId } from "../step.ts";
import { copyInstaller, drainPortal, installPortal } from "../steps/portal-steps.ts";
import { addPortalChecks, addReturn, backupsOf } from "./beside-portals.ts";
import { type Context, installersReady, PORTALS_GATE, SERVERS_GATE, turnsBefore } from "./context.ts";

const phase = "user-portals" as const;

/** Adds the phase and returns what the gate behind it waits for. */
export function addPortals(context: Context): string[] {
	return context.work.standAlone.map((portal) => addPortal(context, portal)).filter((end) => !context.rotation.followed.has(end));
}

/** Stands behind the servers alone where no portal has work, so that farms always find it. */
export function addPortalsGate({ draft }: Context, ends: readonly string[]): void {
	const title = "Every user portal of this plan is at target and back in service";
	const done = { rules: ["R8", "R33"], because: "The adapters' phase begins when every portal is done" };
	if (ends.length > 0)
		draft.addGate(
			{ id: PORTALS_GATE, title },
			ends.map((from) => ({ from, ...done })),
		);
	else if (draft.has(SERVERS_GATE)) {
		draft.addGate({ id: PORTALS_GATE, title }, [
			{
				from: SERVERS_GATE,
				rules: ["R8", "R33"],
				because: "No portal has work, so the adapters' phase begins when every MFA Server is done",
			},
		]);
	}
}

/** Returns the portal's last step. */
function addPortal(context: Context, portal: PortalFacts): string {
	const { facts, draft, source } = context;
	const { name, subject } = portal;
	const place = { name, phase, subject, host: name };
	const pools = portalPools(facts, portal);
	const behindGate = draft.has(SERVERS_GATE);
	const copied: After = {
		from: stepId("user-portal.copy-installer", name),
		rules: ["R28"],
		because: `The installer lies on ${name}, taken from a server at target`,
	};

	draft.add(
		makeStep({ ...place, kind: "user-portal.copy-installer" }, copyInstaller(facts, portal, source)),
		behindGate ? [{ from: SERVERS_GATE, rules: ["R8", "R23"], because: "Portals follow when every MFA Server is done" }] : [],
	);
	const turns = turnsBefore(context, stepId("user-portal.drain", name));
	if (pools.length > 0) draft.add(makeStep({ ...place, kind: "user-portal.drain" }, drainPortal(portal, pools)), [copied, ...turns]);
	draft.add(makeStep({ ...place, kind: "user-portal.install" }, installPortal(facts, portal)), [
		...(behindGate || turns.length > 0 ? [] : installersReady(name)),
		...runtimeBefore(context, portal),
		...backupsOf(portal, "The installer overwrites them"),
		pools.length > 0
			? { from: stepId("user-portal.drain", name), rules: ["R31"], because: `${name} is out of its pool while its portal is replaced` }
			: copied,
	]);
	addPortalChecks(context, portal, phase, "user-portal.install");
	if (pools.length === 0) return stepId("user-portal.verify", name);
	addReturn(context, portal, phase);
	return stepId("user-portal.undrain", name);
}

/** Runtimes go in before any component of their host is installed (R6). */
export function runtimeBefore({ draft }: Context, { host }: Pick<PortalFacts, "host">): After[] {
	const from = stepId("prepare.install-runtime", host.name);
	return draft.has(from) ? [{ from, rules: ["R6"], because: `The installer on ${host.name} stops when a runtime is missing` }] : [];
}
