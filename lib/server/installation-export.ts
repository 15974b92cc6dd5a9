/**
 * Everything an installation knows, as one zip in open formats: for moving away, for auditors of the whole, and before a
 * wipe. Promises: every stream's exact bytes up to the heads that are signed for this export; both verifiers check each of
 * them. Holds no password, token, session or key, also not as a hash.
 */
import "server-only";
import { strToU8, zipSync } from "fflate";
import { canonicalText } from "@/lib/domain/canonical.ts";
import { accessEvents } from "./access-stream.ts";
import { verifiers } from "./audit-pack.ts";
import { newestHeads, type SignedHead } from "./checkpoints.ts";
import { database } from "./db.ts";
import { estateState } from "./estates.ts";
import { installation } from "./installation.ts";
import { allKeyLines } from "./key-rotation.ts";
import { markCopied, notesText } from "./outside-copies.ts";
import { listPeople } from "./people-admin.ts";
import { allLines } from "./read-events.ts";
import { sealNow, unsignedStreams } from "./sealing.ts";
import { listTokens } from "./tokens.ts";

type Stream = { readonly stream: string; readonly events: number; readonly head: string; readonly file: string };
export type InstallationExport = { readonly zip: Uint8Array; readonly fileName: string; readonly streams: number; readonly events: number };

const README = `Export of a Lockstep installation.

streams/       every event, one file a stream, exactly the bytes that were hashed
checkpoints.txt, keys.txt, rotations.txt   what was signed, and with which keys
inventories/   every estate as it stands, lockstep.inventory/1: can be imported again
people.json, tokens.json   names behind the ids; no passwords and no tokens
manifest.json  the list of streams with their length and last hash

To check a stream:  node verify.mjs streams/<file> --keys keys.txt --checkpoint checkpoints.txt --sealed
                    (python3 verify.py takes the same; the format is described in docs/audit-pack.md of the product)
To go on elsewhere with everything, sign-ins included, use "npm run admin -- backup" and "restore" instead.
`;

/** The streams' files by name, and the list of them. */
async function streamFiles(heads: readonly SignedHead[]): Promise<{ files: Record<string, Uint8Array>; streams: readonly Stream[] }> {
	const files: Record<string, Uint8Array> = {};
	const streams: Stream[] = [];
	for (const { stream, size } of heads.filter((head) => head.stream !== "")) {
		const lines = (await allLines(stream)).slice(0, size);
		const file = `streams/${stream.replace("/", "-")}.jsonl`;
		files[file] = strToU8(lines.map(({ line }) => `${line}\n`).join(""));
		streams.push({ stream, events: lines.length, head: lines.at(-1)?.hash ?? "", file });
	}
	return { files, streams };
}

async function inventoryFiles(): Promise<Record<string, Uint8Array>> {
	const files: Record<string, Uint8Array> = {};
	for (const { id } of await database().estate.findMany({ select: { id: true } })) {
		const state = await estateState(id);
		if (state) files[`inventories/${id}.json`] = strToU8(`${JSON.stringify(state.inventory, null, 2)}\n`);
	}
	return files;
}

/** Builds it, signing every stream for it. No access check: callers have asked. */
export async function exportInstallation(exportedAt: string = new Date().toISOString()): Promise<InstallationExport> {
	await sealNow(await unsignedStreams());
	const heads = await newestHeads();
	const { logId } = await installation();
	const { files, streams } = await streamFiles(heads);
	const rotations = (await accessEvents("signing-key-rotated")).map(({ data }) => data.note).join("\n");
	const texts: Record<string, string> = {
		"README.txt": README,
		"manifest.json": `${canonicalText({ format: "lockstep.export/1", log: logId, exportedAt, streams })}\n`,
		"checkpoints.txt": notesText(heads),
		"keys.txt": `${(await allKeyLines()).join("\n")}\n`,
		"people.json": `${JSON.stringify(await listPeople(), null, 2)}\n`,
		"tokens.json": `${JSON.stringify(await listTokens(), null, 2)}\n`,
		...(rotations !== "" && { "rotations.txt": rotations }),
	};
	const packed = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, strToU8(text)]));
	const zip = zipSync({ ...packed, ...verifiers(), ...files, ...(await inventoryFiles()) }, { mtime: new Date(exportedAt) });
	await markCopied("download", heads);
	const events = streams.reduce((sum, stream) => sum + stream.events, 0);
	return { zip, fileName: `lockstep-export-${exportedAt.slice(0, 10)}.zip`, streams: streams.length, events };
}
