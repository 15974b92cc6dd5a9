import { expect, it } from "vitest";
import { crewFrom, crewName } from "./crew-text.ts";

const people = { ada: { id: "ada", name: "Ada" } };

it("names a person, and counts those without a name", () => {
	expect(crewName({ userId: "ada", people: 1 }, people)).toBe("Ada");
	expect(crewName({ people: 1 }, people)).toBe("1 person");
	expect(crewName({ people: 3 }, people)).toBe("3 people");
});

it("says on whom schedules count while no crew is set", () => {
	expect(crewFrom({}, people)).toContain("assume one person of each team");
	expect(crewFrom({ ada: [] }, people)).toContain("assume one person of each team");
	expect(crewFrom({ ada: ["adfs-admin", "network"] }, people)).toContain("Ada (AD FS admin, Network)");
});
