import { expect, it } from "vitest";
import { backOutFrom } from "@/lib/domain/run/back-out.ts";
import { movesFor } from "@/lib/domain/run/moves.ts";
import { night, started, upTo } from "@/lib/domain/testing/night.ts";
import { people } from "@/lib/domain/testing/run-builders.ts";
import { shutMove } from "./move-text.ts";
import type { Names } from "./refusal-text.ts";
import { lossText } from "./way-back-text.ts";

const names: Names = { person: (id) => id, stepTitle: (id) => id, field: (name) => name, zone: "UTC", now: 0 };

it("what is lost names the copy and when it was taken", () => {
	const { lost } = backOutFrom(upTo(night(), "adfs.register-provider:CORP").state);
	const words = lost.map((loss) => lossText(loss, "UTC"));
	expect(words).toHaveLength(4);
	expect(words[0]).toMatch(/^Users and settings changed since .*02:00.* UTC, the copy of MFA Server MFA01\.$/);
	expect(words.at(-1)).toMatch(/^The adapter's configuration changed since .* the copy of .*CORP\.$/);
	const none = { subject: "mfa-server:MFA01", backup: "mfa-server.backup-data:MFA01", what: "users-and-settings" } as const;
	expect(lossText(none, "UTC")).toContain("there is no copy of");
});

it("a shut move says why in words, whatever the move", () => {
	const id = "adfs.register-provider:CORP";
	const { state } = started(upTo(night(), id), id).and([people.cid, { type: "fail-step", stepId: id, reason: "r" }]);
	const shut = movesFor(state, id).flatMap((move) => (move.allowed ? [] : [shutMove(move.move, move.because, names)]));
	expect(shut).toEqual([
		expect.stringMatching(/^No parking: Still open: the MFA gap of .*CORP/),
		expect.stringMatching(/^No stop: Still open: the MFA gap of .*CORP/),
	]);
	expect(shutMove("back-out", { code: "nothing-to-undo" }, names)).toBe("No way back: nothing of it has to be undone.");
});
