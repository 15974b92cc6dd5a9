/**
 * Gets signed heads off this machine (reliability 5.6): a file in a directory that is meant to lie on another machine,
 * and a webhook. Promises: a copy counts only once the other side took it; a place that fails is tried again with the
 * next signature and never holds up work. Which head lies where is kept for the pages that say "sealed".
 */
import "server-only";
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { newestHeads, type SignedHead } from "./checkpoints.ts";
import { database } from "./db.ts";
import { env } from "./env.ts";
import { installation } from "./installation.ts";
import { log } from "./log.ts";
import { postOutside } from "./post-outside.ts";

export type Place = "directory" | "webhook" | "download";

/** Notes one after the other, an empty line between them. */
export const notesText = (heads: readonly SignedHead[]): string => heads.map(({ note }) => note).join("\n");

/** Remembers that these heads lie at `place`. */
export async function markCopied(place: Place, heads: readonly SignedHead[], at: string = new Date().toISOString()): Promise<void> {
	for (const { stream, size } of heads) {
		const facts = { size, at };
		await database().checkpointCopy.upsert({
			where: { stream_place: { stream, place } },
			create: { stream, place, ...facts },
			update: facts,
		});
	}
}

function toDirectory(directory: string, logId: string, text: string): void {
	const handle = openSync(join(directory, `checkpoints-${logId}.txt`), "a", 0o644);
	try {
		writeSync(handle, `${text}\n`);
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
}

/** Newest heads that do not lie at `place` yet. */
async function missingAt(place: Place): Promise<readonly SignedHead[]> {
	const copies = await database().checkpointCopy.findMany({ where: { place } });
	const there = new Map(copies.map(({ stream, size }) => [stream, size]));
	return (await newestHeads()).filter(({ stream, size }) => (there.get(stream) ?? 0) !== size);
}

async function deliver(place: Place, send: (text: string) => unknown): Promise<void> {
	try {
		const heads = await missingAt(place);
		if (heads.length === 0) return;
		await send(notesText(heads));
		await markCopied(place, heads);
	} catch (error) {
		log.warn("Checkpoints could not be copied off this machine; tried again with the next one", { place }, error);
	}
}

/** Sends what is missing to every configured place. */
export async function sendCopies(): Promise<void> {
	const { checkpointDirectory, checkpointWebhook } = env();
	if (checkpointDirectory === undefined && checkpointWebhook === undefined) return;
	const { logId } = await installation();
	if (checkpointDirectory !== undefined) await deliver("directory", (text) => toDirectory(checkpointDirectory, logId, text));
	if (checkpointWebhook !== undefined) await deliver("webhook", (text) => postOutside(checkpointWebhook, text));
}
