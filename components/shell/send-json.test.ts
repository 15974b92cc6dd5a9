import { describe, expect, it } from "vitest";
import { readFailure } from "./send-json.ts";

describe("reading a refusal", () => {
	it("keeps every issue with its JSON path", () => {
		const failure = readFailure(422, {
			code: "invalid",
			title: "The request is not valid",
			issues: [{ path: "mfaServers[2].pools[0]", message: "No such pool" }, { message: "Too long" }, "noise"],
		});
		expect(failure).toEqual({
			code: "invalid",
			message: "The request is not valid",
			issues: [
				{ path: "mfaServers[2].pools[0]", message: "No such pool" },
				{ path: "", message: "Too long" },
			],
			facts: expect.objectContaining({ code: "invalid" }),
		});
	});

	it("prefers the detail to the title", () => {
		expect(readFailure(409, { title: "General", detail: "Particular" }).message).toBe("Particular");
	});

	it.each([undefined, null, "<html>", [], 7])("says the status when the body says nothing: %j", (body) => {
		expect(readFailure(502, body)).toEqual({ code: "http-502", message: "The server answered 502.", issues: [], facts: {} });
	});
});
