/**
 * The inventory document `lockstep.inventory/1` (contracts section 1): the shape of every import, export,
 * seed file and plan input, after defaults. `parse-inventory.ts` reads outside input into it.
 * Every list is sorted by folded name, so equal estates give equal bytes.
 */
import { z } from "zod";
import * as field from "./fields.ts";

export const INVENTORY_FORMAT = "lockstep.inventory/1";

export const DEFAULT_INSTALL_PATH = "C:\\Program Files\\Multi-Factor Authentication Server";
export const DEFAULT_SDK_DIRECTORY = "MultiFactorAuthWebServiceSdk";
export const DEFAULT_PORTAL_DIRECTORY = "MultiFactorAuth";
export const DEFAULT_MOBILE_APP_DIRECTORY = "MultiFactorAuthMobileAppWebService";

export const hostOs = z.enum(["2008", "2008R2", "2012", "2012R2", "2016", "2019", "2022", "2025", "other", "unknown"]);
export type HostOs = z.infer<typeof hostOs>;

export const estateFacts = z.strictObject({
	name: field.name,
	timeZone: field.text(64).default("UTC"),
	usersCount: field.whole(0, 1_000_000_000).optional(),
	installerShare: field.absolutePath.optional(),
	backupShare: field.absolutePath.optional(),
	usesTags: field.triState.default("unknown"),
	federatedIdpMfaBehavior: z
		.enum(["acceptIfMfaDoneByFederatedIdp", "enforceMfaByFederatedIdp", "rejectMfaByFederatedIdp", "unknown"])
		.default("unknown"),
});
export type EstateFacts = z.infer<typeof estateFacts>;

export const host = z.strictObject({
	name: field.hostName,
	os: hostOs.default("unknown"),
	dotnetRelease: field.whole(0, 2_147_483_647).optional(),
	vcRedistX86: field.redistributable.default("unknown"),
	vcRedistX64: field.redistributable.default("unknown"),
	rebootPending: field.triState.default("unknown"),
	azureVm: z.boolean().default(false),
	zone: z.enum(["internal", "perimeter"]).default("internal"),
	domainJoined: field.triState.default("unknown"),
});
export type Host = z.infer<typeof host>;

export const authFeature = z.enum(["radius", "ldap", "iis", "windows", "adfs"]);

export const webServiceSdk = z.strictObject({
	/** Default: the version of its server. */
	version: field.versionOrUnknown.optional(),
	virtualDirectory: field.virtualDirectory.default(DEFAULT_SDK_DIRECTORY),
	url: field.httpsUrl.optional(),
});

const poolRefs = z.array(field.name).max(50).default([]);

export const mfaServer = z.strictObject({
	host: field.hostName,
	product: z.enum(["mfa-server", "phonefactor-agent"]).default("mfa-server"),
	version: field.versionOrUnknown.default("unknown"),
	role: z.enum(["primary", "subordinate", "unknown"]).default("unknown"),
	replicationGroup: field.name.default("default"),
	installPath: field.absolutePath.default(DEFAULT_INSTALL_PATH),
	pools: poolRefs,
	authFeatures: z.array(authFeature).max(5).default([]),
	webServiceSdk: webServiceSdk.optional(),
	adSync: field.triState.default("unknown"),
	staticRpcPort: field.whole(1024, 65_535).optional(),
	promotionCandidate: z.boolean().default(false),
	oldInstallerAvailable: field.triState.default("unknown"),
	activatedBeforeJuly2019: field.triState.default("unknown"),
});
export type MfaServer = Omit<z.infer<typeof mfaServer>, "webServiceSdk"> & {
	webServiceSdk?: { version: field.VersionOrUnknown; virtualDirectory: string; url?: string | undefined } | undefined;
};

