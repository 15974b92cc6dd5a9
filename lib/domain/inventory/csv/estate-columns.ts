/** CSV columns of the estate itself, AD FS, pools and client systems (domain 4.1, 4.7, 4.8). */
import { adfsFarm, clientSystem, estateFacts, pool } from "../document.ts";
import { type CsvColumn, choice, list, poolsColumn, text, tri, version, yesNo } from "./column.ts";

export const estateColumns: readonly CsvColumn[] = [
	{ header: "name", field: "name", kind: text, required: true, help: "Name of the estate, up to 80 characters", aliases: ["estate"] },
	{ header: "timeZone", field: "timeZone", kind: text, help: "IANA time zone such as Europe/Berlin. Blank: UTC" },
	{
		header: "usersCount",
		field: "usersCount",
		kind: { is: "whole", grouped: true },
		help: "Number of users. Blank: not known",
		aliases: ["users"],
	},
	{ header: "installerShare", field: "installerShare", kind: text, help: "Where installers lie, like \\\\files\\mfa. Blank: not known" },
	{ header: "backupShare", field: "backupShare", kind: text, help: "Where backups go, like \\\\files\\backup. Blank: not known" },
	{ header: "usesTags", field: "usesTags", kind: tri, help: "Whether the Tags feature is used: yes, no, unknown. Blank: unknown" },
	{
		header: "federatedIdpMfaBehavior",
		field: "federatedIdpMfaBehavior",
		kind: choice(estateFacts.shape.federatedIdpMfaBehavior.unwrap().options),
		help: `The federated domain's setting: ${estateFacts.shape.federatedIdpMfaBehavior.unwrap().options.join(", ")}. Blank: unknown`,
	},
];

export const adfsFarmColumns: readonly CsvColumn[] = [
	{ header: "name", field: "name", kind: text, required: true, help: "Name of the farm, without a slash", aliases: ["farm"] },
	{
		header: "configStore",
		field: "configStore",
		kind: choice(adfsFarm.shape.configStore.unwrap().options),
		help: "Where the farm keeps its configuration: wid, sql, unknown. Blank: unknown",
	},
	{ header: "adapterVersion", field: "adapterVersion", kind: version, help: "Version of the MFA Server adapter. Blank: unknown" },
	{
		header: "adapterName",
		field: "adapterName",
		kind: text,
		help: "Adapter name as Get-AdfsAuthenticationProvider shows it. Blank: unknown",
	},
	{
		header: "sdkUrl",
		field: "sdkUrl",
		kind: text,
		help: "Web Service SDK the adapter calls, starting with https://. Blank: none or not known",
	},
	{
		header: "otherProviders",
		field: "otherProviders",
		kind: list,
		help: "Other additional authentication providers in the global policy, separated by ; or |. Blank: none",
	},
	{
		header: "rulesReferenceProvider",
		field: "rulesReferenceProvider",
		kind: tri,
		help: "Whether claim rules name the provider: yes, no, unknown. Blank: unknown",
	},
	{ header: "serviceName", field: "serviceName", kind: text, help: "Federation service name such as sts.contoso.com. Blank: not known" },
];

export const adfsNodeColumns: readonly CsvColumn[] = [
	{ header: "farm", field: "farm", kind: text, required: true, help: "Name of the farm the node belongs to" },
	{
		header: "host",
		field: "host",
		kind: text,
		required: true,
		help: "Name of the machine, short or fully qualified",
		aliases: ["node", "server"],
	},
	{
		header: "widPrimary",
		field: "widPrimary",
		kind: yesNo,
		help: "Whether it is the farm's WID primary: yes or no. Blank: no",
		aliases: ["primary"],
	},
	poolsColumn,
	{ header: "batch", field: "batch", kind: choice(["A", "B"]), help: "Half of the farm it is worked on with: A or B. Blank: computed" },
];

export const poolColumns: readonly CsvColumn[] = [
	{ header: "name", field: "name", kind: text, required: true, help: "Name of the pool", aliases: ["pool"] },
	{
		header: "kind",
		field: "kind",
		kind: choice(pool.shape.kind.options),
		required: true,
		help: `What it balances: ${pool.shape.kind.options.join(", ")}`,
	},
	{ header: "sticky", field: "sticky", kind: tri, help: "Whether it keeps a session on one member: yes, no, unknown. Blank: unknown" },
	{ header: "minInService", field: "minInService", kind: { is: "whole" }, help: "Members that must stay in service. Blank: 1" },
	{ header: "drainMinutes", field: "drainMinutes", kind: { is: "whole" }, help: "Minutes that draining takes. Blank: 10" },
];

export const clientSystemColumns: readonly CsvColumn[] = [
	{
		header: "name",
		field: "name",
		kind: text,
		required: true,
		help: "Name of the system that asks for authentication",
		aliases: ["client", "client system"],
	},
	{
		header: "kind",
		field: "kind",
		kind: choice(clientSystem.shape.kind.options),
		required: true,
		help: `How it asks: ${clientSystem.shape.kind.options.join(", ")}`,
	},
	{ header: "targets", field: "targets", kind: list, help: "Hosts, pools or farms it is pointed at, separated by ; or |. Blank: none" },
	{ header: "owner", field: "owner", kind: text, help: "Who looks after it. Blank: not known" },
	{ header: "howToRepoint", field: "howToRepoint", kind: text, help: "How to point it elsewhere. Blank: not known" },
];
