/**
 * Estates at random, as a person might type them: valid documents, most of them healthy, some with every oddity the
 * findings know. Sizes stay small (what a rule can see fits into three groups of four); thresholds stay close.
 */
import fc from "fast-check";
import type { Inventory } from "../inventory/document.ts";
import { parseInventory } from "../inventory/parse-inventory.ts";
import type { Purpose, Recipe } from "../planner/plan-document.ts";
import { hostFacts, type Oddity, pick, pools, versionText } from "./arbitrary-facts.ts";

export type Case = {
	/** As typed: lists unsorted, defaults absent. */
	readonly input: Readonly<Record<string, unknown>>;
	readonly inventory: Inventory;
	readonly target: string;
	readonly recipe: Recipe;
	readonly purpose: Purpose;
};

export type Draft = {
	readonly input: Readonly<Record<string, unknown>>;
	readonly target: string;
	readonly recipe: Recipe;
	readonly purpose: Purpose;
};

const TARGETS = ["8.1", "8.1", "8.1", "8.0", "8.0.1", "7.3", "7.0", "8.1.4.2"];

/** A draft parsed; every draft must parse, or the arbitrary itself is wrong. */
export function caseOf(draft: Draft): Case {
	const parsed = parseInventory(draft.input);
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
	return { ...draft, inventory: parsed.value };
}

/** Half of the estates are healthy, so that full plans are common; the others may be odd in any place. */
export const anyCase: fc.Arbitrary<Case> = fc
	.record({
		oddity: fc.constantFrom<Oddity>("healthy", "healthy", "healthy", "odd"),
		target: fc.constantFrom(...TARGETS),
		recipe: fc.constantFrom<Recipe>("guide", "guide", "guide", "guide", "migration-utility-only"),
		purpose: fc.constantFrom<Purpose>("upgrade", "migration-prep", "lab"),
	})
	.chain((options) => estate(options.oddity, options.target).map((input) => caseOf({ ...options, input })));

/** Only estates without oddities, guide recipe: for properties that need a full plan. */
export const healthyCase: fc.Arbitrary<Case> = fc
	.constantFrom(...TARGETS)
	.chain((target) => estate("healthy", target).map((input) => caseOf({ input, target, recipe: "guide", purpose: "upgrade" })));

type Place = { readonly own: boolean; readonly at: number };

const place = (ownWeight: number): fc.Arbitrary<Place> => fc.record({ own: fc.nat(9).map((n) => n < ownWeight), at: fc.nat(30) });

/** Puts each component on a host of its own or on one already there; never two of one kind on a host. */
function placed(places: readonly Place[], prefix: string, shared: readonly string[], taken: Set<string>): string[] {
	return places.map(({ own, at }, i) => {
		const wish = shared.length === 0 || own ? undefined : shared[at % shared.length];
		const host = wish !== undefined && !taken.has(wish) ? wish : `${prefix}${i + 1}`;
		taken.add(host);
		return host;
	});
}

