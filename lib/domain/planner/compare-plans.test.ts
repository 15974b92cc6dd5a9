import { expect, it } from "vitest";
import { goldenEstates } from "../testing/golden-estates.ts";
import { inventoryOf } from "../testing/run-builders.ts";
import { sha256 } from "../testing/sha256.ts";
import { type ComparedPlan, comparePlans } from "./compare-plans.ts";
import { plan } from "./plan.ts";

const version = "7.3.0.3";
const server = (host: string, role: string, more = {}) => ({ host, role, version, replicationGroup: host.slice(0, 1), ...more });
const parts = {
	mfaServers: [server("A1", "primary"), server("A2", "subordinate"), server("B1", "primary"), server("B2", "subordinate")],
	userPortals: [{ host: "UP01", version, sdkUrl: "https://mfa.example.com/sdk", pools: ["up-lb"] }],
	pools: [{ name: "up-lb", kind: "portal" }],
};
const planned = (input: Record<string, unknown>, targetVersion = "8.1"): ComparedPlan => {
	const inventory = inventoryOf(input);
	return { inventory, plan: plan(inventory, { targetVersion, recipe: "guide", purpose: "upgrade" }, sha256) };
};
const before = planned(parts);
const [up01] = parts.userPortals;
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

it("[RUN79] a plan compared with itself has no difference", () => {
	const { steps, ...rest } = comparePlans(before, before);
	expect(steps).toEqual({ added: [], removed: [], changed: [], unchanged: before.plan.steps.length });
	expect(rest).toMatchObject({ same: true, inventory: [], options: [], edges: { added: [], removed: [] }, windows: [] });
});

it("[RUN79] a new portal adds its steps, each traced to it, and minutes", () => {
	const after = planned({ ...parts, userPortals: [up01, { ...up01, host: "UP02" }] });
	const compared = comparePlans(before, after);
	expect(ids(compared.steps.added)).toContain("user-portal.install:UP02");
	expect(compared.steps.removed).toEqual([]);
	const reasons = (list: readonly number[]) => list.map((i) => compared.inventory[i]?.name);
	for (const added of compared.steps.added) expect(new Set(reasons(added.causes))).toEqual(new Set(["UP02"]));
	expect(compared.workMinutes.after).toBeGreaterThan(compared.workMinutes.before);
	// Both portals end in the acceptance now through the second one's last step.
	expect(compared.edges.removed.map(({ from, to }) => [from, to])).toEqual([["user-portal.undrain:UP01", "estate.accept:estate"]]);
});

it("[RUN79] what one way is added is removed the other way", () => {
	const after = planned({ ...parts, mfaServers: parts.mfaServers.map((one) => (one.host === "A2" ? { ...one, version: "8.1" } : one)) });
	const [there, back] = [comparePlans(before, after), comparePlans(after, before)];
	expect(ids(back.steps.added)).toEqual(ids(there.steps.removed));
	expect(back.edges.added).toEqual(there.edges.removed);
	expect(back.findings.added.map(({ code, subject }) => [code, subject])).toEqual(
		there.findings.removed.map(({ code, subject }) => [code, subject]),
	);
	expect(ids(there.steps.removed)).toContain("mfa-server.install:A2");
});

it("[RUN79] the nearest change is the cause: the component, else its group or pool, else the whole estate", () => {
	const after = planned({
		...parts,
		estate: { name: "Contoso", installerShare: "\\\\files\\mfa" },
		mfaServers: parts.mfaServers.map((one) => (one.host === "A2" ? { ...one, promotionCandidate: true, version: "8.1.0.1" } : one)),
		pools: [{ name: "up-lb", kind: "portal", drainMinutes: 45 }],
	});
	const compared = comparePlans(before, after);
	const cause = (id: string) =>
		[...compared.steps.changed, ...compared.steps.removed].find((step) => step.id === id)?.causes.map((i) => compared.inventory[i]?.name);
	expect(cause("mfa-server.drain:A2")).toEqual(["A2"]);
	expect(cause("user-portal.drain:UP01")).toEqual(["up-lb"]);
	expect(cause("prepare.download-installer:estate")).toContain("Contoso");
	expect(compared.inventory.some(({ name }) => name === "B1")).toBe(false);
});

it("[RUN79] another target is said as such, with no inventory change behind it", () => {
	const compared = comparePlans(before, planned(parts, "8.0"));
	expect(compared.options).toContainEqual({ option: "targetVersion", before: "8.1", after: "8.0" });
	expect(compared.inventory).toEqual([]);
	expect(compared.steps.changed.every(({ causes }) => causes.length === 0)).toBe(true);
});

it("[RUN79] windows that came, went or take longer are named with their minutes", () => {
	const golden = goldenEstates.find(({ scenario }) => scenario === "G2");
	if (!golden) throw new Error("No G2");
	const options = { targetVersion: golden.targetVersion, recipe: golden.recipe, purpose: "upgrade" } as const;
	const whole = { inventory: golden.inventory, plan: plan(golden.inventory, options, sha256) };
	const less = { ...golden.inventory, adfsFarms: [] };
	const compared = comparePlans(whole, { inventory: less, plan: plan(less, options, sha256) });
	const gap = whole.plan.windows.find(({ kind }) => kind === "mfa-gap");
	expect(compared.windows).toContainEqual({
		kind: "mfa-gap",
		subject: gap?.subject,
		before: gap?.estimateMinutes,
		causes: [expect.any(Number)],
	});
});
