/** What holds for every plan, shown on the golden estates and on a large mixed one. */
import { describe, expect, it } from "vitest";
import { canonicalText } from "../canonical.ts";
import type { Inventory } from "../inventory/document.ts";
import { estate, farm, planned, pool, portal, primary, sdk, subordinate } from "../testing/builders.ts";
import { goldenEstates } from "../testing/golden-estates.ts";
import { sha256 } from "../testing/sha256.ts";
import { plan } from "./plan.ts";
import { type PlanDocument, planDocument } from "./plan-document.ts";
import { planFromInput } from "./plan-from-input.ts";

const node = (host: string, more: Record<string, unknown> = {}) => ({ host, pools: ["lb"], ...more });
const mixed = estate({
	pools: [pool("lb", "adfs"), pool("web", "portal"), pool("mfa", "mfa")],
	mfaServers: [
		primary("FS1", { pools: ["mfa"], webServiceSdk: sdk() }),
		subordinate("MFA02", { pools: ["mfa"] }),
		subordinate("MFA03", { version: "8.1", webServiceSdk: sdk({ version: "8.0.2" }) }),
		primary("EU1", { replicationGroup: "EU", pools: ["mfa"] }),
		primary("US1", { replicationGroup: "US", version: "8.1", pools: ["mfa", "web"] }),
	],
	userPortals: [
		portal("FS1"),
		portal("US1", { pools: ["web"] }),
		portal("UP1", { pools: ["web"] }),
		portal("UP2", { pools: ["web"] }),
		portal("UP3"),
	],
	mobileAppWebServices: [{ host: "UP1", version: "7.3" }],
	adfsFarms: [
		farm("A", [node("FS1"), node("FS2"), node("FS3")]),
		farm("B", [node("FS4")]),
		farm("C", [node("FS5"), node("FS6", { batch: "A" })]),
	],
});

const options = (targetVersion: string, recipe: PlanDocument["recipe"] = "guide") => ({
	targetVersion,
	recipe,
	purpose: "upgrade" as const,
});
const all: readonly (readonly [string, Inventory, PlanDocument])[] = [
	...goldenEstates.map((g) => [g.scenario, g.inventory, plan(g.inventory, options(g.targetVersion, g.recipe), sha256)] as const),
	["mixed", mixed, plan(mixed, options("8.1"), sha256)],
];

/** Ids that `from` reaches, itself left out, without using the edge number `skip`. */
function reach(p: PlanDocument, from: string, skip: number): Set<string> {
	const after = new Map<string, string[]>();
	p.edges.forEach((edge, i) => {
		if (i !== skip) after.set(edge.from, [...(after.get(edge.from) ?? []), edge.to]);
	});
	const seen = new Set<string>();
	const open = [from];
	for (let id = open.pop(); id !== undefined; id = open.pop()) {
		for (const to of after.get(id) ?? []) {
			if (seen.has(to)) continue;
			seen.add(to);
			open.push(to);
		}
	}
	return seen;
}

