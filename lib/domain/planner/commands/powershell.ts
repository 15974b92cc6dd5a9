/**
 * Pieces of rendered commands. Promises: every path and name stands as a literal that cannot break out of its
 * quotes, folders are joined and never concatenated, and nothing is printed that the host's own PowerShell lacks.
 */
import type { HostOs } from "../../inventory/document.ts";
import type { StepCommand } from "../plan-document.ts";

/** A PowerShell literal. Curly single quotes end a literal too, so they are doubled as well. */
export const literal = (text: string): string => `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, "$&$&")}'`;

/** Joins Windows path parts, whether or not the folder ends with a backslash. */
export const joinPath = (folder: string, ...parts: readonly string[]): string => [folder.replace(/(?<!\\)\\+$/, ""), ...parts].join("\\");

/** How another machine reaches a local folder: `D:\MFA` on MFA01 is `\\MFA01\D$\MFA`. */
export const networkPath = (host: string, path: string): string =>
	path.replace(/^([A-Za-z]):\\?/, (_, drive) => `\\\\${host}\\${drive}$\\`);

/** A name that may stand in a file name. */
export const fileSafe = (text: string): string => text.replace(/[\\/:*?"<>|\s]/g, "_");

/** Windows PowerShell that comes with the host; unknown hosts get what works everywhere. */
const shippedPowerShell: Readonly<Record<HostOs, number>> = {
	"2008": 2,
	"2008R2": 2,
	"2012": 3,
	"2012R2": 4,
	"2016": 5,
	"2019": 5,
	"2022": 5,
	"2025": 5,
	other: 2,
	unknown: 2,
};

/** `Get-FileHash` and `Test-NetConnection` came with 2012 R2 (PowerShell 4). */
export const hasModernCmdlets = (os: HostOs): boolean => shippedPowerShell[os] >= 4;

export const powershell = (runOn: string, ...lines: readonly string[]): StepCommand => ({
	runOn,
	shell: "powershell",
	text: lines.join("\n"),
});

/** Prints path, size and SHA-256 of every file under `$variable`. */
export function listWithHashes(os: HostOs, variable: string): string {
	return hasModernCmdlets(os)
		? `Get-ChildItem -LiteralPath ${variable} -File -Recurse | Select-Object FullName, Length, @{ n = 'Sha256'; e = { (Get-FileHash -LiteralPath $_.FullName -Algorithm SHA256).Hash } } | Format-List`
		: `Get-ChildItem -LiteralPath ${variable} -Recurse | Where-Object { -not $_.PSIsContainer } | ForEach-Object { 'FullName : ' + $_.FullName; 'Length : ' + $_.Length; certutil -hashfile $_.FullName SHA256 }`;
}

/** SHA-256 of one file. */
export const hashOf = (os: HostOs, path: string): string =>
	hasModernCmdlets(os) ? `Get-FileHash -LiteralPath ${path} -Algorithm SHA256 | Format-List` : `certutil -hashfile ${path} SHA256`;

/** Tells whether a TCP connection opens. */
export const canConnect = (os: HostOs, host: string, port: number): string =>
	hasModernCmdlets(os)
		? `Test-NetConnection ${host} -Port ${port} | Select-Object ComputerName, TcpTestSucceeded`
		: `$c = New-Object Net.Sockets.TcpClient; $c.Connect(${literal(host)}, ${port}); '${host} ' + $c.Connected; $c.Close()`;

/** The time stamp is taken when the command runs, never when the plan was made. */
export const STAMP = "$stamp = (Get-Date).ToUniversalTime().ToString('yyyyMMddTHHmmssZ')";
