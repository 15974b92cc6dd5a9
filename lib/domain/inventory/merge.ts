/**
 * Merges what a host told into an inventory. Promises: a fact that was read goes in with the instant of its reading,
 * and every difference is listed; nothing is removed, and a fact read later is never replaced by one read earlier.
 * Where a person had entered something else, the reading wins unless told otherwise, and the case is listed as a
 * conflict. The result validates as any inventory does, or the issues come back instead.
 */
import { compareText, fold, shortName } from "../names.ts";
import { err, ok, type Result } from "../result.ts";
import { adfsFarm, adfsNode, host as hostSchema, type Inventory, mfaServer, mobileAppWebService, userPortal } from "./document.ts";
import type { FactAges } from "./fact-ages.ts";
import type { Fragment } from "./fragment-document.ts";
import { type FactChange, type FactConflict, type Item, type Ledger, mergeFacts } from "./merge-facts.ts";
import { type InputIssue, parseInventory } from "./parse-inventory.ts";

export type MergeOptions = {
	/** Which side to keep where a person had entered another value; the reading, unless said. */
	readonly prefer?: "collected" | "recorded";
};

export type Merged = {
	readonly inventory: Inventory;
	readonly factAges: FactAges;
	/** Differences that went in, in the order of the fragment. */
	readonly changes: readonly FactChange[];
	/** What a person should look at; each says which side was kept. */
	readonly conflicts: readonly FactConflict[];
	/** Subjects of components that were not in the inventory before. */
	readonly added: readonly string[];
};

/** The name the inventory uses for the fragment's machine: one of its own two names, else a short name's only match. */
function hostInInventory(inventory: Inventory, { host, fullName }: Pick<Fragment, "host" | "fullName">): string {
	const own = [host, ...(fullName ? [fullName] : [])].map(fold);
	const exact = inventory.hosts.find(({ name }) => own.includes(fold(name)));
	if (exact) return exact.name;
	// `mfa01.contoso.com` in the inventory is not the `mfa01.lab.local` that speaks.
	const alike = inventory.hosts.filter(
		({ name }) => shortName(name) === shortName(host) && (!name.includes(".") || fullName === undefined),
	);
	return alike.length === 1 && alike[0] ? alike[0].name : host;
}

type Target = {
	readonly subject: string;
	/** The component when the inventory lacks it: its name alone. */
	readonly fresh: Item;
	readonly facts: object;
	/** What the document fills in by itself. */
	readonly defaults: object;
};

/** The list with the item that `isIt` names merged, or a new one at its end. */
function mergeInto<T extends object>(ledger: Ledger, list: readonly T[], isIt: (item: T) => boolean, target: Target): T[] {
	const { subject, fresh, facts, defaults } = target;
	const before = list.find(isIt);
	if (!before) ledger.added.push(subject);
	const item = mergeFacts(ledger, subject, (before ?? fresh) as Item, facts as Item, defaults as Item) as unknown as T; // parseInventory judges it
	return before ? list.map((other) => (other === before ? item : other)) : [...list, item];
}

type Farm = Inventory["adfsFarms"][number];

function mergeFarm(
	ledger: Ledger,
	farms: Inventory["adfsFarms"],
	host: string,
	adfs: NonNullable<Fragment["adfs"]>,
): Inventory["adfsFarms"] {
	const holds = (farm: Farm): boolean => farm.nodes.some((node) => fold(node.host) === fold(host));
	const service = adfs.farm?.serviceName;
	const known =
		farms.find(holds) ??
		farms.find((farm) => service !== undefined && farm.serviceName !== undefined && fold(farm.serviceName) === fold(service));
	const name = known?.name ?? service?.slice(0, 80) ?? `AD FS of ${host}`.slice(0, 80);
	const named = (farm: Farm): boolean => fold(farm.name) === fold(name);
	const defaults = adfsFarm.parse({ name, nodes: [{ host }] });
	const target = { subject: `adfs-farm:${name}`, fresh: { name, nodes: [] }, facts: adfs.farm ?? {}, defaults };
	const isNode = (node: Farm["nodes"][number]): boolean => fold(node.host) === fold(host);
	const node = { subject: `adfs-node:${name}/${host}`, fresh: { host }, facts: adfs.node ?? {}, defaults: adfsNode.parse({ host }) };
	return mergeInto(ledger, farms, named, target).map((farm) =>
		named(farm) ? { ...farm, nodes: mergeInto(ledger, farm.nodes, isNode, node) } : farm,
	);
}

