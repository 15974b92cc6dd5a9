/**
 * The estate as its steps change it, and what must be true of it at every moment (domain rules 1.1, and the rules
 * whose breach can be seen from outside). Reads the moment alone: no graph, no edges, none of the checker's code.
 */
import type { AdfsFarm, Inventory, MfaServer } from "../inventory/document.ts";
import { fold, sameName } from "../names.ts";
import type { PlanDocument } from "../planner/plan-document.ts";
import { relationToTarget } from "../version.ts";
import { adapterRules, farmBatches } from "./estate-model-adfs.ts";
import { needs, type Rule, running } from "./estate-rule.ts";
import type { Judge, RunMoment } from "./exhaust.ts";

/** All rules of an estate under a plan, as one judge that says the first broken one. */
export function estateJudge(plan: PlanDocument, inventory: Inventory): Judge {
	const ids = new Set(plan.steps.map((s) => s.id));
	const has = (id: string): boolean => ids.has(id);
	const batches = new Map(inventory.adfsFarms.map((farm) => [farm.name, farmBatches(farm)]));
	const rules = [
		...serverRules(plan, inventory, has),
		...portalRules(inventory, has, plan),
		...inventory.adfsFarms.flatMap((farm) =>
			adapterRules(farm, inventory, has, batches.get(farm.name) ?? { a: [], b: [] }, finishedBefore(plan)),
		),
		...rotationRules(plan, inventory, has, (farm) => batches.get(farm.name) ?? { a: [], b: [] }),
	];
	return (now) => {
		for (const rule of rules) {
			const wrong = rule(now);
			if (wrong !== undefined) return wrong;
		}
		return undefined;
	};
}

const finishedBefore = (plan: PlanDocument): readonly string[] =>
	plan.steps.filter((s) => ["mfa-server.undrain", "user-portal.verify", "user-portal.undrain"].includes(s.kind)).map((s) => s.id);

function groupsOf(inventory: Inventory): MfaServer[][] {
	const groups = new Map<string, MfaServer[]>();
	for (const s of inventory.mfaServers) groups.set(fold(s.replicationGroup), [...(groups.get(fold(s.replicationGroup)) ?? []), s]);
	return [...groups.values()];
}

function serverRules(plan: PlanDocument, inventory: Inventory, has: (id: string) => boolean): Rule[] {
	const behind = (s: MfaServer): boolean => s.version !== "unknown" && relationToTarget(s.version, plan.targetVersion) === "below";
	return groupsOf(inventory).flatMap((servers): Rule[] => {
		const old = servers.find((s) => s.role === "primary");
		if (old === undefined) return [];
		const promote = `mfa-server.promote:${servers[0]?.replicationGroup}`;
		const own = servers.flatMap(({ host }): Rule[] => {
			const at = (kind: string): string => `mfa-server.${kind}:${host}`;
			const portal = [`user-portal.backup-config:${host}`, `user-portal.backup-theme:${host}`];
			return [
				...[at("install"), at("install-sdk")].flatMap((id) =>
					needs(has, "inv 1", id, "prepare.download-installer:estate", "prepare.keep-old-installers:estate"),
				),
				...needs(has, "inv 3", at("install"), `mfa-server.backup-data:${old.host}`),
				...needs(has, "inv 6", at("install"), ...portal),
				...needs(has, "R19", at("install-sdk"), at("install")),
				...needs(has, "R19", at("verify"), at("install"), at("install-sdk")),
				...needs(has, "R13", at("undrain"), at("verify")),
				...needs(has, "R30", at("undrain"), `user-portal.accept-update:${host}`, `user-portal.reconcile-config:${host}`),
				(now) =>
					(running(now, at("install")) || running(now, at("install-sdk"))) && !isOut(now, host)
						? `R16: ${host} is upgraded in traffic`
						: undefined,
			];
		});
		const handOver = has(promote)
			? servers
					.filter((s) => s !== old && behind(s))
					.flatMap((s) => [
						...needs(has, "inv 4", promote, `mfa-server.install:${s.host}`),
						...needs(has, "R20", promote, `mfa-server.undrain:${s.host}`),
						...needs(has, "R9", `mfa-server.install:${old.host}`, `mfa-server.verify:${s.host}`),
					])
			: [];
		return [...own, ...handOver, ...needs(has, "R22", `mfa-server.drain:${old.host}`, promote)];
	});
}

const isOut = (now: RunMoment, host: string): boolean => now.started(`mfa-server.drain:${host}`) && !now.done(`mfa-server.undrain:${host}`);

