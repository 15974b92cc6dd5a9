import { expect, it } from "vitest";
import { withRehearsalsBelow } from "./rehearsals-below.ts";

it("lists rehearsals under their plan and loses none", () => {
	const plans = [
		{ id: "r2", rehearsalOf: "b" },
		{ id: "a" },
		{ id: "r1", rehearsalOf: "b" },
		{ id: "b" },
		{ id: "r3", rehearsalOf: "gone" },
	];
	expect(withRehearsalsBelow(plans).map(({ id }) => id)).toEqual(["a", "b", "r2", "r1", "r3"]);
});