/** Components the inventory has on this host although the host says they are not there. */
function contradicted(inventory: Inventory, host: string, absent: Fragment["absent"]): string[] {
	const here = (item: { readonly host: string }): boolean => fold(item.host) === fold(host);
	const server = inventory.mfaServers.find(here);
	const recorded: Readonly<Record<Fragment["absent"][number], string | undefined>> = {
		mfaServer: server && `mfa-server:${host}`,
		webServiceSdk: server?.webServiceSdk && `mfa-server:${host}`,
		userPortal: inventory.userPortals.some(here) ? `user-portal:${host}` : undefined,
		mobileAppWebService: inventory.mobileAppWebServices.some(here) ? `mobile-app:${host}` : undefined,
		adfs: inventory.adfsFarms.flatMap((farm) => (farm.nodes.some(here) ? [`adfs-node:${farm.name}/${host}`] : []))[0],
	};
	return absent.flatMap((part) => recorded[part] ?? []);
}

/** A host shows only some of its features (RADIUS, LDAP), so those seen are added and none is taken away. */
function withFeaturesSeen(inventory: Inventory, host: string, server: Fragment["mfaServer"]): Fragment["mfaServer"] {
	if (!server?.authFeatures) return server;
	const recorded = inventory.mfaServers.find((item) => fold(item.host) === fold(host))?.authFeatures ?? [];
	return { ...server, authFeatures: [...new Set([...recorded, ...server.authFeatures])] };
}

/** The document with one fragment in it, not validated; the ledger tells what happened. */
function applyFragment(document: Inventory, ledger: Ledger, fragment: Fragment): Inventory {
	const host = hostInInventory(document, fragment);
	const onHost = (item: { readonly host: string }): boolean => fold(item.host) === fold(host);
	const server = withFeaturesSeen(document, host, fragment.mfaServer);
	const { userPortal: portal, mobileAppWebService: mobileApp, adfs } = fragment;
	const on = (kind: string, facts: object, schema: { parse: (value: unknown) => object }): Target => ({
		subject: `${kind}:${host}`,
		fresh: { host },
		facts,
		defaults: schema.parse({ host }),
	});
	const hostTarget = {
		subject: `host:${host}`,
		fresh: { name: host },
		facts: fragment.hostFacts ?? {},
		defaults: hostSchema.parse({ name: host }),
	};
	const { hosts, mfaServers, userPortals, mobileAppWebServices, adfsFarms } = document;
	const merged = {
		...document,
		hosts: mergeInto(ledger, hosts, ({ name }) => fold(name) === fold(host), hostTarget),
		mfaServers: server ? mergeInto(ledger, mfaServers, onHost, on("mfa-server", server, mfaServer)) : mfaServers,
		userPortals: portal ? mergeInto(ledger, userPortals, onHost, on("user-portal", portal, userPortal)) : userPortals,
		mobileAppWebServices: mobileApp
			? mergeInto(ledger, mobileAppWebServices, onHost, on("mobile-app", mobileApp, mobileAppWebService))
			: mobileAppWebServices,
		adfsFarms: adfs ? mergeFarm(ledger, adfsFarms, host, adfs) : adfsFarms,
	};
	const missing = contradicted(document, host, fragment.absent);
	ledger.conflicts.push(...missing.map((subject): FactConflict => ({ why: "absent-on-host", subject, kept: "recorded" })));
	return merged;
}

/** An issue about a component says whose it is: paths count in a document that nobody has seen. */
function withName(document: Inventory, issue: InputIssue): InputIssue {
	const [, list = "", index = ""] = /^(\w+)\[(\d+)\]/.exec(issue.path) ?? [];
	const item = (document as unknown as Readonly<Record<string, readonly { host?: string; name?: string }[]>>)[list]?.[Number(index)];
	const name = item?.host ?? item?.name;
	return name === undefined ? issue : { path: issue.path, message: `${name}: ${issue.message}` };
}

/** Fragments into an inventory, the oldest first, so that the latest reading of a fact stands. All or nothing. */
export function mergeFragments(
	inventory: Inventory,
	factAges: FactAges,
	fragments: readonly Fragment[],
	{ prefer = "collected" }: MergeOptions = {},
): Result<Merged, readonly InputIssue[]> {
	const gathered = { prefer, ages: { ...factAges }, changes: [], conflicts: [], added: [] } satisfies Omit<Ledger, "collectedAt">;
	const document = [...fragments]
		.sort((a, b) => compareText(a.collectedAt, b.collectedAt))
		.reduce((merged, fragment) => applyFragment(merged, { ...gathered, collectedAt: fragment.collectedAt }, fragment), inventory);
	const parsed = parseInventory(document);
	if (!parsed.ok) return err(parsed.error.map((issue) => withName(document, issue)));
	const { ages, changes, conflicts, added } = gathered;
	return ok({ inventory: parsed.value, factAges: ages, changes, conflicts, added });
}
