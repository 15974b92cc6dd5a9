/**
 * Reads outside input into a normalised inventory, or says everything that is wrong with it.
 * Promises: the result validates, holds every default, sorts every list, and parsing it again changes nothing.
 * Refuses: unknown keys, dangling references, duplicate names; each issue carries its JSON path.
 */
import type { z } from "zod";
import { compareNames, fold } from "../names.ts";
import { err, ok, type Result } from "../result.ts";
import { host as hostSchema, INVENTORY_FORMAT, type Inventory, inventoryInput, type MfaServer, type UserPortal } from "./document.ts";

/** `path` is a JSON path such as `mfaServers[2].pools[0]`; empty for the document itself. */
export type InputIssue = { readonly path: string; readonly message: string };

type Input = z.infer<typeof inventoryInput>;

const MAX_DEPTH = 16;
const MAX_ISSUES = 200;

export const jsonPath = (path: readonly PropertyKey[]): string =>
	path.reduce<string>(
		(text, key) => (typeof key === "number" ? `${text}[${key}]` : text === "" ? String(key) : `${text}.${String(key)}`),
		"",
	);

/** `null` is accepted on input and means absent. */
export function dropNulls(value: unknown, depth = 0): unknown {
	if (depth > MAX_DEPTH || value === null || typeof value !== "object") return value;
	if (Array.isArray(value)) return value.map((item) => dropNulls(item, depth + 1));
	return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (item === null ? [] : [[key, dropNulls(item, depth + 1)]])));
}

export const zodIssues = (error: z.ZodError): InputIssue[] => issuesAt([], error.issues);

const issuesAt = (at: readonly PropertyKey[], issues: readonly z.core.$ZodIssue[]): InputIssue[] =>
	issues.flatMap((issue): InputIssue[] => {
		const path = [...at, ...issue.path];
		if (issue.code === "unrecognized_keys") return issue.keys.map((key) => ({ path: jsonPath([...path, key]), message: "Unknown key" }));
		const meant = issue.code === "invalid_union" && issue.message === "Invalid input" ? nearest(issue.errors) : undefined;
		return meant ? issuesAt(path, meant) : [{ path: jsonPath(path), message: issue.message }];
	});

/** Of the shapes a value may have, what is wrong with the one it comes closest to. */
const nearest = (shapes: readonly (readonly z.core.$ZodIssue[])[]) => shapes.toSorted((a, b) => a.length - b.length)[0];

/** Parses and normalises; all issues at once, at most 200, never just the first. */
export function parseInventory(input: unknown): Result<Inventory, readonly InputIssue[]> {
	const parsed = inventoryInput.safeParse(dropNulls(input), {
		error: (issue) => (issue.code === "invalid_type" && issue.input === undefined ? "Required" : undefined),
	});
	if (!parsed.success) return err(zodIssues(parsed.error).slice(0, MAX_ISSUES));
	const issues = [
		...timeZoneIssues(parsed.data),
		...duplicateIssues(parsed.data),
		...referenceIssues(parsed.data),
		...candidateIssues(parsed.data),
	];
	if (issues.length > 0) return err(issues.slice(0, MAX_ISSUES));
	return ok(normalise(parsed.data));
}

function timeZoneIssues(input: Input): InputIssue[] {
	try {
		new Intl.DateTimeFormat("en", { timeZone: input.estate.timeZone });
		return [];
	} catch {
		return [{ path: "estate.timeZone", message: "Not an IANA time zone, such as Europe/Berlin" }];
	}
}

/** Issues for every second use of a name; `pathOf` gives the path of item i. */
function repeated(names: readonly string[], pathOf: (index: number) => string, what: string): InputIssue[] {
	const seen = new Map<string, number>();
	return names.flatMap((value, index) => {
		const key = fold(value);
		const first = seen.get(key);
		if (first === undefined) {
			seen.set(key, index);
			return [];
		}
		return [{ path: pathOf(index), message: `${what} "${value}" is already at ${pathOf(first)}` }];
	});
}

function duplicateIssues(input: Input): InputIssue[] {
	const nodes = input.adfsFarms.flatMap((farm, f) =>
		farm.nodes.map((node, n) => ({ host: node.host, path: `adfsFarms[${f}].nodes[${n}].host` })),
	);
	const poolLists = poolReferences(input);
	return [
		...repeated(
			input.hosts.map((h) => h.name),
			(i) => `hosts[${i}].name`,
			"Host",
		),
		...repeated(
			input.mfaServers.map((s) => s.host),
			(i) => `mfaServers[${i}].host`,
			"An MFA Server on",
		),
		...repeated(
			input.userPortals.map((p) => p.host),
			(i) => `userPortals[${i}].host`,
			"A user portal on",
		),
		...repeated(
			input.mobileAppWebServices.map((m) => m.host),
			(i) => `mobileAppWebServices[${i}].host`,
			"A mobile app web service on",
		),
		...repeated(
			input.adfsFarms.map((f) => f.name),
			(i) => `adfsFarms[${i}].name`,
			"AD FS farm",
		),
		...repeated(
			nodes.map((n) => n.host),
			(i) => nodes[i]?.path ?? "",
			"An AD FS node on",
		),
		...repeated(
			input.pools.map((p) => p.name),
			(i) => `pools[${i}].name`,
			"Pool",
		),
		...repeated(
			input.clientSystems.map((c) => c.name),
			(i) => `clientSystems[${i}].name`,
			"Client system",
		),
		...poolLists.flatMap(({ path, pools }) => repeated(pools, (i) => `${path}[${i}]`, "Pool")),
		...input.clientSystems.flatMap((c, i) => repeated(c.targets, (t) => `clientSystems[${i}].targets[${t}]`, "Target")),
	];
}

