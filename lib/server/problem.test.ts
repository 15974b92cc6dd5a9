import { describe, expect, it } from "vitest";
import { problemDocument, transportCode } from "@/lib/wire/problem.ts";
import { logLine } from "./log.ts";
import { problem, problems } from "./problem.ts";
import { refused } from "./respond.ts";

describe("problems", () => {
	it("[API1] every code has a 4xx or 5xx status and answers as application/problem+json, never cached", async () => {
		for (const [code, { status, title }] of Object.entries(problems)) {
			const response = problem(code as keyof typeof problems);
			expect(response.status, code).toBe(status);
			expect(status, code).toBeGreaterThanOrEqual(400);
			expect(response.headers.get("content-type")).toBe("application/problem+json");
			expect(response.headers.get("cache-control")).toBe("private, no-store");
			expect(problemDocument.parse(await response.json())).toEqual({ type: `urn:lockstep:problem:${code}`, title, status, code });
		}
	});

	it("[API1] statuses are those of the contract", () => {
		const not409 = Object.entries(problems).filter(
			([code, { status }]) => status !== 409 && !(transportCode.options as string[]).includes(code),
		);
		expect(Object.fromEntries(not409.map(([code, { status }]) => [code, status]))).toEqual({
			forbidden: 403,
			"self-approval": 403,
			"sign-in-not-fresh": 403,
			"not-found": 404,
			"evidence-missing": 422,
			"evidence-invalid": 422,
			"reason-required": 422,
			invalid: 422,
		});
		expect(problems.unauthenticated.status).toBe(401);
		expect(problems["rate-limited"].status).toBe(429);
	});

	it("[API1] a refusal keeps its facts, and no fact overwrites the fixed keys", async () => {
		const facts = { subject: "pool:mfa-lb", serving: 1, minInService: 1 };
		expect(await refused({ code: "last-serving-node", ...facts }).json()).toEqual({
			type: "urn:lockstep:problem:last-serving-node",
			title: problems["last-serving-node"].title,
			status: 409,
			code: "last-serving-node",
			...facts,
		});
		expect(await problem("busy", { status: 200, code: "fine", type: "x" }).json()).toMatchObject({ status: 503, code: "busy" });
	});
});

describe("the server's log", () => {
	it("[F8] a line stays one line, and what stands under a telling key is hidden", () => {
		const line = logLine("warn", "odd\nname", { where: 'a"b c', token: "lockstep_x", setCookie: "v", lines: "1\r\n2\u2028" }, new Date(0));
		expect(line).toBe(
			'1970-01-01T00:00:00.000Z warn odd\\u000aname where="a\\"b c" token=[hidden] setCookie=[hidden] lines=1\\u000d\\u000a2\\u2028',
		);
	});
});
