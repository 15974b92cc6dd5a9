/** The copy every backup step makes, and what it must prove (domain 5, backup helper). */
import type { Host } from "../../inventory/document.ts";
import { hashOf, listWithHashes, literal, powershell, STAMP } from "../commands/powershell.ts";
import type { StepCommand } from "../plan-document.ts";
import { files, optional } from "../step.ts";

export const BACKUP_EVIDENCE = [files("The copied files: path, size, SHA-256, where the copy lies and who can read it")];

export const SECRET_BACKUP_EVIDENCE = [
	...BACKUP_EVIDENCE,
	optional("restrictedShare", "The copy lies where only its keepers can read it; it may hold a password", "boolean"),
];

export const PROVES_COPY = "Size is above zero, and the SHA-256 of the copy equals that of the source read again.";
export const NO_CONTENT = "Record path, size and hash only; the content never leaves your hands.";

/** Copies `source` (a file or a folder) to the share under a stamped name, and lists what arrived. */
export function copyCommand(host: Host, source: string, share: string, label: string): StepCommand {
	return powershell(
		host.name,
		`$source = ${literal(source)}`,
		STAMP,
		`$copy = Join-Path ${literal(share)} (${literal(`${host.name}_`)} + $stamp + ${literal(`_${label}`)})`,
		"Copy-Item -LiteralPath $source -Destination $copy -Recurse",
		listWithHashes(host.os, "$copy"),
	);
}

/** Reads the hash of one source file again, to compare with its copy. */
export const hashCommand = (host: Host, source: string): StepCommand => powershell(host.name, hashOf(host.os, literal(source)));
