/** Hex and base64 for the core, which has neither Buffer nor btoa. Readers refuse every spelling but the one the writers give. */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** SHA-256 over raw bytes; the host gives it. */
export type Hash = (bytes: Uint8Array) => Uint8Array;

export const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** 64 lower-case hex digits as 32 bytes. Throws for anything else of odd length or other signs. */
export function fromHex(text: string): Uint8Array {
	if (!/^([0-9a-f]{2})*$/.test(text)) throw new TypeError("Not hexadecimal");
	return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

/** Standard base64 with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
	let text = "";
	for (let i = 0; i < bytes.length; i += 3) {
		const [a = 0, b, c] = bytes.subarray(i, i + 3);
		const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
		text += [18, 12, 6, 0].map((shift) => ALPHABET[(group >> shift) & 63]).join("");
		if (c === undefined) text = b === undefined ? `${text.slice(0, -2)}==` : `${text.slice(0, -1)}=`;
	}
	return text;
}

/** The bytes of a base64 text, or undefined when it is not exactly what `toBase64` writes. */
export function fromBase64(text: string): Uint8Array | undefined {
	if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
	const bytes: number[] = [];
	for (let i = 0; i < text.length; i += 4) {
		const group = [...text.slice(i, i + 4)].reduce((sum, sign) => (sum << 6) | (sign === "=" ? 0 : ALPHABET.indexOf(sign)), 0);
		bytes.push((group >> 16) & 255, (group >> 8) & 255, group & 255);
	}
	const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
	const found = Uint8Array.from(bytes.slice(0, bytes.length - padding));
	return toBase64(found) === text ? found : undefined;
}

/** UTF-8 of a well-formed text. */
export function utf8(text: string): Uint8Array {
	const bytes: number[] = [];
	for (const sign of text) {
		const code = sign.codePointAt(0) ?? 0;
		if (code < 0x80) bytes.push(code);
		else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
		else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
		else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
	}
	return Uint8Array.from(bytes);
}
