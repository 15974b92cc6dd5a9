import { describe, expect, it } from "vitest";
import type { RunState } from "../run/state.ts";
import { isFresh, wantsFreshSignIn } from "./fresh-sign-in.ts";

const windows = [
	{ kind: "mfa-gap", opens: "adfs.disable-provider:CORP" },
	{ kind: "write-freeze", opens: "mfa-server.promote:MFA02" },
];
const state = (mode?: "live" | "rehearsal") => ({ plan: { windows }, ...(mode && { mode }) }) as unknown as RunState; // as much of it as is asked

describe("fresh sign-in", () => {
	it("[ACC8] approvals and the step that opens an MFA gap want one; other work does not", () => {
		expect(wantsFreshSignIn(state(), { type: "approve-plan", planDigest: "x" })).toBe(true);
		expect(wantsFreshSignIn(state("live"), { type: "confirm-step", stepId: "x" })).toBe(true);
		expect(wantsFreshSignIn(state("live"), { type: "start-step", stepId: "adfs.disable-provider:CORP" })).toBe(true);
		expect(wantsFreshSignIn(state("live"), { type: "start-step", stepId: "mfa-server.promote:MFA02" })).toBe(false);
		expect(wantsFreshSignIn(state("live"), { type: "complete-step", stepId: "adfs.disable-provider:CORP", evidence: {} })).toBe(false);
	});

	it("[ACC8] a rehearsal wants none", () => {
		expect(wantsFreshSignIn(state("rehearsal"), { type: "start-step", stepId: "adfs.disable-provider:CORP" })).toBe(false);
	});

	it("[ACC8] it lasts ten minutes to the millisecond, and a proof from the future is none", () => {
		const at = new Date(1_000_000);
		expect(isFresh(at, new Date(1_000_000 + 600_000))).toBe(true);
		expect(isFresh(at, new Date(1_000_000 + 600_001))).toBe(false);
		expect(isFresh(at, new Date(1_000_000 - 5_001))).toBe(false);
	});
});
