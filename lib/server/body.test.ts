import { describe, expect, it } from "vitest";
import { readJson } from "./body.ts";

const post = (body: BodyInit | null, headers: Record<string, string> = { "content-type": "application/json" }) =>
	new Request("http://127.0.0.1/", {
		method: "POST",
		body,
		headers,
		...(body instanceof ReadableStream ? { duplex: "half" } : {}),
	} as RequestInit);

/** `count` chunks of `size` spaces between the digits of a JSON number, without Content-Length. */
const chunked = (count: number, size: number): ReadableStream<Uint8Array> => {
	let sent = 0;
	return new ReadableStream({
		pull(controller) {
			if (sent === count) {
				controller.enqueue(new TextEncoder().encode("1"));
				return controller.close();
			}
			sent++;
			controller.enqueue(new Uint8Array(size).fill(0x20));
		},
	});
};

const code = async (request: Request, limit?: number) => {
	const result = await readJson(request, limit);
	return result.ok ? "ok" : result.error.code;
};

describe("reading a body", () => {
	it("[E3] limit - 1 and limit pass, limit + 1 does not, with and without Content-Length", async () => {
		const text = (length: number) => `"${"a".repeat(length - 2)}"`;
		expect([await code(post(text(99)), 100), await code(post(text(100)), 100), await code(post(text(101)), 100)]).toEqual([
			"ok",
			"ok",
			"body-too-large",
		]);
		expect([await code(post(chunked(1, 98)), 100), await code(post(chunked(1, 99)), 100), await code(post(chunked(1, 100)), 100)]).toEqual([
			"ok",
			"ok",
			"body-too-large",
		]);
	});

	it("[E3] a body without end is cut off at the limit, not read to its end", async () => {
		expect(await code(post(chunked(1_000_000, 65_536)), 1_000_000)).toBe("body-too-large");
	});

	it("[E3] a body shorter than announced is never taken as complete", async () => {
		expect(await code(post("[1]", { "content-type": "application/json", "content-length": "4" }))).toBe("invalid");
	});

	it("[F4] only application/json is read", async () => {
		const types = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonx", ""];
		for (const type of types) expect(await code(post("{}", { "content-type": type })), type).toBe("unsupported-media-type");
		expect(await code(post("{}", { "content-type": 'application/json; charset="UTF-8"' }))).toBe("ok");
	});

	it("[E1] malformed bodies are invalid", async () => {
		const bodies: BodyInit[] = [
			"",
			"{",
			"{'a':1}",
			"[1,]",
			"nul",
			'{"a":1e999}',
			'{"__proto__":{"admin":true}}',
			'{"a":[{"__proto__":1}]}',
			'"\\ud800"',
			'{"a":"\\u0000"}',
			'{"\\u0000":1}',
			"[".repeat(10_000),
			`${"[".repeat(10_000)}${"]".repeat(10_000)}`,
			'{"a":'.repeat(100_000),
			new Uint8Array([0x22, 0xff, 0xfe, 0x22]),
		];
		for (const body of bodies) expect(await code(post(body)), String(body).slice(0, 40)).toBe("invalid");
	});

	it("[E1] brackets inside text do not count as nesting", async () => {
		expect(await readJson(post(JSON.stringify({ a: `${"[{".repeat(500)}\\"` })))).toMatchObject({ ok: true });
	});
});
