/**
 * Merkle trees as of RFC 6962 section 2.1 over leaf hashes (an event's own hash is its leaf hash).
 * Promises: `grow` costs the logarithm of the size, so a head can be signed at any moment; proofs are those of the RFC.
 */
import type { Hash } from "./bytes.ts";

/** A tree as the roots of its full subtrees, largest first: all that growing and the root need. */
export type Tree = { readonly size: number; readonly peaks: readonly Uint8Array[] };

export const emptyTree: Tree = { size: 0, peaks: [] };

/** SHA-256 of 0x01, left and right. */
export function nodeHash(left: Uint8Array, right: Uint8Array, hash: Hash): Uint8Array {
	const bytes = new Uint8Array(65);
	bytes[0] = 1;
	bytes.set(left, 1);
	bytes.set(right, 33);
	return hash(bytes);
}

/** SHA-256 of 0x00 and the entry. */
export function leafHash(entry: Uint8Array, hash: Hash): Uint8Array {
	const bytes = new Uint8Array(entry.length + 1);
	bytes.set(entry, 1);
	return hash(bytes);
}

/** The tree with one more leaf; the given one stays as it was. */
export function grow(tree: Tree, leaf: Uint8Array, hash: Hash): Tree {
	const peaks = [...tree.peaks];
	let node = leaf;
	for (let size = tree.size; size % 2 === 1; size = (size - 1) / 2) node = nodeHash(peaks.pop() ?? leaf, node, hash);
	peaks.push(node);
	return { size: tree.size + 1, peaks };
}

/** The root; of the empty tree the hash of nothing. */
export function rootOf(tree: Tree, hash: Hash): Uint8Array {
	const [last, ...others] = [...tree.peaks].reverse();
	return last === undefined ? hash(new Uint8Array(0)) : others.reduce((right, left) => nodeHash(left, right, hash), last);
}

export const treeOf = (leaves: readonly Uint8Array[], hash: Hash): Tree => leaves.reduce((tree, leaf) => grow(tree, leaf, hash), emptyTree);

/** Largest power of two below `n`, for n > 1. */
const split = (n: number): number => 2 ** Math.floor(Math.log2(n - 1));

/** Audit path of leaf `index` (from 0), from the leaf's sister upwards. */
export function inclusionProof(leaves: readonly Uint8Array[], index: number, hash: Hash): Uint8Array[] {
	if (leaves.length <= 1) return [];
	const k = split(leaves.length);
	return index < k
		? [...inclusionProof(leaves.slice(0, k), index, hash), rootOf(treeOf(leaves.slice(k), hash), hash)]
		: [...inclusionProof(leaves.slice(k), index - k, hash), rootOf(treeOf(leaves.slice(0, k), hash), hash)];
}

/** The root that `leaf` at `index` of `size` leaves gives with this path; undefined when the path has another length. */
export function rootFromProof(
	leaf: Uint8Array,
	index: number,
	size: number,
	path: readonly Uint8Array[],
	hash: Hash,
): Uint8Array | undefined {
	if (size <= 1) return size === 1 && index === 0 && path.length === 0 ? leaf : undefined;
	const sister = path.at(-1);
	if (sister === undefined) return undefined;
	const k = split(size);
	const left = index < k;
	const below = rootFromProof(leaf, left ? index : index - k, left ? k : size - k, path.slice(0, -1), hash);
	if (below === undefined) return undefined;
	return left ? nodeHash(below, sister, hash) : nodeHash(sister, below, hash);
}
