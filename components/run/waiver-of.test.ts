import { expect, it } from "vitest";
import { waivable } from "@/lib/domain/run/commands.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import { night, started, upTo } from "@/lib/domain/testing/night.ts";
import { later, people } from "@/lib/domain/testing/run-builders.ts";
import { judge, judgeBehindPeople } from "./judge.ts";
import { waiverOf } from "./waiver-of.ts";

const ben = { id: people.ben.id, name: "Ben", email: "ben@example.com", role: "lead" } as const;
const given = { me: ben, measured: {}, freezes: [] };

it("every refusal that can be waived is offered for the subject it names, and no other", () => {
	const subject = "mfa-server:MFA01";
	for (const code of waivable.options) expect(waiverOf({ code, subject } as unknown as Refusal)).toEqual({ code, subject });
	expect(waiverOf({ code: "needs-second-person" })).toBeUndefined();
});

it("a lead sees what can be waived behind another's claim and a missing second person", () => {
	const stepId = "adfs.disable-provider:CORP";
	const claimed = upTo(night(), stepId).and([people.cid, { type: "claim-step", stepId }]);
	const tomorrow = Date.parse(later(26 * 60));
	expect(judge(claimed.state, { type: "start-step", stepId }, given, tomorrow)?.code).toBe("step-claimed");
	const behind = judgeBehindPeople(claimed.state, stepId, given, tomorrow);
	expect(behind).toMatchObject({ code: "backup-stale", subject: "adfs-farm:CORP" });
	expect(judgeBehindPeople(claimed.state, stepId, given, Date.parse(claimed.at))).toBeUndefined();
	expect(judgeBehindPeople(started(upTo(night(), stepId), stepId).state, stepId, given, tomorrow)?.code).toBe("step-running");
});
