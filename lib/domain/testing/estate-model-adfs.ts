/** What must be true of an AD FS farm at every moment of its upgrade (R33 to R52, hazards 25, 29, 30). */
import type { AdfsFarm, Inventory } from "../inventory/document.ts";
import { fold } from "../names.ts";
import { needs, type Rule } from "./estate-rule.ts";

export type Batches = { readonly a: readonly string[]; readonly b: readonly string[] };

/** Half of the nodes, given ones kept, the WID primary first (decision 8). */
export function farmBatches(farm: AdfsFarm): Batches {
	const half = Math.ceil(farm.nodes.length / 2);
	const a = farm.nodes.filter((n) => n.batch === "A").map((n) => n.host);
	const primaryFirst = farm.configStore === "sql" ? [] : farm.nodes.filter((n) => n.widPrimary);
	for (const n of [...primaryFirst, ...farm.nodes]) if (n.batch === undefined && a.length < half && !a.includes(n.host)) a.push(n.host);
	return { a, b: farm.nodes.map((n) => n.host).filter((host) => !a.includes(host)) };
}

export function adapterRules(
	farm: AdfsFarm,
	inventory: Inventory,
	has: (id: string) => boolean,
	{ a, b }: Batches,
	finishedBefore: readonly string[],
): Rule[] {
	const at = (kind: string): string => `adfs.${kind}:${farm.name}`;
	const on = (kind: string) => (host: string) => `adfs.${kind}:${farm.name}/${host}`;
	const install = on("install-adapter");
	const restart = on("restart-service");
	const servers = new Set(inventory.mfaServers.map((s) => fold(s.host)));
	const separate = farm.nodes.map((n) => n.host).filter((host) => !servers.has(fold(host)));
	const leaves = farm.nodes.length > 1 ? at("remove-batch-a") : at("disable-provider");
	return [
		...[at("copy-files"), at("remove-batch-a"), at("disable-provider"), ...farm.nodes.map((n) => install(n.host))].flatMap((id) =>
			needs(has, "R33", id, ...finishedBefore),
		),
		...farm.nodes.flatMap((n) =>
			needs(has, "R10", install(n.host), "prepare.download-installer:estate", "prepare.keep-old-installers:estate"),
		),
		...separate.flatMap((host) => needs(has, "R37", install(host), at("copy-files"))),
		...[at("edit-register-script"), at("disable-provider")].flatMap((id) => needs(has, "R35", id, at("export-config"))),
		...[at("edit-register-script"), at("compare-config")].flatMap((id) => needs(has, "R38", id, at("copy-files"))),
		...needs(has, "R39", at("compare-config"), at("export-config")),
		...[leaves, at("register-provider")].flatMap((id) => needs(has, "R38", id, at("edit-register-script"), at("compare-config"))),
		...a.flatMap((host) => needs(has, "R42", install(host), at("remove-batch-a"))),
		...needs(has, "R45", at("disable-provider"), ...a.map(install)),
		...needs(has, "R46", at("unregister-provider"), at("disable-provider")),
		...needs(has, "R47", at("register-provider"), at("unregister-provider")),
		...a.flatMap((host) => needs(has, "R48", restart(host), install(host), at("register-provider"))),
		...needs(has, "R49", at("swap-batches"), ...a.map(restart)),
		...needs(has, "R50", at("enable-provider"), at("register-provider"), at("swap-batches"), ...a.map(restart)),
		...b.flatMap((host) => needs(has, "R51", install(host), at("swap-batches"), at("enable-provider"))),
		...b.flatMap((host) => needs(has, "H30", restart(host), install(host))),
		...needs(has, "R52", at("return-batch-b"), ...b.map(restart)),
		...needs(has, "R52", at("verify"), at("enable-provider"), at("return-batch-b"), ...farm.nodes.map((n) => restart(n.host))),
	];
}