describe.each(all)("%s", (_, inventory, p) => {
	it("is a plan document of canonical text, with its own digest", () => {
		expect(planDocument.parse(p)).toEqual(p);
		const { planDigest, ...body } = p;
		expect(planDigest).toBe(`sha256:${sha256(canonicalText(body))}`);
		expect(JSON.stringify(p)).toBe(
			canonicalText(p).replace(`"planDigest":"${planDigest}",`, "").replace(/}$/, `,"planDigest":"${planDigest}"}`),
		);
		expect(p.inventoryDigest).toBe(`sha256:${sha256(canonicalText(inventory))}`);
	});

	it("[inv 11] its phases, one after the other, are one legal order of exactly its steps", () => {
		const order = p.phases.flatMap((phase) => phase.stepIds);
		expect(order).toEqual(p.steps.map((step) => step.id));
		expect(new Set(order).size).toBe(order.length);
		const position = new Map(order.map((id, i) => [id, i]));
		const late = p.edges.filter(({ from, to }) => (position.get(from) ?? -1) >= (position.get(to) ?? order.length));
		expect(late).toEqual([]);
		for (const phase of p.phases) expect(p.steps.filter((step) => step.phase === phase.id).map((step) => step.id)).toEqual(phase.stepIds);
	});

	it("[R8] no edge says what others say already, and each cites a rule and a reason", () => {
		const implied = p.edges.filter(({ from, to }, i) => reach(p, from, i).has(to));
		expect(implied.map(({ from, to }) => `${from} < ${to}`)).toEqual([]);
		expect(p.edges.filter((edge) => edge.rules.length === 0 || edge.because.length < 10)).toEqual([]);
	});

	it("[inv 7] nothing outside a farm stands between its untick and its tick", () => {
		for (const one of p.steps.filter((step) => step.kind === "adfs.disable-provider")) {
			const farmName = one.subject.slice("adfs-farm:".length);
			const behind = reach(p, one.id, -1);
			const between = [...behind].filter((id) => reach(p, id, -1).has(`adfs.enable-provider:${farmName}`));
			expect(between.filter((id) => !new RegExp(`^adfs\\.[a-z-]+:${farmName}(/|$)`).test(id))).toEqual([]);
		}
	});

	it("[inv 1] optional steps never stand between required ones", () => {
		const required = new Set(p.steps.filter((step) => !step.optional).map((step) => step.id));
		for (const step of p.steps.filter((one) => one.optional))
			expect([...reach(p, step.id, -1)].filter((id) => required.has(id) || id.startsWith("gate:"))).toEqual([]);
	});

	it("[H15] a backup asks for the facts of its files, never for their content", () => {
		for (const step of p.steps.filter((one) => one.checkpoint)) {
			expect(step.evidence.find((field) => field.name === "files")).toMatchObject({ type: "file-digest", required: true });
		}
	});

	it("says what to do, how to see it worked and how to go back, in every step", () => {
		expect(
			p.steps
				.filter((step) => step.instructions.length === 0 || step.backOut.instructions.length === 0 || step.title === "")
				.map((step) => step.id),
		).toEqual([]);
		expect(
			p.steps
				.filter((step) => !step.optional && (step.evidence.every((field) => !field.required) || step.verification.length === 0))
				.map((s) => s.id),
		).toEqual([]);
	});
});

describe("determinism", () => {
	it("[inv 11] is byte-same under any order of the lists, given to the parser or to the planner", () => {
		const text = canonicalText(plan(mixed, options("8.1"), sha256));
		const turned: Inventory = {
			...mixed,
			hosts: [...mixed.hosts].reverse(),
			mfaServers: [...mixed.mfaServers].reverse().map((server) => ({ ...server, pools: [...server.pools].reverse() })),
			userPortals: [...mixed.userPortals].reverse(),
			adfsFarms: [...mixed.adfsFarms].reverse().map((one) => ({ ...one, nodes: [...one.nodes].reverse() })),
			pools: [...mixed.pools].reverse(),
		};
		expect(canonicalText(plan(turned, options("8.1"), sha256))).toBe(text);
		expect(canonicalText(plan(mixed, options("8.1"), sha256))).toBe(text);
	});

	it("[R7] the purpose changes words, never steps or edges", () => {
		const of = (purpose: "upgrade" | "migration-prep" | "lab") => plan(mixed, { ...options("8.1"), purpose }, sha256);
		expect(of("lab").steps).toEqual(of("upgrade").steps);
		expect(of("migration-prep").edges).toEqual(of("upgrade").edges);
	});
});

describe("estimate", () => {
	it("counts required steps only, and the longest chain among them", () => {
		const p = planned({ mfaServers: [primary("MFA01")] });
		const required = p.steps.filter((step) => !step.optional);
		expect(p.estimate.workMinutes).toBe(required.reduce((sum, step) => sum + step.estimateMinutes, 0));
		// download 30, then install 20, verify 10, undrain 10
		expect(p.estimate.criticalPathMinutes).toBe(70);
		expect(planned({}).estimate).toEqual({ criticalPathMinutes: 0, workMinutes: 0 });
	});
});

describe("plan from input", () => {
	const read = (input: unknown, targetVersion = "8.1") => planFromInput(input, options(targetVersion), sha256);

	it("[R1] names the place of everything that is wrong, the target included", () => {
		const result = read({ format: "lockstep.inventory/1", estate: {}, mfaServers: [{ host: "MFA01", colour: "red" }] }, "5.2");
		expect(result).toEqual({
			ok: false,
			error: [
				{ path: "targetVersion", message: "At least 6.0: in-place upgrade starts there" },
				{ path: "estate.name", message: "Required" },
				{ path: "mfaServers[0].colour", message: "Unknown key" },
			],
		});
		expect(read({ format: "lockstep.inventory/1", estate: { name: "E" } }, "eight").ok).toBe(false);
	});

	it("plans what is right", () => {
		const result = read({ format: "lockstep.inventory/1", estate: { name: "E" } });
		expect(result.ok && result.value.plan.status).toBe("nothing-to-do");
	});
});