function estate(oddity: Oddity, target: string): fc.Arbitrary<Record<string, unknown>> {
	const odd = oddity === "odd";
	const poolRefs = fc.array(fc.nat(7), { maxLength: 2 });
	const version = versionText(oddity, target);
	const server = fc.record({
		version,
		sdk: fc.option(fc.record({ version: fc.option(version, { nil: undefined }), url: fc.boolean() }), { nil: undefined, freq: 2 }),
		pools: poolRefs,
		agent: odd ? fc.nat(79).map((n) => n === 0) : fc.constant(false),
		facts: fc.record({
			adSync: pick("yes", "no", "unknown"),
			oldInstallerAvailable: pick("yes", "no", "unknown"),
			activatedBeforeJuly2019: pick("yes", "no", "unknown"),
			staticRpcPort: fc.option(pick(5000, 5001), { nil: undefined }),
		}),
	});
	const group = fc.record({
		servers: fc.array(server, { minLength: 1, maxLength: 4 }),
		primary: fc.nat(3),
		roles: odd ? pick("one", "one", "one", "one", "one", "one", "one", "one", "one", "none", "two", "unknown") : fc.constant("one"),
		candidate: fc.option(fc.nat(3), { nil: undefined }),
		spacing: fc.nat(2),
	});
	const portal = fc.record({
		place: place(5),
		version,
		theme: pick("yes", "no", "no", "unknown"),
		sdk: odd ? pick(undefined, undefined, undefined, true, false) : fc.constant(undefined),
		url: fc.option(fc.nat(5), { nil: undefined }),
		pools: poolRefs,
	});
	const mobileApp = fc.record({ place: place(3), version, keep: fc.nat(4).map((n) => n === 0), pools: poolRefs });
	const farm = fc.record({
		nodes: fc.array(fc.record({ place: place(6), pools: poolRefs, batch: fc.nat(9) }), { minLength: 1, maxLength: 4 }),
		store: odd ? pick("wid", "sql", "unknown") : pick("wid", "wid", "sql"),
		primary: fc.nat(3),
		primaries: odd ? pick(0, 1, 1, 1, 1, 2) : fc.constant(1),
		version,
		name: odd
			? pick(
					"AzureMfaServerAuthentication",
					"WindowsAzureMultiFactorAuthentication",
					"AzureMFAServerAuthentication",
					"azuremfaserverauthentication",
					"WindowsAzureMultiFactorAuthentication",
					"AzureMfaAuthentication",
					"unknown",
				)
			: pick("AzureMfaServerAuthentication", "WindowsAzureMultiFactorAuthentication"),
	});
	return fc
		.record({
			groups: fc.array(group, { minLength: 1, maxLength: 3 }),
			portals: fc.array(portal, { maxLength: 4 }),
			mobileApps: fc.array(mobileApp, { maxLength: 2 }),
			farms: fc.array(farm, { maxLength: 3 }),
			pools: pools(oddity),
			facts: fc.array(hostFacts(oddity), { minLength: 12, maxLength: 12 }),
			tags: pick("yes", "no", "unknown"),
			spelling: fc.nat(5),
			client: fc.option(fc.nat(20), { nil: undefined }),
		})
		.map((draft) => {
			const refs = (list: readonly number[]): string[] => [
				...new Set(list.flatMap((n) => (draft.pools.length === 0 ? [] : [draft.pools[n % draft.pools.length]?.name ?? ""]))),
			];
			let next = 0;
			const servers = draft.groups.flatMap((g, groupAt) =>
				g.servers.map((s, i) => {
					next += 1;
					const primary = i === g.primary % g.servers.length;
					const second = i === (g.primary + 1) % g.servers.length;
					const role =
						g.roles === "none"
							? "subordinate"
							: g.roles === "unknown" && second
								? "unknown"
								: primary || (g.roles === "two" && second)
									? "primary"
									: "subordinate";
					const host = `M${String((next * 7 + g.spacing) % 13).padStart(2, "0")}x${next}${g.spacing === 2 ? ".contoso.com" : ""}`;
					return {
						host,
						role,
						version: s.version,
						// Names compare without case: one group may be spelt in two ways.
						...(groupAt === 0 ? {} : { replicationGroup: `${i % 2 === draft.spelling ? "GROUP" : "Group"} ${groupAt}` }),
						...(s.agent ? { product: "phonefactor-agent" } : {}),
						pools: refs(s.pools),
						...(s.sdk === undefined
							? {}
							: {
									webServiceSdk: {
										...(s.sdk.version === undefined ? {} : { version: s.sdk.version }),
										...(s.sdk.url ? { url: `https://${host}/sdk` } : {}),
									},
								}),
						...(role === "subordinate" && g.candidate !== undefined && i === g.candidate % g.servers.length
							? { promotionCandidate: true }
							: {}),
						...s.facts,
					};
				}),
			);
			const serverHosts = servers.map((s) => s.host);
			const portalHosts = placed(
				draft.portals.map((p) => p.place),
				"UP",
				serverHosts,
				new Set(),
			);
			const mobileHosts = placed(
				draft.mobileApps.map((m) => m.place),
				"WEB",
				[...portalHosts, ...serverHosts],
				new Set(),
			);
			const taken = new Set<string>();
			const farms = draft.farms.map((f, at) => {
				const hosts = placed(
					f.nodes.map((n) => n.place),
					`F${at + 1}N`,
					[...serverHosts, ...portalHosts],
					taken,
				);
				const primaries = new Set([...Array(f.primaries).keys()].map((i) => (f.primary + i) % hosts.length));
				return {
					name: `Farm ${at + 1}`,
					configStore: f.store,
					adapterVersion: f.version,
					adapterName: f.name,
					nodes: f.nodes.map((n, i) => ({
						host: hosts[i],
						...(f.store !== "sql" && primaries.has(i) ? { widPrimary: true } : {}),
						pools: refs(n.pools).map((name) => (i === draft.spelling ? name.toUpperCase() : name)),
						...batchOf(n.batch, i, hosts.length, f.store !== "sql" && primaries.has(i), odd),
					})),
				};
			});
			const hosts = [
				...new Set([...serverHosts, ...portalHosts, ...mobileHosts, ...farms.flatMap((f) => f.nodes.map((n) => n.host ?? ""))]),
			];
			return {
				format: "lockstep.inventory/1",
				estate: { name: "Random", usesTags: draft.tags },
				hosts: hosts.flatMap((name, i) => (draft.facts[i] === undefined ? [] : [{ name, ...draft.facts[i] }])),
				mfaServers: servers,
				userPortals: draft.portals.map((p, i) => ({
					host: portalHosts[i],
					version: p.version,
					defaultThemeModified: p.theme,
					...(p.sdk === undefined ? {} : { useWebServiceSdk: p.sdk }),
					...(p.url === undefined ? {} : { sdkUrl: `https://${urlHost(serverHosts[p.url % serverHosts.length] ?? "")}/sdk` }),
					pools: refs(p.pools),
				})),
				mobileAppWebServices: draft.mobileApps.map((m, i) => ({
					host: mobileHosts[i],
					version: m.version,
					keepAfterUpgrade: m.keep,
					pools: refs(m.pools),
				})),
				adfsFarms: farms,
				pools: draft.pools,
				clientSystems: draft.client === undefined ? [] : [{ name: "VPN", kind: "radius", targets: [hosts[draft.client % hosts.length]] }],
			};
		});
}

/** Batches given now and then, such that both stay possible: the first node may be put into A, the last into B. */
function batchOf(dice: number, i: number, nodes: number, widPrimary: boolean, odd: boolean): { batch?: "A" | "B" } {
	if (nodes < 2 || dice > 1) return {};
	if (i === 0) return { batch: "A" };
	return i === nodes - 1 && (!widPrimary || odd) ? { batch: "B" } : {};
}

/** A server's host as consumers write it: short where its record is long, long where it is short. */
const urlHost = (host: string): string => (host.includes(".") ? (host.split(".")[0] ?? "").toLowerCase() : `${host}.contoso.com`);
