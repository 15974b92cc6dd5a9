/**
 * One file out of a zip archive, for audit packs. Promises: counts real output bytes while it unpacks, checks the CRC.
 * Refuses: encrypted and split archives, other methods than stored and deflate, entries above `maxBytes`, a name twice.
 */
import { crc32, inflateRawSync } from "node:zlib";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const MAX_ENTRIES = 2_000;

type Entry = { readonly flags: number; readonly method: number; readonly crc: number; readonly size: number; readonly offset: number };

function endOfDirectory(zip: Buffer): number {
	for (let at = zip.length - 22; at >= 0 && at >= zip.length - 65_557; at--) if (zip.readUInt32LE(at) === END) return at;
	throw new Error("Not a zip archive");
}

function findEntry(zip: Buffer, name: string): Entry | undefined {
	const end = endOfDirectory(zip);
	const count = zip.readUInt16LE(end + 10);
	if (count > MAX_ENTRIES || zip.readUInt16LE(end + 4) !== 0)
		throw new Error("Not an archive of ours: too many files, or in several parts");
	let at = zip.readUInt32LE(end + 16);
	let found: Entry | undefined;
	for (let i = 0; i < count; i++) {
		if (zip.readUInt32LE(at) !== ENTRY) throw new Error("The archive's directory is damaged");
		const nameLength = zip.readUInt16LE(at + 28);
		if (zip.toString("utf8", at + 46, at + 46 + nameLength) === name) {
			if (found) throw new Error(`The archive holds ${name} twice`);
			found = {
				flags: zip.readUInt16LE(at + 8),
				method: zip.readUInt16LE(at + 10),
				crc: zip.readUInt32LE(at + 16),
				size: zip.readUInt32LE(at + 20),
				offset: zip.readUInt32LE(at + 42),
			};
		}
		at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
	}
	return found;
}

/** The content of `name`. Throws one sentence when it is not there or the archive is not sound. */
export function readZipEntry(zip: Buffer, name: string, maxBytes: number): Buffer {
	const entry = findEntry(zip, name);
	if (!entry) throw new Error(`The archive holds no ${name}`);
	if ((entry.flags & 1) !== 0) throw new Error("The archive is encrypted");
	if (zip.readUInt32LE(entry.offset) !== LOCAL) throw new Error("The archive is damaged");
	const from = entry.offset + 30 + zip.readUInt16LE(entry.offset + 26) + zip.readUInt16LE(entry.offset + 28);
	const packed = zip.subarray(from, from + entry.size);
	const content = entry.method === 0 ? packed : entry.method === 8 ? inflateRawSync(packed, { maxOutputLength: maxBytes }) : undefined;
	if (content === undefined) throw new Error(`The archive packs ${name} in an unknown way`);
	if (content.length > maxBytes) throw new Error(`${name} is larger than ${maxBytes} bytes`);
	if (crc32(content) !== entry.crc) throw new Error(`The archive is damaged: ${name} does not have its checksum`);
	return content;
}
