/** CSV columns of the machines: hosts, MFA Servers, user portals, mobile app web services (domain 4.2 to 4.6). */
import { authFeature, hostOs, host as hostSchema, mfaServer } from "../document.ts";
import { type CsvColumn, choice, list, poolsColumn, text, tri, version, yesNo } from "./column.ts";

const machineAliases = ["server", "hostname", "computer", "computer name", "machine"];
const hostReference: CsvColumn = {
	header: "host",
	field: "host",
	kind: text,
	required: true,
	help: "Name of the machine, short or fully qualified: MFA01 or mfa01.contoso.com",
	aliases: machineAliases,
};
const sdkUrl: CsvColumn = {
	header: "sdkUrl",
	field: "sdkUrl",
	kind: text,
	help: "Address of the Web Service SDK it calls, starting with https://. Blank: none or not known",
	aliases: ["web service sdk url"],
};
const componentVersion: CsvColumn = {
	header: "version",
	field: "version",
	kind: version,
	help: "Installed version with 2 to 4 parts, like 7.3.0.3. Blank: unknown",
	aliases: ["installed version", "build"],
};
const virtualDirectory = (fallback: string): CsvColumn => ({
	header: "virtualDirectory",
	field: "virtualDirectory",
	kind: text,
	help: `IIS virtual directory. Blank: ${fallback}`,
	aliases: ["vdir"],
});

export const hostColumns: readonly CsvColumn[] = [
	{ header: "name", field: "name", kind: text, required: true, help: hostReference.help, aliases: ["host", ...machineAliases] },
	{
		header: "os",
		field: "os",
		kind: choice(hostOs.options),
		help: `Windows Server release: ${hostOs.options.join(", ")}. Blank: unknown`,
		aliases: ["operating system", "windows version"],
	},
	{
		header: "dotnetRelease",
		field: "dotnetRelease",
		kind: { is: "whole", grouped: true },
		help: "The registry's Release number of .NET Framework 4, like 461808. Blank: unknown",
		aliases: [".NET release"],
	},
	{
		header: "vcRedistX86",
		field: "vcRedistX86",
		kind: version,
		help: "Visual C++ 2015 or later, 32 bit: a version, missing or unknown. Blank: unknown",
	},
	{
		header: "vcRedistX64",
		field: "vcRedistX64",
		kind: version,
		help: "Visual C++ 2015 or later, 64 bit: a version, missing or unknown. Blank: unknown",
	},
	{
		header: "rebootPending",
		field: "rebootPending",
		kind: tri,
		help: "Whether Windows waits for a restart: yes, no, unknown. Blank: unknown",
	},
	{ header: "azureVm", field: "azureVm", kind: yesNo, help: "Whether it is an Azure virtual machine: yes or no. Blank: no" },
	{ header: "zone", field: "zone", kind: choice(hostSchema.shape.zone.unwrap().options), help: "internal or perimeter. Blank: internal" },
	{
		header: "domainJoined",
		field: "domainJoined",
		kind: tri,
		help: "Whether it is a member of a domain: yes, no, unknown. Blank: unknown",
	},
];

export const mfaServerColumns: readonly CsvColumn[] = [
	hostReference,
	{
		header: "product",
		field: "product",
		kind: choice(mfaServer.shape.product.unwrap().options),
		help: "mfa-server or phonefactor-agent. Blank: mfa-server",
	},
	componentVersion,
	{
		header: "role",
		field: "role",
		kind: choice(mfaServer.shape.role.unwrap().options),
		help: "primary, subordinate or unknown; each replication group has one primary. Blank: unknown",
	},
	{
		header: "replicationGroup",
		field: "replicationGroup",
		kind: text,
		help: "Name of its replication group. Blank: default",
		aliases: ["group"],
	},
	{
		header: "installPath",
		field: "installPath",
		kind: text,
		help: "Install folder as the registry has it. Blank: the default folder",
		aliases: ["install folder"],
	},
	poolsColumn,
	{
		header: "authFeatures",
		field: "authFeatures",
		kind: { is: "list", options: authFeature.options },
		help: `What it authenticates: ${authFeature.options.join(", ")}, separated by ; or |. Blank: none`,
	},
	{
		header: "sdkVersion",
		field: "webServiceSdk.version",
		kind: version,
		help: "Version of its Web Service SDK. Blank in all three sdk columns: it has none",
	},
	{
		header: "sdkVirtualDirectory",
		field: "webServiceSdk.virtualDirectory",
		kind: text,
		help: "IIS virtual directory of its Web Service SDK. Blank: the default",
	},
	{
		header: "sdkUrl",
		field: "webServiceSdk.url",
		kind: text,
		help: "Address at which others reach its Web Service SDK, starting with https://",
	},
	{ header: "adSync", field: "adSync", kind: tri, help: "Whether the AD sync service runs here: yes, no, unknown. Blank: unknown" },
	{
		header: "staticRpcPort",
		field: "staticRpcPort",
		kind: { is: "whole" },
		help: "Static replication port from the registry, 1024 to 65535. Blank: none",
	},
	{
		header: "promotionCandidate",
		field: "promotionCandidate",
		kind: yesNo,
		help: "Whether this subordinate is to be promoted: yes or no. Blank: no",
	},
	{
		header: "oldInstallerAvailable",
		field: "oldInstallerAvailable",
		kind: tri,
		help: "Whether the installer of the present version is at hand: yes, no, unknown. Blank: unknown",
	},
	{
		header: "activatedBeforeJuly2019",
		field: "activatedBeforeJuly2019",
		kind: tri,
		help: "Whether it was activated before July 2019: yes, no, unknown. Blank: unknown",
	},
];

export const userPortalColumns: readonly CsvColumn[] = [
	hostReference,
	componentVersion,
	virtualDirectory("MultiFactorAuth"),
	{
		header: "physicalPath",
		field: "physicalPath",
		kind: text,
		help: "Folder on disk. Blank: C:\\inetpub\\wwwroot\\ and the virtual directory",
	},
	{
		header: "defaultThemeModified",
		field: "defaultThemeModified",
		kind: tri,
		help: "Whether the default theme was edited: yes, no, unknown. Blank: unknown",
	},
	{ header: "customThemes", field: "customThemes", kind: list, help: "Names of own themes, separated by ; or |. Blank: none" },
	{
		header: "useWebServiceSdk",
		field: "useWebServiceSdk",
		kind: yesNo,
		help: "USE_WEB_SERVICE_SDK of its web.config: yes or no. Blank: yes on a host of its own, no beside an MFA Server",
		aliases: ["USE_WEB_SERVICE_SDK"],
	},
	sdkUrl,
	poolsColumn,
];

export const mobileAppColumns: readonly CsvColumn[] = [
	hostReference,
	componentVersion,
	virtualDirectory("MultiFactorAuthMobileAppWebService"),
	{ header: "publicUrl", field: "publicUrl", kind: text, help: "Address that phones reach, starting with https://. Blank: not known" },
	sdkUrl,
	poolsColumn,
	{
		header: "keepAfterUpgrade",
		field: "keepAfterUpgrade",
		kind: yesNo,
		help: "Whether to keep it although 8.0 and later need none: yes or no. Blank: no",
	},
];
