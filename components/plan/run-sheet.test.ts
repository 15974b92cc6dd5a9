import { expect, it } from "vitest";
import { night } from "@/lib/domain/testing/night.ts";
import { people } from "@/lib/domain/testing/run-builders.ts";
import { runSheets, sheetNumbers, sheetOrder, sheetWaits } from "./run-sheet.ts";

const named = (id: string) => ({ cid: "Cid", dot: "Dot" })[id] ?? id;
const { state } = night();

it("[RUN87] every way of sorting holds every step of the plan once", () => {
	for (const by of ["order", "lane", "person"] as const) {
		const ids = runSheets(state, by, named).flatMap((sheet) => sheet.stepIds);
		expect(ids.toSorted()).toEqual(state.plan.steps.map((step) => step.id).toSorted());
	}
	expect(sheetOrder("lane")).toBe("lane");
	expect(sheetOrder("anything")).toBe("order");
});

it("[RUN87] by person: claims first, what nobody has by team", () => {
	const claimed = night().and(
		[people.dot, { type: "claim-step", stepId: "adfs.verify:CORP" }],
		[people.cid, { type: "claim-step", stepId: "mfa-server.drain:MFA02" }],
	);
	const sheets = runSheets(claimed.state, "person", named);
	expect(sheets.map((sheet) => [sheet.title, sheet.stepIds.length])).toEqual([
		["Cid", 1],
		["Dot", 1],
		["MFA admin, nobody yet", state.plan.steps.length - 2],
	]);
});

it("[RUN87] a step names the numbers it waits for, gates looked through, neighbours as a range", () => {
	const numbers = sheetNumbers(state.plan);
	expect(numbers.get("prepare.download-installer:estate")).toBe(1);
	expect(sheetWaits(state.plan, "prepare.download-installer:estate", numbers)).toBe("");
	const drain = sheetWaits(state.plan, "user-portal.drain:UP01", numbers);
	expect(drain).toBe(`${numbers.get("mfa-server.undrain:MFA01")}`);
	const install = sheetWaits(state.plan, "mfa-server.install:MFA02", numbers);
	expect(install).toBe("1–3");
});
