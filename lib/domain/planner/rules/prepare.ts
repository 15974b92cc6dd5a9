/** Phase "prepare": what can be done before anything leaves service (R6, R10, R11, R24, R25, R35). */

import type { Host } from "../../inventory/document.ts";
import { fold } from "../../names.ts";
import { needsRuntime } from "../runtime.ts";
import { makeStep } from "../step.ts";
import { exportConfig } from "../steps/farm-prepare-steps.ts";
import { backupMobileApp } from "../steps/mobile-app-steps.ts";
import { backupConfig, backupTheme } from "../steps/portal-steps.ts";
import { announceFreeze, downloadInstaller, installRuntime, keepOldInstallers } from "../steps/prepare-steps.ts";
import { backupData } from "../steps/server-steps.ts";
import type { Context } from "./context.ts";

export function addPreparation(context: Context): void {
	const { facts, work, draft } = context;
	if (work.subjects.size === 0) return;
	draft.add(
		makeStep({ kind: "prepare.download-installer", name: "estate", phase: "prepare", subject: "estate" }, downloadInstaller(facts)),
	);
	draft.add(
		makeStep(
			{ kind: "prepare.keep-old-installers", name: "estate", phase: "prepare", subject: "estate" },
			keepOldInstallers(facts, work.groups),
		),
	);
	for (const host of runtimeHosts(context)) {
		draft.add(
			makeStep(
				{ kind: "prepare.install-runtime", name: host.name, phase: "prepare", subject: `host:${host.name}`, host: host.name },
				installRuntime(host),
			),
		);
	}
	for (const group of work.groups) {
		const { name, subject } = group.group;
		draft.add(makeStep({ kind: "prepare.announce-freeze", name, phase: "prepare", subject, optional: true }, announceFreeze(group)));
	}
	addBackups(context);
}

function addBackups({ facts, work, draft }: Context): void {
	for (const { primary, order } of work.groups) {
		if (!order.some((server) => server.install)) continue;
		const { name, subject } = primary;
		draft.add(makeStep({ kind: "mfa-server.backup-data", name, phase: "prepare", subject, host: name }, backupData(facts, primary)));
	}
	const besideServers = work.groups.flatMap((group) => group.order.flatMap(({ portal }) => portal ?? []));
	for (const portal of [...besideServers, ...work.repairs, ...work.standAlone]) {
		const { name, subject } = portal;
		draft.add(makeStep({ kind: "user-portal.backup-config", name, phase: "prepare", subject, host: name }, backupConfig(facts, portal)));
		if (portal.record.defaultThemeModified === "no") continue;
		draft.add(makeStep({ kind: "user-portal.backup-theme", name, phase: "prepare", subject, host: name }, backupTheme(facts, portal)));
	}
	for (const app of work.upgrades) {
		const { name, subject } = app;
		draft.add(makeStep({ kind: "mobile-app.backup-config", name, phase: "prepare", subject, host: name }, backupMobileApp(facts, app)));
	}
	for (const farm of work.farms) {
		if (farm.separate.length === 0) continue;
		const { name, subject } = farm.farm;
		draft.add(makeStep({ kind: "adfs.export-config", name, phase: "prepare", subject, host: farm.lead.name }, exportConfig(facts, farm)));
	}
}

/** Hosts without an MFA Server that get a portal or web service and lack, or may lack, a runtime (R5, R6). */
function runtimeHosts({ facts, work }: Context): Host[] {
	const components = [...work.standAlone, ...work.upgrades];
	const needing = new Set(
		components.filter((component) => !facts.serverOn.has(component.key) && needsRuntime(component)).map(({ key }) => key),
	);
	return facts.inventory.hosts.filter((host) => needing.has(fold(host.name)));
}
