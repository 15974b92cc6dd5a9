import { crc32, deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readZipEntry } from "./read-zip-entry.ts";

type File = {
	readonly name: string;
	readonly content: Buffer;
	readonly method?: 0 | 8 | 12;
	readonly flags?: number;
	readonly crc?: number;
};

/** A zip archive as any tool would write it, with the faults a test wants. */
function zipOf(files: readonly File[]): Buffer {
	const locals: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const { name, content, method = 8, flags = 0, crc = crc32(content) } of files) {
		const packed = method === 8 ? deflateRawSync(content) : content;
		const local = Buffer.alloc(30);
		local.writeUInt32LE(0x04034b50, 0);
		local.writeUInt16LE(name.length, 26);
		const entry = Buffer.alloc(46);
		entry.writeUInt32LE(0x02014b50, 0);
		entry.writeUInt16LE(flags, 8);
		entry.writeUInt16LE(method, 10);
		entry.writeUInt32LE(crc, 16);
		entry.writeUInt32LE(packed.length, 20);
		entry.writeUInt32LE(content.length, 24);
		entry.writeUInt16LE(name.length, 28);
		entry.writeUInt32LE(offset, 42);
		locals.push(local, Buffer.from(name), packed);
		directory.push(entry, Buffer.from(name));
		offset += 30 + name.length + packed.length;
	}
	const end = Buffer.alloc(22);
	const size = directory.reduce((sum, part) => sum + part.length, 0);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(files.length, 8);
	end.writeUInt16LE(files.length, 10);
	end.writeUInt32LE(size, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...locals, ...directory, end]);
}

const events: File = { name: "events.jsonl", content: Buffer.from('{"a":1}\n'.repeat(500)) };
const other: File = { name: "plan.json", content: Buffer.from("{}") };
const read = (files: readonly File[], max = 10_000) => readZipEntry(zipOf(files), "events.jsonl", max).toString("utf8");

describe("[E4] one file out of an archive", () => {
	it("is read whole, packed or stored", () => {
		expect(read([other, events])).toBe(events.content.toString("utf8"));
		expect(read([{ ...events, method: 0 }, other])).toBe(events.content.toString("utf8"));
	});

	it.each<[string, readonly File[], RegExp]>([
		["not there", [other], /holds no events/],
		["there twice", [events, events], /twice/],
		["encrypted", [{ ...events, flags: 1 }], /encrypted/],
		["packed in a way of its own", [{ ...events, method: 12 }], /unknown way/],
		["altered", [{ ...events, crc: 1 }], /checksum/],
		["larger when unpacked than allowed", [{ ...events, content: Buffer.alloc(1_000_000) }], /larger|Cannot create a Buffer/],
		["larger as it stands than allowed", [{ ...events, method: 0, content: Buffer.alloc(20_000) }], /larger/],
	])("is refused when %s", (_, files, reason) => expect(() => read(files)).toThrow(reason));

	it("refuses what is no archive, or cut off", () => {
		expect(() => readZipEntry(Buffer.from("PK and then nothing of the kind"), "x", 10)).toThrow("Not a zip archive");
		expect(() => readZipEntry(zipOf([events]).subarray(0, 60), "x", 10)).toThrow("Not a zip archive");
	});
});
