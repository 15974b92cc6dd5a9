import { createHash, createPrivateKey, createPublicKey, verify as nodeVerify, sign } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { fromBase64, fromHex, type Hash, toBase64, toHex, utf8 } from "./bytes.ts";
import { emptyTree, grow, inclusionProof, leafHash, nodeHash, rootFromProof, rootOf, treeOf } from "./merkle.ts";
import {
	checkpointText,
	keyId,
	keyLine,
	type NoteKey,
	openNote,
	parseCheckpoint,
	parseKeyLine,
	parseNote,
	signatureLine,
	type Verify,
} from "./note.ts";

const hash: Hash = (bytes) => new Uint8Array(createHash("sha256").update(bytes).digest());
const spki = (key: Uint8Array) => Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), key]);
const verify: Verify = (key, message, signature) =>
	nodeVerify(null, message, createPublicKey({ key: spki(key), format: "der", type: "spki" }), signature);

const entries = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"].map(fromHex);
const leaves = entries.map((entry) => leafHash(entry, hash));
const roots = [
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
	"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
	"aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
	"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
	"4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
	"76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
	"ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
	"5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

it("[CHK1] roots of 0 to 8 leaves are those of the RFC 6962 test vectors", () => {
	for (const [size, root] of roots.entries()) expect(toHex(rootOf(treeOf(leaves.slice(0, size), hash), hash))).toBe(root);
});

it("[CHK1] the audit paths of the RFC 6962 test vectors", () => {
	expect(inclusionProof(leaves, 0, hash).map(toHex)).toEqual([
		"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
		"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
		"6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
	]);
	expect(inclusionProof(leaves.slice(0, 3), 2, hash).map(toHex)).toEqual([
		"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
	]);
});

it("[CHK2] growing leaf by leaf gives the root of the definition, at any size", () => {
	const defined = (list: readonly Uint8Array[]): Uint8Array => {
		if (list.length === 0) return hash(new Uint8Array(0));
		if (list.length === 1) return list[0] ?? new Uint8Array(0);
		let k = 1;
		while (k * 2 < list.length) k *= 2;
		return nodeHash(defined(list.slice(0, k)), defined(list.slice(k)), hash);
	};
	let tree = emptyTree;
	const all: Uint8Array[] = [];
	for (let i = 0; i < 200; i++) {
		all.push(leafHash(utf8(String(i)), hash));
		tree = grow(tree, all[i] ?? new Uint8Array(0), hash);
		expect(toHex(rootOf(tree, hash))).toBe(toHex(defined(all)));
	}
});

it("[CHK3] every leaf proves its place, and no other place, leaf or path does", () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), fc.nat(), (size, at, other) => {
			const list = Array.from({ length: size }, (_, i) => leafHash(utf8(`${i}`), hash));
			const root = toHex(rootOf(treeOf(list, hash), hash));
			const index = at % size;
			const path = inclusionProof(list, index, hash);
			const given = (leaf: number, place: number, way = path) => {
				const found = rootFromProof(list[leaf] ?? new Uint8Array(32), place, size, way, hash);
				return found && toHex(found);
			};
			expect(given(index, index)).toBe(root);
			const wrong = other % size;
			if (wrong !== index) {
				expect(given(wrong, index)).not.toBe(root);
				expect(given(index, wrong)).not.toBe(root);
			}
			expect(given(index, index, [...path, leaves[0] ?? new Uint8Array(32)])).toBeUndefined();
		}),
	);
});

it("[CHK4] base64 and hex come back as they were, and other spellings are refused", () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
			expect(fromBase64(toBase64(bytes))).toEqual(bytes);
			expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
			expect(fromHex(toHex(bytes))).toEqual(bytes);
		}),
	);
	fc.assert(
		fc.property(fc.string({ unit: "grapheme" }), (text) => {
			expect(Buffer.from(utf8(text)).toString("utf8")).toBe(text);
		}),
	);
	for (const text of ["QQ", "QQ=", "QR==", "Q===", "====", "QUJ_", "QQ==QQ=="]) expect(fromBase64(text)).toBeUndefined();
});

const secret = createPrivateKey({
	key: Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), Buffer.alloc(32, 7)]),
	format: "der",
	type: "pkcs8",
});
const publicKey = new Uint8Array(createPublicKey(secret).export({ format: "der", type: "spki" }).subarray(-32));
const key: NoteKey = { name: "lockstep/log-1", publicKey };
const text = checkpointText({ origin: "lockstep/log-1/plan/p1", size: 3, root: fromHex(roots[3] ?? "") });
const noted = (body = text, by = key) => `${body}\n${signatureLine(by, new Uint8Array(sign(null, utf8(body), secret)), hash)}`;

it("[CHK5] the published example of a key in C2SP's own words has the id its signature carries", () => {
	// The example note of c2sp.org/signed-note as golang.org/x/mod/sumdb/note documents it.
	const line = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
	const peter = parseKeyLine(line, hash);
	expect(peter && keyLine(peter, hash)).toBe(line);
	const note =
		"If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
		"\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
	expect(peter && openNote(note, [peter], { hash, verify })?.signers).toEqual([peter]);
});

it("[CHK5] a signed note opens with the key it was signed by", () => {
	expect(openNote(noted(), [key], { hash, verify })).toEqual({ text, signers: [key] });
	expect(parseKeyLine(keyLine(key, hash), hash)).toEqual(key);
	expect(keyId(key, hash)).toMatch(/^[0-9a-f]{8}$/);
});

it("[CHK6] a note by a key that was not given, or altered in any byte of its text, does not open", () => {
	const stranger = { ...key, publicKey: new Uint8Array(32).fill(9) };
	expect(openNote(noted(), [stranger], { hash, verify })).toBeUndefined();
	expect(openNote(noted(), [], { hash, verify })).toBeUndefined();
	const note = noted();
	for (let at = 0; at < text.length; at++) {
		const altered = note.slice(0, at) + String.fromCharCode(note.charCodeAt(at) ^ 1) + note.slice(at + 1);
		expect(openNote(altered, [key], { hash, verify })).toBeUndefined();
	}
});

it("[CHK6] an unknown signature beside ours is ignored, a false one in our name spoils the note", () => {
	const other = { name: "witness.example", publicKey };
	const line = (by: NoteKey, signed: string) => signatureLine(by, new Uint8Array(sign(null, utf8(signed), secret)), hash);
	expect(openNote(noted() + line(other, "something else"), [key], { hash, verify })?.signers).toEqual([key]);
	expect(openNote(noted() + line(key, "something else"), [key], { hash, verify })).toBeUndefined();
});

it("[CHK7] a checkpoint has three exact lines, and nothing else is one", () => {
	expect(parseCheckpoint(text)).toEqual({ origin: "lockstep/log-1/plan/p1", size: 3, root: fromHex(roots[3] ?? "") });
	const root = toBase64(fromHex(roots[3] ?? ""));
	for (const wrong of [`o\n03\n${root}\n`, `o\n3\n${root}`, `\n3\n${root}\n`, `o\n3\nQUJD\n`, `o\n3\n${root}\nmore\n`, `o\n-3\n${root}\n`])
		expect(parseCheckpoint(wrong)).toBeUndefined();
	for (const wrong of [text, `${text}\n`, `${text}\n- a b\n`, `${text}\n\u2014 a+b QUJDRA==\n`, noted().replace("3", "\t3")])
		expect(parseNote(wrong)).toBeUndefined();
});
