/**
 * What the collector prints about one host, `lockstep.fragment/1`: some facts of the inventory and when they were
 * read. Every fact is optional, since a host tells only what it carries; `absent` says what was looked for and is
 * not there, `notes` what could not be read. Strict like the inventory: unknown keys are refused. `null` is absent.
 */
import { z } from "zod";
import { instant } from "../ids.ts";
import { err, ok, type Result } from "../result.ts";
import { adfsFarm, host, mfaServer, mobileAppWebService, userPortal, webServiceSdk } from "./document.ts";
import * as field from "./fields.ts";
import { dropNulls, type InputIssue, zodIssues } from "./parse-inventory.ts";

export const FRAGMENT_FORMAT = "lockstep.fragment/1";

/** A field of the document without its default: what was not read must not become a fact. */
const fact = <T extends z.ZodType>(schema: z.ZodDefault<T>) => schema.unwrap().optional();

const hostFacts = z.strictObject({
	os: fact(host.shape.os),
	dotnetRelease: host.shape.dotnetRelease,
	vcRedistX86: fact(host.shape.vcRedistX86),
	vcRedistX64: fact(host.shape.vcRedistX64),
	rebootPending: fact(host.shape.rebootPending),
	azureVm: fact(host.shape.azureVm),
	domainJoined: fact(host.shape.domainJoined),
});

const sdkFacts = z.strictObject({
	version: webServiceSdk.shape.version,
	virtualDirectory: fact(webServiceSdk.shape.virtualDirectory),
	url: webServiceSdk.shape.url,
});

const serverFacts = z.strictObject({
	product: fact(mfaServer.shape.product),
	version: fact(mfaServer.shape.version),
	role: fact(mfaServer.shape.role),
	replicationGroup: fact(mfaServer.shape.replicationGroup),
	installPath: fact(mfaServer.shape.installPath),
	authFeatures: fact(mfaServer.shape.authFeatures),
	webServiceSdk: sdkFacts.optional(),
	adSync: fact(mfaServer.shape.adSync),
	staticRpcPort: mfaServer.shape.staticRpcPort,
});

const portalFacts = z.strictObject({
	version: fact(userPortal.shape.version),
	virtualDirectory: fact(userPortal.shape.virtualDirectory),
	physicalPath: userPortal.shape.physicalPath,
	useWebServiceSdk: userPortal.shape.useWebServiceSdk,
	sdkUrl: userPortal.shape.sdkUrl,
});

const mobileAppFacts = z.strictObject({
	version: fact(mobileAppWebService.shape.version),
	virtualDirectory: fact(mobileAppWebService.shape.virtualDirectory),
	sdkUrl: mobileAppWebService.shape.sdkUrl,
});

const farmFacts = z.strictObject({
	configStore: fact(adfsFarm.shape.configStore),
	adapterVersion: fact(adfsFarm.shape.adapterVersion),
	adapterName: fact(adfsFarm.shape.adapterName),
	sdkUrl: adfsFarm.shape.sdkUrl,
	otherProviders: fact(adfsFarm.shape.otherProviders),
	rulesReferenceProvider: fact(adfsFarm.shape.rulesReferenceProvider),
	serviceName: adfsFarm.shape.serviceName,
});

const fragmentParts = ["mfaServer", "webServiceSdk", "userPortal", "mobileAppWebService", "adfs"] as const;

export const fragment = z.strictObject({
	format: z.literal(FRAGMENT_FORMAT, { error: `Must be "${FRAGMENT_FORMAT}"` }),
	collectedAt: instant,
	/** Version of the script that printed it. */
	collector: field.text(40).optional(),
	/** The computer's own name; `fullName` with its domain. */
	host: field.hostName,
	fullName: field.hostName.optional(),
	hostFacts: hostFacts.optional(),
	mfaServer: serverFacts.optional(),
	userPortal: portalFacts.optional(),
	mobileAppWebService: mobileAppFacts.optional(),
	adfs: z.strictObject({ farm: farmFacts.optional(), node: z.strictObject({ widPrimary: z.boolean().optional() }).optional() }).optional(),
	absent: z.array(z.enum(fragmentParts)).max(fragmentParts.length).default([]),
	notes: z.array(field.text(1000)).max(100).default([]),
});
export type Fragment = z.infer<typeof fragment>;

/** Parses a fragment; every issue with its JSON path, at most 200. */
export function parseFragment(input: unknown): Result<Fragment, readonly InputIssue[]> {
	const parsed = fragment.safeParse(dropNulls(input), {
		error: (issue) => (issue.code === "invalid_type" && issue.input === undefined ? "Required" : undefined),
	});
	return parsed.success ? ok(parsed.data) : err(zodIssues(parsed.error).slice(0, 200));
}
