import { expect, it } from "vitest";
import { readProblem } from "./problem.ts";

it("[C4] a refusal keeps its facts and drops what is not ours", () => {
	const body = {
		type: "about:blank",
		title: "The step waits",
		status: 409,
		code: "step-blocked",
		waitingFor: [{ stepId: "a:B", title: "A", status: "running", by: "u1", since: "2026-01-01T00:00:00.000Z" }],
	};
	expect(readProblem(409, body)).toEqual({ code: "step-blocked", waitingFor: body.waitingFor });
});

it("[C4] evidence issues are read with their paths", () => {
	const problem = readProblem(422, {
		code: "evidence-invalid",
		fields: ["files"],
		issues: [{ path: "files[0].sha256", message: "64 digits" }],
	});
	expect(problem).toEqual({ code: "evidence-invalid", fields: ["files"], issues: [{ path: "files[0].sha256", message: "64 digits" }] });
});

it("[C4] answers before the gate have words of their own", () => {
	expect(readProblem(401, undefined)).toEqual({ code: "unauthenticated" });
	expect(readProblem(429, undefined, "3")).toEqual({ code: "rate-limited", retryAfterSeconds: 3 });
	expect(readProblem(403, "<html>")).toEqual({ code: "forbidden" });
	expect(readProblem(502, "<html>")).toEqual({ code: "unexpected", status: 502, title: "The server answered 502" });
});

it("[C4] a known code with broken facts is not trusted", () => {
	expect(readProblem(409, { code: "step-blocked", title: "Waits" })).toEqual({ code: "unexpected", status: 409, title: "Waits" });
});
