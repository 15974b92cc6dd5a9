/**
 * Bytes of a dropped file into text, in the encodings that Excel, PowerShell and editors really write: UTF-8 and
 * UTF-16 with or without a byte order mark, else Windows-1252, which never fails. The mark itself is cut off.
 */

export type DecodedText = { readonly text: string; readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" };

const SAMPLE_BYTES = 4096;

/** Text in a Latin script has a zero in every second byte of UTF-16; bytes alone tell the order. */
function utf16WithoutMark(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
	const sample = bytes.subarray(0, SAMPLE_BYTES);
	let even = 0;
	let odd = 0;
	sample.forEach((byte, index) => {
		if (byte === 0 && index % 2 === 0) even++;
		else if (byte === 0) odd++;
	});
	const pairs = Math.floor(sample.length / 2);
	if (pairs < 2) return undefined;
	if (odd > pairs * 0.4 && even < pairs * 0.1) return "utf-16le";
	return even > pairs * 0.4 && odd < pairs * 0.1 ? "utf-16be" : undefined;
}

const decode = (bytes: Uint8Array, encoding: DecodedText["encoding"]): DecodedText => ({
	text: new TextDecoder(encoding).decode(bytes),
	encoding,
});

/** Never throws: a byte that fits no encoding becomes a replacement character, which later checks point at. */
export function decodeText(bytes: Uint8Array): DecodedText {
	const [first, second, third] = bytes;
	if (first === 0xff && second === 0xfe) return decode(bytes, "utf-16le");
	if (first === 0xfe && second === 0xff) return decode(bytes, "utf-16be");
	if (first === 0xef && second === 0xbb && third === 0xbf) return decode(bytes, "utf-8");
	const unmarked = utf16WithoutMark(bytes);
	if (unmarked) return decode(bytes, unmarked);
	try {
		return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
	} catch {
		return decode(bytes, "windows-1252");
	}
}

/** A workbook or archive renamed to .csv would decode to noise; both begin with `PK` or the old Office signature. */
export const looksLikeWorkbook = (bytes: Uint8Array): boolean =>
	(bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 0) < 0x09) || (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11);
