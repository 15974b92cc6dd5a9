/**
 * Signs the heads of streams, and the head of the log of all these heads (contracts section 5, reliability 5.5).
 * Promises: never two roots for one origin and size, and never a head that does not extend what was signed before, also
 * after an older database was put in place and with several processes: everything is judged inside one write
 * transaction, against the table and against the signer's own memory outside the database, by one signer at a time.
 * Refuses: a stream that shrank or changed under a signature. It is stopped, with an alarm, until a restore is recorded.
 */
import "server-only";
import { fromBase64, utf8 } from "@/lib/domain/proof/bytes.ts";
import { emptyTree, grow, leafHash, type Tree } from "@/lib/domain/proof/merkle.ts";
import { checkpointText } from "@/lib/domain/proof/note.ts";
import { database, type Reader, type Tx, transaction } from "./db.ts";
import { forgetGrowth } from "./growth.ts";
import { type Installation, installation } from "./installation.ts";
import { aloneSigning } from "./signer-lock.ts";
import { branch, remember, rememberedSize, type SignedSize } from "./signer-memory.ts";
import { hashRaw, keyName, signNote } from "./signing-key.ts";
import { judgeAnew, stopStream, whyStopped } from "./stream-state.ts";
import { CannotSign, root64, streamTree } from "./stream-tree.ts";

/** A signed head. `stream` is empty for the log of all heads; `root`: base64; `note`: the whole signed note. */
export type SignedHead = {
	readonly origin: string;
	readonly stream: string;
	readonly size: number;
	readonly root: string;
	readonly note: string;
	readonly at: string;
};

/** The name under which a stream's heads are signed; heads after a recorded restore carry its number. */
export const originOf = (logId: string, stream: string): string =>
	[keyName(logId), ...(stream === "" ? [] : [stream]), ...(branch() > 1 ? [`restored-${branch()}`] : [])].join("/");

const columns = { origin: true, stream: true, size: true, root: true, note: true, at: true } as const;

/** The newest signed head of each stream asked for, of the present branch; without a list: of every stream ever signed. */
export async function newestHeads(streams?: readonly string[], reader: Reader = database()): Promise<readonly SignedHead[]> {
	const { logId } = await installation(reader);
	const names = streams ?? (await reader.checkpoint.groupBy({ by: ["stream"] })).map(({ stream }) => stream);
	const heads = await Promise.all(
		names.map((stream) =>
			reader.checkpoint.findFirst({ where: { origin: originOf(logId, stream) }, orderBy: { size: "desc" }, select: columns }),
		),
	);
	return heads.filter((head) => head !== null);
}

async function signedBefore(tx: Reader, origin: string): Promise<SignedSize | undefined> {
	const row = await tx.checkpoint.findFirst({ where: { origin }, orderBy: { size: "desc" }, select: { size: true, root: true } });
	const remembered = rememberedSize(origin);
	if (row === null || (remembered !== undefined && remembered.size > row.size)) return remembered;
	if (remembered?.size === row.size && remembered.root !== row.root) throw new CannotSign(`two roots were signed for ${row.size} events`);
	return row;
}

/**
 * Signs the present head of each stream that grew since its last signature, and then the log of heads. Returns what is
 * newly signed; streams that cannot be signed are stopped and left out.
 */
export async function signHeads(streams: Iterable<string>, at: string = new Date().toISOString()): Promise<readonly SignedHead[]> {
	judgeAnew((await installation()).generation);
	const wanted = [...new Set(streams)].filter((stream) => whyStopped(stream) === undefined).sort();
	if (wanted.length === 0) return [];
	await warm(wanted);
	const signed = await aloneSigning(() => signAndRemember(wanted, at));
	for (const { stream } of signed) forgetGrowth(stream);
	return signed;
}

