/** One estate with its plan written by hand, and the ways in which tests spoil it. */
import type { Inventory } from "../inventory/document.ts";
import { parseInventory } from "../inventory/parse-inventory.ts";
import type { Edge, PlanDocument, PlanStep } from "../planner/plan-document.ts";
import { finished, handWrittenPlan } from "./hand-written-plan.ts";

export const read = (input: unknown): Inventory => {
	const result = parseInventory(input);
	if (!result.ok) throw new Error(JSON.stringify(result.error));
	return result.value;
};

/** Two servers, a co-located and two pooled portals, a WID farm of three, a SQL farm of one, a mobile app web service. */
const input = {
	format: "lockstep.inventory/1",
	estate: { name: "Hand" },
	hosts: [{ name: "UP01", vcRedistX86: "14.38.33135", vcRedistX64: "14.38.33135" }],
	pools: [
		{ name: "mfa-lb", kind: "mfa" },
		{ name: "up-lb", kind: "portal" },
	],
	mfaServers: [
		{ host: "MFA01", role: "primary", version: "7.3", pools: ["mfa-lb"] },
		{ host: "MFA02", role: "subordinate", version: "7.3", pools: ["mfa-lb"], webServiceSdk: {} },
	],
	userPortals: [
		{ host: "MFA02", version: "7.3", defaultThemeModified: "yes" },
		{ host: "UP01", version: "7.3", defaultThemeModified: "no", pools: ["up-lb"] },
		{ host: "UP02", version: "7.3", defaultThemeModified: "no", pools: ["up-lb"] },
	],
	mobileAppWebServices: [{ host: "WEB01", version: "7.3" }],
	adfsFarms: [
		{
			name: "CORP",
			configStore: "wid",
			adapterVersion: "7.3",
			adapterName: "WindowsAzureMultiFactorAuthentication",
			nodes: [{ host: "FS1" }, { host: "FS2", widPrimary: true }, { host: "FS3" }],
		},
		{ name: "EDGE", configStore: "sql", adapterVersion: "7.3", adapterName: "AzureMfaServerAuthentication", nodes: [{ host: "E1" }] },
	],
};
export const inventory = read(input);

const server = (host: string, between = ""): string =>
	`mfa-server.drain:${host} < mfa-server.install:${host}${between} < mfa-server.verify:${host} < mfa-server.undrain:${host}`;
const portal = (host: string): string =>
	`user-portal.drain:${host} < user-portal.install:${host} < user-portal.reconcile-config:${host} < user-portal.verify:${host} < user-portal.undrain:${host}`;

const order = `
	prepare.download-installer:estate, prepare.keep-old-installers:estate, mfa-server.backup-data:MFA01, user-portal.backup-config:MFA02, user-portal.backup-theme:MFA02 < mfa-server.install:MFA02
	${server("MFA02", " < mfa-server.install-sdk:MFA02")} < mfa-server.promote:default
	mfa-server.install:MFA02 < user-portal.accept-update:MFA02 < user-portal.reconcile-config:MFA02 < user-portal.verify:MFA02 < mfa-server.undrain:MFA02
	mfa-server.promote:default < ${server("MFA01")} < gate:mfa-servers
	gate:mfa-servers < user-portal.copy-installer:UP01, user-portal.copy-installer:UP02
	user-portal.backup-config:UP01, user-portal.copy-installer:UP01 < user-portal.drain:UP01
	user-portal.backup-config:UP02, user-portal.copy-installer:UP02, prepare.install-runtime:UP02 < user-portal.drain:UP02
	${portal("UP01")} < ${portal("UP02")}
	user-portal.undrain:UP02 < gate:user-portals < adfs.copy-files:CORP, adfs.copy-files:EDGE
	adfs.copy-files:CORP < adfs.compare-config:CORP, adfs.edit-register-script:CORP < adfs.remove-batch-a:CORP
	adfs.export-config:CORP < adfs.compare-config:CORP, adfs.edit-register-script:CORP
	adfs.remove-batch-a:CORP < adfs.install-adapter:CORP/FS1, adfs.install-adapter:CORP/FS2 < adfs.disable-provider:CORP
	adfs.disable-provider:CORP < adfs.unregister-provider:CORP < adfs.register-provider:CORP
	adfs.register-provider:CORP < adfs.restart-service:CORP/FS1, adfs.restart-service:CORP/FS2 < adfs.swap-batches:CORP
	adfs.swap-batches:CORP < adfs.enable-provider:CORP < adfs.install-adapter:CORP/FS3 < adfs.restart-service:CORP/FS3
	adfs.restart-service:CORP/FS3 < adfs.return-batch-b:CORP < adfs.verify:CORP
	adfs.copy-files:EDGE < adfs.compare-config:EDGE, adfs.edit-register-script:EDGE < adfs.disable-provider:EDGE
	adfs.export-config:EDGE < adfs.compare-config:EDGE, adfs.edit-register-script:EDGE
	adfs.copy-files:EDGE < adfs.install-adapter:EDGE/E1
	adfs.install-adapter:EDGE/E1, adfs.verify:CORP < adfs.disable-provider:EDGE < adfs.unregister-provider:EDGE < adfs.register-provider:EDGE
	adfs.register-provider:EDGE < adfs.restart-service:EDGE/E1 < adfs.enable-provider:EDGE < adfs.verify:EDGE
	mobile-app.backup-config:WEB01 < mobile-app.uninstall:WEB01
	adfs.verify:EDGE < mobile-app.uninstall:WEB01`;