export const userPortal = z.strictObject({
	host: field.hostName,
	version: field.versionOrUnknown.default("unknown"),
	virtualDirectory: field.virtualDirectory.default(DEFAULT_PORTAL_DIRECTORY),
	/** Default: `C:\inetpub\wwwroot\` and the virtual directory. */
	physicalPath: field.absolutePath.optional(),
	defaultThemeModified: field.triState.default("unknown"),
	customThemes: z.array(field.text(120)).max(100).default([]),
	/** Default: true on a host of its own, false beside an MFA Server. */
	useWebServiceSdk: z.boolean().optional(),
	sdkUrl: field.httpsUrl.optional(),
	pools: poolRefs,
});
export type UserPortal = z.infer<typeof userPortal> & { physicalPath: string; useWebServiceSdk: boolean };

export const mobileAppWebService = z.strictObject({
	host: field.hostName,
	version: field.versionOrUnknown.default("unknown"),
	virtualDirectory: field.virtualDirectory.default(DEFAULT_MOBILE_APP_DIRECTORY),
	publicUrl: field.httpsUrl.optional(),
	sdkUrl: field.httpsUrl.optional(),
	pools: poolRefs,
	keepAfterUpgrade: z.boolean().default(false),
});
export type MobileAppWebService = z.infer<typeof mobileAppWebService>;

export const adfsNode = z.strictObject({
	host: field.hostName,
	widPrimary: z.boolean().default(false),
	pools: poolRefs,
	batch: z.enum(["A", "B"]).optional(),
});
export type AdfsNode = z.infer<typeof adfsNode>;

export const adfsFarm = z.strictObject({
	name: field.name.refine((value) => !value.includes("/"), "A farm name holds no slash"),
	configStore: z.enum(["wid", "sql", "unknown"]).default("unknown"),
	adapterVersion: field.versionOrUnknown.default("unknown"),
	adapterName: field.text(200).default("unknown"),
	sdkUrl: field.httpsUrl.optional(),
	otherProviders: z.array(field.text(200)).max(100).default([]),
	rulesReferenceProvider: field.triState.default("unknown"),
	serviceName: field.hostName.optional(),
	nodes: z.array(adfsNode).min(1, "A farm has at least one node").max(200),
});
export type AdfsFarm = z.infer<typeof adfsFarm>;

export const pool = z.strictObject({
	name: field.name,
	kind: z.enum(["mfa", "portal", "mobile-app", "adfs", "sdk"]),
	sticky: field.triState.default("unknown"),
	minInService: field.whole(0, 10_000).default(1),
	drainMinutes: field.whole(0, 1440).default(10),
});
export type Pool = z.infer<typeof pool>;

export const clientSystem = z.strictObject({
	name: field.name,
	kind: z.enum(["radius", "ldap", "sdk", "adfs", "iis", "other"]),
	targets: z.array(field.name).max(500).default([]),
	owner: field.text(200).optional(),
	howToRepoint: field.text(2000).optional(),
});
export type ClientSystem = z.infer<typeof clientSystem>;

/** What outside input must look like, `null`s already dropped. */
export const inventoryInput = z.strictObject({
	format: z.literal(INVENTORY_FORMAT, { error: `Must be "${INVENTORY_FORMAT}"` }),
	estate: estateFacts,
	hosts: z.array(host).max(20_000).default([]),
	mfaServers: z.array(mfaServer).max(10_000).default([]),
	userPortals: z.array(userPortal).max(10_000).default([]),
	mobileAppWebServices: z.array(mobileAppWebService).max(10_000).default([]),
	adfsFarms: z.array(adfsFarm).max(5_000).default([]),
	pools: z.array(pool).max(10_000).default([]),
	clientSystems: z.array(clientSystem).max(10_000).default([]),
});

/** The normalised document: every default filled in, every named host listed, every list sorted. */
export type Inventory = {
	readonly format: typeof INVENTORY_FORMAT;
	readonly estate: EstateFacts;
	readonly hosts: readonly Host[];
	readonly mfaServers: readonly MfaServer[];
	readonly userPortals: readonly UserPortal[];
	readonly mobileAppWebServices: readonly MobileAppWebService[];
	readonly adfsFarms: readonly AdfsFarm[];
	readonly pools: readonly Pool[];
	readonly clientSystems: readonly ClientSystem[];
};
