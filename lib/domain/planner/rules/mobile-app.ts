/** Phase "mobile-app": upgrade below 8.0 (H23), optional removal as the last work of the plan from 8.0 on (R32, H21). */
import type { MobileAppFacts } from "../facts.ts";
import { type After, makeStep, stepId } from "../step.ts";
import { backupMobileApp, uninstallMobileApp } from "../steps/mobile-app-steps.ts";
import { upgradeMobileApp } from "../steps/portal-check-steps.ts";
import { type Context, installersReady, PORTALS_GATE, SERVERS_GATE, turnsBefore } from "./context.ts";
import { runtimeBefore } from "./user-portals.ts";

const phase = "mobile-app" as const;

export function addMobileAppUpgrades(context: Context): void {
	for (const app of context.work.upgrades) addUpgrade(context, app);
}

function addUpgrade(context: Context, app: MobileAppFacts): void {
	const { facts, draft, source } = context;
	const { name, subject } = app;
	const turns = turnsBefore(context, stepId("mobile-app.upgrade", name));
	const gate = { from: SERVERS_GATE, rules: ["R8"], because: "Servers and their Web Service SDK are new before what calls them" };
	draft.add(makeStep({ kind: "mobile-app.upgrade", name, phase, subject, host: name }, upgradeMobileApp(facts, app, source?.name)), [
		...(turns.length > 0 ? [] : draft.has(SERVERS_GATE) ? [gate] : installersReady(name)),
		...runtimeBefore(context, app),
		{
			from: stepId("mobile-app.backup-config", name),
			rules: ["R32"],
			because: `The installer overwrites it: web.config of the web service on ${name} is copied first`,
		},
		...turns,
	]);
}

export function addMobileAppRemovals({ facts, work, draft }: Context): void {
	const lastFarm = work.farms.at(-1);
	const adapters = lastFarm && {
		from: stepId("adfs.verify", lastFarm.farm.name),
		rules: ["R32"],
		because: "The removal is the last work: servers, portals and adapters are done",
	};
	const gate = draft.has(PORTALS_GATE)
		? { from: PORTALS_GATE, rules: ["R32"], because: "The removal is the last work: servers and portals are done" }
		: undefined;
	const after: After[] = [adapters ?? gate ?? []].flat();
	for (const app of work.removals) {
		const { name, subject } = app;
		const place = { name, phase, subject, host: name, optional: true };
		draft.add(makeStep({ ...place, kind: "mobile-app.backup-config" }, backupMobileApp(facts, app)), after);
		draft.add(makeStep({ ...place, kind: "mobile-app.uninstall" }, uninstallMobileApp(facts, app)), [
			{
				from: stepId("mobile-app.backup-config", name),
				rules: ["R32"],
				because: `web.config of ${name} is kept before the web service goes`,
			},
		]);
	}
}
