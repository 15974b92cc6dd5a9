/** From a finding to the place that mends it: the table, the component's form and the field to look at. Pure. */
import { type CsvType, csvColumns, csvLists } from "@/lib/domain/inventory/csv/columns.ts";
import type { Inventory } from "@/lib/domain/inventory/document.ts";
import { fold, sameName } from "@/lib/domain/names.ts";

type Place = { readonly of: CsvType; readonly open: string; readonly field?: string };

const typeOfList = Object.fromEntries(Object.entries(csvLists).map(([type, list]) => [list, type])) as Readonly<Record<string, CsvType>>;

/** The column a field of the document stands in: `pools[1]` in `pools`, `webServiceSdk.url` in itself. */
function columnField(type: CsvType, path: string): string | undefined {
	const plain = path.replace(/\[\d+\].*$/, "");
	return csvColumns[type].find(({ field }) => field === path || field === plain)?.field;
}

/** `adfsFarms[0].nodes[1].widPrimary`: the node, and its field. */
function placeOfPath(inventory: Inventory, path: string): Place | undefined {
	if (path === "estate" || path.startsWith("estate.")) return { of: "estate", open: "", ...fieldOf("estate", path.slice(7)) };
	const [, list = "", index = "", rest = ""] = /^(\w+)\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
	const of = typeOfList[list];
	const item = (inventory as unknown as Readonly<Record<string, readonly { name?: string; host?: string }[]>>)[list]?.[Number(index)];
	if (of === undefined || item === undefined) return undefined;
	const [, node = "", inNode = ""] = /^nodes\[(\d+)\]\.?(.*)$/.exec(rest) ?? [];
	const host = node === "" ? undefined : inventory.adfsFarms[Number(index)]?.nodes[Number(node)]?.host;
	if (host !== undefined) return { of: "adfs-nodes", open: `${item.name ?? ""}/${host}`, ...fieldOf("adfs-nodes", inNode) };
	return { of, open: item.host ?? item.name ?? "", ...fieldOf(of, rest) };
}

function fieldOf(type: CsvType, path: string): { readonly field?: string } {
	const field = path === "" ? undefined : columnField(type, path);
	return field === undefined ? {} : { field };
}

const typeOfSubject: Readonly<Record<string, CsvType>> = {
	host: "hosts",
	"mfa-server": "mfa-servers",
	"user-portal": "user-portals",
	"mobile-app": "mobile-app-web-services",
	"adfs-farm": "adfs-farms",
	"adfs-node": "adfs-nodes",
	pool: "pools",
	"client-system": "client-systems",
};

/** The field that a finding of the planner is about, by its code. */
const fieldOfCode: Readonly<Record<string, string>> = {
	"phonefactor-agent": "product",
	"version-too-old": "version",
	"version-unknown": "version",
	"component-version-unknown": "version",
	downgrade: "version",
	"role-unknown": "role",
	"portal-without-sdk": "useWebServiceSdk",
	"pool-minimum": "minInService",
	"pool-not-sticky": "sticky",
	"adapter-name-unknown": "adapterName",
	"adapter-renamed": "adapterName",
	"config-store-unknown": "configStore",
	"sdk-pinned": "sdkUrl",
	"old-installer-missing": "oldInstallerAvailable",
	"activation-risk": "activatedBeforeJuly2019",
	"runtime-unknown": "vcRedistX64",
	"reboot-pending": "rebootPending",
	"os-unsupported": "os",
	"tags-in-use": "usesTags",
	"default-theme-modified": "defaultThemeModified",
	"virtual-directory-non-default": "virtualDirectory",
};

function placeOfSubject(inventory: Inventory, subject: string, code: string): Place | undefined {
	const colon = subject.indexOf(":");
	const [kind, name] = colon < 0 ? [subject, ""] : [subject.slice(0, colon), subject.slice(colon + 1)];
	if (kind === "estate") return code in fieldOfCode ? { of: "estate", open: "", ...fieldOf("estate", fieldOfCode[code] ?? "") } : undefined;
	if (code === "wid-primary-unknown" || code === "wid-primary-in-batch-b") {
		const node = inventory.adfsFarms.find((farm) => sameName(farm.name, name))?.nodes[0];
		if (node) return { of: "adfs-nodes", open: `${name}/${node.host}`, field: code === "wid-primary-unknown" ? "widPrimary" : "batch" };
	}
	const of = typeOfSubject[kind];
	if (of === undefined) return undefined;
	const adapterVersion = of === "adfs-farms" && fieldOfCode[code] === "version" ? "adapterVersion" : fieldOfCode[code];
	return { of, open: name, ...fieldOf(of, adapterVersion ?? "") };
}

const query = (parts: Readonly<Record<string, string | undefined>>): string =>
	new URLSearchParams(
		Object.entries(parts).flatMap(([key, value]) => (value === undefined || value === "" ? [] : [[key, value]])),
	).toString();

/** What a finding needs to be mended: `path` where lint knows it, else its subject and code. */
export type Mendable = { readonly code: string; readonly subjects: readonly string[]; readonly path?: string | undefined };

/** Where a finding leads, and whether a fact there mends it or only shows what it is about. */
export type MendLink = { readonly href: string; readonly words: "Mend it" | "Read it again" | "Open it" };

/** The way to what mends a finding; undefined where it is about no component (the end of service). */
export function mendLink(estateId: string, inventory: Inventory, finding: Mendable): MendLink | undefined {
	const href = mendHref(estateId, inventory, finding);
	if (href === undefined) return undefined;
	if (finding.code === "facts-old") return { href, words: "Read it again" };
	const mends = finding.path !== undefined || finding.code in fieldOfCode || mendedByMembers.has(finding.code);
	return { href, words: mends ? "Mend it" : "Open it" };
}

/** Codes that facts of several components mend together. */
const mendedByMembers = new Set([
	"no-primary",
	"several-primaries",
	"adsync-several",
	"rpc-port-mismatch",
	"domain-join-mixed",
	"no-load-balancer",
	"clients-unknown",
	"wid-primary-unknown",
	"wid-primary-in-batch-b",
]);

function mendHref(estateId: string, inventory: Inventory, finding: Mendable): string | undefined {
	const base = `/estates/${encodeURIComponent(estateId)}`;
	if (finding.code === "facts-old") return `${base}/import`;
	const subject = finding.subjects[0] ?? "";
	if (finding.code === "pool-empty" || finding.code === "pool-single-member") {
		const kind = inventory.pools.find((pool) => fold(`pool:${pool.name}`) === fold(subject))?.kind;
		const members: CsvType =
			kind === "portal"
				? "user-portals"
				: kind === "adfs"
					? "adfs-nodes"
					: kind === "mobile-app"
						? "mobile-app-web-services"
						: "mfa-servers";
		return `${base}/components?${query({ of: members })}`;
	}
	if (subject.startsWith("replication-group:"))
		return `${base}/components?${query({ of: "mfa-servers", words: subject.slice("replication-group:".length) })}`;
	const place =
		(finding.path === undefined ? undefined : placeOfPath(inventory, finding.path)) ?? placeOfSubject(inventory, subject, finding.code);
	if (place === undefined) return undefined;
	return `${base}/components?${query({ of: place.of, open: place.of === "estate" ? "Estate" : place.open, field: place.field })}`;
}