function portalRules(inventory: Inventory, has: (id: string) => boolean, plan: PlanDocument): Rule[] {
	const servers = plan.steps.filter((s) => s.kind === "mfa-server.undrain").map((s) => s.id);
	const adapters = plan.steps.filter((s) => s.kind === "adfs.verify").map((s) => s.id);
	const portals = inventory.userPortals.flatMap(({ host }): Rule[] => {
		const at = (kind: string): string => `user-portal.${kind}:${host}`;
		const installs = [at("install"), at("accept-update")].filter(has);
		return [
			...installs.flatMap((install) => [
				...needs(has, "inv 1", install, "prepare.download-installer:estate", "prepare.keep-old-installers:estate"),
				...needs(has, "inv 1", install, at("backup-config"), at("backup-theme"), `mfa-server.install:${host}`),
				...needs(has, "R30", at("reconcile-config"), install),
			]),
			...needs(has, "R30", at("verify"), at("reconcile-config")),
			...needs(has, "R30", at("undrain"), at("reconcile-config"), at("verify")),
			...needs(has, "R6", at("install"), `prepare.install-runtime:${host}`),
			...needs(has, "R28", at("install"), at("copy-installer")),
			...(has(at("accept-update")) ? [] : [at("copy-installer"), at("drain"), at("install")]).flatMap((id) =>
				needs(has, "R23", id, ...servers),
			),
			(now) =>
				has(at("drain")) && installs.some((id) => running(now, id)) && !(now.started(at("drain")) && now.done(at("drain")))
					? `inv 14: portal ${host} is upgraded in traffic`
					: undefined,
		];
	});
	const mobileApps = inventory.mobileAppWebServices.flatMap(({ host }): Rule[] => [
		...needs(has, "H23", `mobile-app.upgrade:${host}`, `mobile-app.backup-config:${host}`, `prepare.install-runtime:${host}`, ...servers),
		...needs(has, "R32", `mobile-app.uninstall:${host}`, ...servers, ...adapters),
	]);
	return [...portals, ...mobileApps];
}

function rotationRules(
	plan: PlanDocument,
	inventory: Inventory,
	has: (id: string) => boolean,
	batchesOf: (farm: AdfsFarm) => { readonly a: readonly string[]; readonly b: readonly string[] },
): Rule[] {
	const nodeOut = (now: RunMoment, farm: AdfsFarm, host: string): boolean => {
		const at = (kind: string): string => `adfs.${kind}:${farm.name}`;
		if (farm.nodes.length === 1)
			return now.started(`adfs.install-adapter:${farm.name}/${host}`) && !now.done(`adfs.restart-service:${farm.name}/${host}`);
		const { a, b } = batchesOf(farm);
		// While the swap runs, A is still away; B is away from its end on. In between both serve.
		if (a.includes(host)) return now.started(at("remove-batch-a")) && !now.done(at("swap-batches"));
		return b.includes(host) && now.done(at("swap-batches")) && !now.done(at("return-batch-b"));
	};
	const groups = groupsOf(inventory)
		.filter((servers) => servers.length >= 2)
		.map(
			(servers): Rule =>
				(now) => {
					const out = servers.filter((s) => isOut(now, s.host));
					return out.length > 1 ? `inv 2: ${out.map((s) => s.host).join()} are out at once` : undefined;
				},
		);
	const farms = inventory.adfsFarms
		.filter((farm) => farm.nodes.length >= 2)
		.map(
			(farm): Rule =>
				(now) =>
					farm.nodes.every((n) => nodeOut(now, farm, n.host) || isOut(now, n.host)) ? `inv 8: no node of ${farm.name} serves` : undefined,
		);
	const worked = inventory.adfsFarms.filter((farm) => has(`adfs.disable-provider:${farm.name}`));
	const gaps: Rule = (now) => {
		const open = worked.filter((f) => now.started(`adfs.disable-provider:${f.name}`) && !now.done(`adfs.enable-provider:${f.name}`));
		return open.length > 1 ? `inv 9: gaps of ${open.map((f) => f.name).join()} are open at once` : undefined;
	};
	const pools = inventory.pools.map((pool): Rule => {
		const lists = (member: { readonly pools: readonly string[] }): boolean => member.pools.some((name) => sameName(name, pool.name));
		const members = new Map<string, ((now: RunMoment) => boolean)[]>();
		const add = (host: string, out: (now: RunMoment) => boolean): void => {
			members.set(fold(host), [...(members.get(fold(host)) ?? []), out]);
		};
		for (const s of inventory.mfaServers.filter(lists)) add(s.host, () => false);
		for (const p of inventory.userPortals.filter(lists))
			add(p.host, (now) => now.started(`user-portal.drain:${p.host}`) && !now.done(`user-portal.undrain:${p.host}`));
		for (const m of inventory.mobileAppWebServices.filter(lists)) add(m.host, (now) => running(now, `mobile-app.upgrade:${m.host}`));
		for (const farm of inventory.adfsFarms) for (const n of farm.nodes.filter(lists)) add(n.host, (now) => nodeOut(now, farm, n.host));
		const servers = new Map(inventory.mfaServers.map((s) => [fold(s.host), s.host]));
		return (now) => {
			if (members.size < 2) return undefined;
			let serving = 0;
			for (const [host, outs] of members) {
				const server = servers.get(host);
				if (!outs.some((out) => out(now)) && !(server !== undefined && isOut(now, server))) serving++;
			}
			return serving < Math.min(pool.minInService, members.size)
				? `inv 14: pool ${pool.name} serves with ${serving} of ${pool.minInService}`
				: undefined;
		};
	});
	return [...groups, ...farms, gaps, ...(plan.steps.length > 0 ? pools : [])];
}
