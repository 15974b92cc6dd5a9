/**
 * The Merkle tree over one stream, kept between signatures so that a head costs what was added since.
 * Promises: leaves are hashed from the stored bytes; each must have the hash stored beside it and follow the one before.
 */
import "server-only";
import { hashBytes } from "@/lib/domain/chain.ts";
import { fromHex, toBase64 } from "@/lib/domain/proof/bytes.ts";
import { emptyTree, grow, rootOf, type Tree } from "@/lib/domain/proof/merkle.ts";
import type { Reader } from "./db.ts";
import { processWide } from "./process-wide.ts";
import { sha256 } from "./sha256.ts";
import { hashRaw } from "./signing-key.ts";
import { lineOf } from "./stream-state.ts";

/** `roots`: by size, of the latest sizes that were asked for or compared with a signature. */
type Kept = { readonly generation: string; readonly tree: Tree; readonly head: string; readonly roots: ReadonlyMap<number, string> };

const KEPT_TREES = 256;
const KEPT_ROOTS = 64;
const PAGE = 500;
const kept = processWide("stream-trees", () => new Map<string, Kept>());

/** The root of a tree, base64. */
export const root64 = (tree: Tree): string => toBase64(rootOf(tree, hashRaw));

/** A stream cannot be signed: what is stored does not fit together, or not to what was signed before. */
export class CannotSign extends Error {
	override readonly name = "CannotSign";
}

function extend(before: Kept, rows: readonly { sequence: number; previous: string; hash: string; bytes: Uint8Array }[]): Kept {
	let { tree, head } = before;
	for (const row of rows) {
		const hash = hashBytes(lineOf(row.bytes), sha256);
		if (row.sequence !== tree.size + 1 || hash !== row.hash || (tree.size > 0 && row.previous !== head))
			throw new CannotSign(`event ${row.sequence} does not follow event ${tree.size} as it was written`);
		tree = grow(tree, fromHex(hash), hashRaw);
		head = hash;
	}
	return { ...before, tree, head };
}

/**
 * The tree over everything stored of `stream`. `signed`: what was signed before; the tree must have that root at that
 * size. The past is read once a process.
 */
export async function streamTree(
	reader: Reader,
	stream: string,
	generation: string,
	signed: { readonly size: number; readonly root: string } | undefined,
): Promise<Tree> {
	const found = kept.get(stream);
	const known = found?.generation === generation ? found : undefined;
	const isUsable = known && (signed === undefined || signed.size >= known.tree.size || known.roots.has(signed.size));
	let now: Kept = isUsable ? known : { generation, tree: emptyTree, head: "", roots: new Map() };
	const assertSigned = () => {
		if (signed === undefined) return;
		if (now.tree.size === signed.size) now = withRoot(now);
		const root = now.roots.get(signed.size);
		if (root !== undefined && root !== signed.root) throw new CannotSign(`its first ${signed.size} events are not those that were signed`);
	};
	assertSigned();
	for (;;) {
		const stop = signed !== undefined && now.tree.size < signed.size ? Math.min(PAGE, signed.size - now.tree.size) : PAGE;
		const rows = await reader.event.findMany({
			where: { stream, sequence: { gt: now.tree.size } },
			orderBy: { sequence: "asc" },
			take: stop,
			select: { sequence: true, previous: true, hash: true, bytes: true },
		});
		now = extend(now, rows);
		assertSigned();
		if (rows.length < stop) break;
	}
	if (signed !== undefined && now.tree.size < signed.size)
		throw new CannotSign(`it has ${now.tree.size} events, and ${signed.size} were signed`);
	keep(stream, withRoot(now));
	return now.tree;
}

function withRoot(now: Kept): Kept {
	if (now.roots.has(now.tree.size)) return now;
	const roots = [...now.roots, [now.tree.size, root64(now.tree)] as const].slice(-KEPT_ROOTS);
	return { ...now, roots: new Map(roots) };
}

function keep(stream: string, tree: Kept): void {
	kept.delete(stream);
	kept.set(stream, tree);
	const oldest = kept.keys().next();
	if (kept.size > KEPT_TREES && !oldest.done) kept.delete(oldest.value);
}