function poolReferences(input: Input): { path: string; pools: readonly string[] }[] {
	return [
		...input.mfaServers.map((s, i) => ({ path: `mfaServers[${i}].pools`, pools: s.pools })),
		...input.userPortals.map((p, i) => ({ path: `userPortals[${i}].pools`, pools: p.pools })),
		...input.mobileAppWebServices.map((m, i) => ({ path: `mobileAppWebServices[${i}].pools`, pools: m.pools })),
		...input.adfsFarms.flatMap((farm, f) => farm.nodes.map((n, i) => ({ path: `adfsFarms[${f}].nodes[${i}].pools`, pools: n.pools }))),
	];
}

/** Hosts named by any component, in document order. */
function namedHosts(input: Input): string[] {
	return [
		...input.hosts.map((h) => h.name),
		...input.mfaServers.map((s) => s.host),
		...input.userPortals.map((p) => p.host),
		...input.mobileAppWebServices.map((m) => m.host),
		...input.adfsFarms.flatMap((farm) => farm.nodes.map((n) => n.host)),
	];
}

function referenceIssues(input: Input): InputIssue[] {
	const pools = new Set(input.pools.map((p) => fold(p.name)));
	const targets = new Set([...namedHosts(input).map(fold), ...pools, ...input.adfsFarms.map((f) => fold(f.name))]);
	return [
		...poolReferences(input).flatMap(({ path, pools: refs }) =>
			refs.flatMap((ref, i) => (pools.has(fold(ref)) ? [] : [{ path: `${path}[${i}]`, message: `No pool named "${ref}"` }])),
		),
		...input.clientSystems.flatMap((client, c) =>
			client.targets.flatMap((target, t) =>
				targets.has(fold(target))
					? []
					: [{ path: `clientSystems[${c}].targets[${t}]`, message: `No host, pool or farm named "${target}"` }],
			),
		),
	];
}

/** At most one promotion candidate per group, and not the primary (domain 4.3). */
function candidateIssues(input: Input): InputIssue[] {
	const flagged = new Map<string, number>();
	return input.mfaServers.flatMap((server, i) => {
		if (!server.promotionCandidate) return [];
		const path = `mfaServers[${i}].promotionCandidate`;
		if (server.role === "primary") return [{ path, message: "The primary cannot be the promotion candidate" }];
		const group = fold(server.replicationGroup);
		const first = flagged.get(group);
		if (first !== undefined) return [{ path, message: `mfaServers[${first}] is already the candidate of this replication group` }];
		flagged.set(group, i);
		return [];
	});
}

const byName = (a: { name: string }, b: { name: string }): number => compareNames(a.name, b.name);
const byHost = (a: { host: string }, b: { host: string }): number => compareNames(a.host, b.host);
const sorted = (names: readonly string[]): string[] => [...names].sort(compareNames);

function normalise(input: Input): Inventory {
	const withServer = new Set(input.mfaServers.map((s) => fold(s.host)));
	return {
		format: INVENTORY_FORMAT,
		estate: input.estate,
		hosts: withImpliedHosts(input).sort(byName),
		mfaServers: input.mfaServers.map(normaliseServer).sort(byHost),
		userPortals: input.userPortals
			.map(
				(portal): UserPortal => ({
					...portal,
					physicalPath: portal.physicalPath ?? `C:\\inetpub\\wwwroot\\${portal.virtualDirectory.replaceAll("/", "\\")}`,
					useWebServiceSdk: portal.useWebServiceSdk ?? !withServer.has(fold(portal.host)),
					customThemes: sorted(portal.customThemes),
					pools: sorted(portal.pools),
				}),
			)
			.sort(byHost),
		mobileAppWebServices: input.mobileAppWebServices.map((m) => ({ ...m, pools: sorted(m.pools) })).sort(byHost),
		adfsFarms: input.adfsFarms
			.map((farm) => ({
				...farm,
				otherProviders: sorted(farm.otherProviders),
				nodes: farm.nodes.map((node) => ({ ...node, pools: sorted(node.pools) })).sort(byHost),
			}))
			.sort(byName),
		pools: [...input.pools].sort(byName),
		clientSystems: input.clientSystems.map((c) => ({ ...c, targets: sorted(c.targets) })).sort(byName),
	};
}

function normaliseServer({ webServiceSdk, ...server }: Input["mfaServers"][number]): MfaServer {
	const facts = { ...server, pools: sorted(server.pools), authFeatures: [...new Set(server.authFeatures)].sort() };
	return webServiceSdk ? { ...facts, webServiceSdk: { ...webServiceSdk, version: webServiceSdk.version ?? server.version } } : facts;
}

/** A host named elsewhere but not listed exists with every fact unknown. */
function withImpliedHosts(input: Input): Inventory["hosts"][number][] {
	const known = new Set(input.hosts.map((h) => fold(h.name)));
	const implied = namedHosts(input).filter((name) => {
		const isNew = !known.has(fold(name));
		known.add(fold(name));
		return isNew;
	});
	return [...input.hosts, ...implied.map((name) => hostSchema.parse({ name }))];
}