/** Judges against the table and the memory, and writes both; only under the signer's lock. */
async function signAndRemember(wanted: readonly string[], at: string): Promise<readonly SignedHead[]> {
	const signed = await transaction(async (tx) => {
		const self = await installation(tx);
		const heads: SignedHead[] = [];
		for (const stream of wanted) {
			const head = await judged(stream, () => nextHead(tx, stream, self, at));
			if (head) heads.push(head);
		}
		const log = heads.length === 0 ? undefined : await judged("", () => headOfHeads(tx, heads, self, at));
		if (log === undefined) return []; // what the log of heads cannot hold is not signed either
		const all = [...heads, log];
		const last = (await tx.checkpoint.aggregate({ _max: { number: true } }))._max.number ?? 0;
		await tx.checkpoint.createMany({ data: all.map((head, i) => ({ number: last + i + 1, ...head })) });
		return all;
	});
	if (signed.length > 0) remember(signed);
	return signed;
}

/** What is read without the write lock need not be read under it. */
async function warm(streams: readonly string[]): Promise<void> {
	const self = await installation();
	for (const stream of streams)
		await judged(stream, async () =>
			streamTree(database(), stream, self.generation, await signedBefore(database(), originOf(self.logId, stream))),
		);
}

/** Why nothing more may be written after a restore that nobody recorded. */
const EVERYTHING = "*";

async function judged<T>(stream: string, work: () => Promise<T>): Promise<T | undefined> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof CannotSign)) throw error;
		stopStream(
			stream === "" ? EVERYTHING : stream,
			`${error.message}. If a backup was put in place, record it: npm run admin -- record-restore`,
		);
		return undefined;
	}
}

async function nextHead(tx: Tx, stream: string, { logId, generation }: Installation, at: string): Promise<SignedHead | undefined> {
	const origin = originOf(logId, stream);
	const before = await signedBefore(tx, origin);
	const tree = await streamTree(tx, stream, generation, before);
	if (tree.size === 0 || tree.size === before?.size) return undefined;
	return signedHead(origin, stream, tree, logId, at);
}

function signedHead(origin: string, stream: string, tree: Tree, logId: string, at: string): SignedHead {
	const root = root64(tree);
	const note = signNote(checkpointText({ origin, size: tree.size, root: fromBase64(root) ?? new Uint8Array(0) }), logId);
	return { origin, stream, size: tree.size, root, note, at };
}

/** The signed text of a head: the leaf of the log of heads. */
export const headText = ({ origin, size, root }: Pick<SignedHead, "origin" | "size" | "root">): string => `${origin}\n${size}\n${root}\n`;

const headLeaf = (head: Pick<SignedHead, "origin" | "size" | "root">): Uint8Array => leafHash(utf8(headText(head)), hashRaw);

/** Leaf hashes of the log of heads, in order. */
export async function headLeaves(reader: Reader): Promise<Uint8Array[]> {
	const rows = await reader.checkpoint.findMany({
		where: { stream: { not: "" } },
		orderBy: { number: "asc" },
		select: { origin: true, size: true, root: true },
	});
	return rows.map(headLeaf);
}

async function headOfHeads(tx: Tx, added: readonly SignedHead[], { logId }: Installation, at: string): Promise<SignedHead> {
	const origin = originOf(logId, "");
	const before = await signedBefore(tx, origin);
	const leaves = [...(await headLeaves(tx)), ...added.map(headLeaf)];
	let tree = emptyTree;
	for (const leaf of leaves) {
		tree = grow(tree, leaf, hashRaw);
		if (tree.size === before?.size && root64(tree) !== before.root) throw new CannotSign("the log of heads is not the one that was signed");
	}
	if (before !== undefined && tree.size <= before.size)
		throw new CannotSign(`the log of heads has ${tree.size - added.length} entries, and ${before.size} were signed`);
	return signedHead(origin, "", tree, logId, at);
}

/** Stops what the signer's memory contradicts, without signing anything; for the start, before anybody writes. */
export async function checkAgainstSigned(): Promise<void> {
	const self = await installation();
	judgeAnew(self.generation);
	const streams = await database().checkpoint.groupBy({ by: ["stream"] });
	for (const { stream } of streams) if (stream !== "") await warm([stream]);
	await judged("", async () => {
		const before = await signedBefore(database(), originOf(self.logId, ""));
		const size = await database().checkpoint.count({ where: { stream: { not: "" } } });
		if (before !== undefined && size < before.size)
			throw new CannotSign(`the log of heads has ${size} entries, and ${before.size} were signed`);
	});
}