const gap = (farm: string, minutes: number) =>
	({
		kind: "mfa-gap",
		subject: `adfs-farm:${farm}`,
		opens: `adfs.disable-provider:${farm}`,
		closes: `adfs.enable-provider:${farm}`,
		estimateMinutes: minutes,
	}) as const;

export const sound = handWrittenPlan(inventory, {
	target: "8.1",
	order,
	steps: {
		"mfa-server.promote:default": { subject: "replication-group:default", host: "MFA02" },
		"adfs.restart-service:CORP/FS1": { hazards: ["H26"] },
	},
	findings: [
		"warning pool-not-sticky pool:mfa-lb",
		"warning pool-not-sticky pool:up-lb",
		"info co-located-portal user-portal:MFA02",
		"info default-theme-modified user-portal:MFA02",
		"warning runtime-unknown host:UP02",
		"warning runtime-unknown host:FS1",
		"warning runtime-unknown host:FS2",
		"warning runtime-unknown host:FS3",
		"warning runtime-unknown host:E1",
		"warning mfa-gap adfs-farm:CORP",
		"warning mfa-gap adfs-farm:EDGE",
		"warning single-node-farm adfs-farm:EDGE",
		"warning adapter-renamed adfs-farm:CORP",
		"warning mobile-app-users mobile-app:WEB01",
		"info mobile-app-obsolete mobile-app:WEB01",
	],
	windows: [
		gap("CORP", 30),
		gap("EDGE", 15),
		{
			kind: "write-freeze",
			subject: "replication-group:default",
			opens: "mfa-server.promote:default",
			closes: "mfa-server.verify:MFA01",
			estimateMinutes: 30,
		},
		{
			kind: "outage",
			subject: "adfs-farm:EDGE",
			opens: "adfs.install-adapter:EDGE/E1",
			closes: "adfs.restart-service:EDGE/E1",
			estimateMinutes: 20,
		},
	],
});

export type Link = readonly [from: string, to: string];
const link = ([from, to]: Link): Edge => ({ from, to, rules: ["R8"], because: "planted" });
export const changed = (change: Partial<PlanDocument>) => finished(inventory, { ...sound, ...change });
/** The same plan with some edges gone and others in their place. */
export const rewired = (cut: readonly Link[], more: readonly Link[] = []) =>
	changed({ edges: [...sound.edges.filter((e) => !cut.some(([from, to]) => e.from === from && e.to === to)), ...more.map(link)] });
export const patched = (id: string, change: Partial<PlanStep>) =>
	changed({ steps: sound.steps.map((s) => (s.id === id ? { ...s, ...change } : s)) });
/** The step gone, its order kept by joining what stood around it. */
export const dropped = (id: string) => {
	const before = sound.edges.filter((e) => e.to === id).map((e) => e.from);
	const after = sound.edges.filter((e) => e.from === id).map((e) => e.to);
	const kept = sound.edges.filter((e) => e.from !== id && e.to !== id);
	const bridged = before.flatMap((from) => after.map((to) => link([from, to])));
	const fresh = bridged.filter((b) => !kept.some((k) => k.from === b.from && k.to === b.to));
	return changed({ steps: sound.steps.filter((s) => s.id !== id), edges: [...kept, ...fresh], windows: sound.windows });
};
export const added = (id: string, like: string, change: Partial<PlanStep>, links: readonly Link[] = []) => {
	const model = sound.steps.find((s) => s.id === like);
	if (model === undefined) throw new Error(like);
	return changed({ steps: [...sound.steps, { ...model, id, ...change }], edges: [...sound.edges, ...links.map(link)] });
};

const present = <T>(value: T | undefined): T => {
	if (value === undefined) throw new Error("The plan by hand holds none");
	return value;
};
export const someEdge = present(sound.edges[0]);
export const someStep = present(sound.steps[0]);
