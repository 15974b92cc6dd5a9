/** Portals beside an MFA Server: updated in its session (R27), or by its console when it has nothing to do itself (R27b). */
import type { PortalFacts } from "../facts.ts";
import { portalPools } from "../scope/portal-scope.ts";
import { type After, makeStep, stepId } from "../step.ts";
import { reconcileConfig, verifyPortal } from "../steps/portal-check-steps.ts";
import { acceptUpdate, drainPortal, undrainPortal } from "../steps/portal-steps.ts";
import { type Context, installersReady, turnsBefore } from "./context.ts";

type PortalPhase = "mfa-servers" | "user-portals";

const placeOf = (portal: PortalFacts, phase: PortalPhase) => ({ name: portal.name, phase, subject: portal.subject, host: portal.name });

/** The portal's own copies, taken before anything overwrites the originals. */
export function backupsOf(portal: PortalFacts, why: string): After[] {
	const { name } = portal;
	const config = {
		from: stepId("user-portal.backup-config", name),
		rules: ["R24"],
		because: `${why}: web.config of ${name} is copied first`,
	};
	if (portal.record.defaultThemeModified === "no") return [config];
	return [
		config,
		{ from: stepId("user-portal.backup-theme", name), rules: ["R25"], because: `${why}: the Default theme of ${name} is copied first` },
	];
}

/** Accept, reconcile, check. */
export function addPortalUpdate(context: Context, portal: PortalFacts, way: "prompt" | "console", after: readonly After[]): void {
	context.draft.add(
		makeStep({ ...placeOf(portal, "mfa-servers"), kind: "user-portal.accept-update" }, acceptUpdate(context.facts, portal, way)),
		after,
	);
	addPortalChecks(context, portal, "mfa-servers", "user-portal.accept-update");
}

/** Reconciles and checks a portal whose new files are in (R30). */
export function addPortalChecks(
	{ facts, draft }: Context,
	portal: PortalFacts,
	phase: PortalPhase,
	installed: "user-portal.accept-update" | "user-portal.install",
): void {
	const { name } = portal;
	draft.add(makeStep({ ...placeOf(portal, phase), kind: "user-portal.reconcile-config" }, reconcileConfig(facts, portal)), [
		{ from: stepId(installed, name), rules: ["R30"], because: `Old and new web.config on ${name} are compared once the new one is there` },
	]);
	draft.add(makeStep({ ...placeOf(portal, phase), kind: "user-portal.verify" }, verifyPortal(facts, portal)), [
		{
			from: stepId("user-portal.reconcile-config", name),
			rules: ["R30"],
			because: `The portal on ${name} would run on default settings before its web.config is reconciled`,
		},
	]);
}

/** A portal behind its server; returns its last step. */
export function addRepair(context: Context, portal: PortalFacts): string {
	const { name } = portal;
	const pools = portalPools(context.facts, portal);
	const backups = backupsOf(portal, "The update overwrites them");
	if (pools.length === 0) {
		addPortalUpdate(context, portal, "console", [...installersReady(name), ...backups]);
		return stepId("user-portal.verify", name);
	}
	const turns = turnsBefore(context, stepId("user-portal.drain", name));
	context.draft.add(makeStep({ ...placeOf(portal, "mfa-servers"), kind: "user-portal.drain" }, drainPortal(portal, pools)), turns);
	addPortalUpdate(context, portal, "console", [
		...(turns.length > 0 ? [] : installersReady(name)), // those before waited for them
		...backups,
		{
			from: stepId("user-portal.drain", name),
			rules: ["R27b", "R31"],
			because: `The portal on ${name} is out of its pool while it is updated`,
		},
	]);
	addReturn(context, portal, "mfa-servers");
	return stepId("user-portal.undrain", name);
}

/** Puts a checked portal back into its pools. */
export function addReturn({ facts, draft }: Context, portal: PortalFacts, phase: PortalPhase): void {
	const { name } = portal;
	draft.add(makeStep({ ...placeOf(portal, phase), kind: "user-portal.undrain" }, undrainPortal(portal, portalPools(facts, portal))), [
		{ from: stepId("user-portal.verify", name), rules: ["R30", "R31"], because: `The portal on ${name} serves again only when it works` },
	]);
}
