import { describe, expect, it } from "vitest";
import type { Inventory } from "../inventory/document.ts";
import { checkPlan } from "../planner/check-plan.ts";
import { plan } from "../planner/plan.ts";
import { err } from "../result.ts";
import { offerOf } from "../testing/amendments.ts";
import { drafted, type Story } from "../testing/given-when-then.ts";
import { allBefore, done, started } from "../testing/night.ts";
import { inventoryOf, people } from "../testing/run-builders.ts";
import { sha256 } from "../testing/sha256.ts";
import { amendedInventory } from "./amended-inventory.ts";
import { auditRun } from "./audit-run.ts";
import type { RecordedRunEvent } from "./evolve.ts";

const { ada, ben, cid, dot, bot, leadBot } = people;
const version = "7.3.0.3";
const estate = inventoryOf({
	estate: { name: "Contoso", usesTags: "no" },
	hosts: ["MFA01", "MFA02", "UP01", "UP02", "FS1", "FS2"].map((name) => ({ name, os: "2019", zone: "internal", domainJoined: "yes" })),
	pools: [
		{ name: "mfa-lb", kind: "mfa", sticky: "yes" },
		{ name: "up-lb", kind: "portal", sticky: "yes" },
	],
	mfaServers: [
		{ host: "MFA01", role: "primary", version, pools: ["mfa-lb"], webServiceSdk: { version } },
		{ host: "MFA02", role: "subordinate", version, pools: ["mfa-lb"], webServiceSdk: { version } },
	],
	userPortals: ["UP01", "UP02"].map((host) => ({ host, version, pools: ["up-lb"], sdkUrl: "https://mfa.example.com/sdk" })),
	adfsFarms: [
		{
			name: "CORP",
			configStore: "wid",
			adapterName: "WindowsAzureMultiFactorAuthentication",
			adapterVersion: version,
			sdkUrl: "https://mfa.example.com/sdk",
			nodes: [{ host: "FS1", widPrimary: true }, { host: "FS2" }],
		},
	],
});
const document = plan(estate, { targetVersion: "8.1", recipe: "guide", purpose: "upgrade" }, sha256);

/** The estate's plan under way, led by `ben`. */
const run = (mode: "live" | "rehearsal" = "live"): Story =>
	drafted({ plan: document, inventory: estate, estateSequence: 1 }).and(
		[ben, { type: "approve-plan", planDigest: document.planDigest }],
		[ben, { type: "start-run", mode }],
	);

const with_ = (change: (facts: Inventory) => Record<string, unknown>): Inventory =>
	inventoryOf({ ...estate, ...change(estate) } as Record<string, unknown>);
/** Somebody upgraded the second portal by hand. */
const secondPortalDone = with_(({ userPortals }) => ({
	userPortals: userPortals.map((portal) => (portal.host === "UP02" ? { ...portal, version: "8.1.4.2" } : portal)),
}));
const thirdPortal = with_(({ userPortals }) => ({
	userPortals: [...userPortals, { host: "UP03", version, pools: ["up-lb"], sdkUrl: "https://mfa.example.com/sdk" }],
}));
const thirdServer = with_(({ mfaServers }) => ({
	mfaServers: [...mfaServers, { host: "MFA03", role: "subordinate", version, pools: ["mfa-lb"] }],
}));

const propose = { type: "propose-amendment" } as const;
/** Ben proposes the plan for `current`. */
const proposed = (story: Story, current: Inventory): Story =>
	story.and([ben, propose, story.at, { amendment: offerOf(story.state, current) }]);
const proposing = (story: Story, current: Inventory) => story.when(ben, propose, story.at, { amendment: offerOf(story.state, current) });
const digestIn = (story: Story) => story.state.amendment?.plan.planDigest ?? "";
const approval = (story: Story) => ({ type: "approve-amendment", planDigest: digestIn(story) }) as const;
const amended = (story: Story, current: Inventory): Story => {
	const offered = proposed(story, current);
	return offered.and([ada, approval(offered)]);
};
const idsOf = (story: Story) => story.state.plan.steps.map(({ id }) => id);

describe("a changed inventory", () => {
	const outside = [
		{
			change: "changed",
			component: "user-portal",
			name: "UP02",
			fields: ["version"],
			before: { version },
			after: { version: "8.1.4.2" },
		},
	] as const;
	const start = (story: Story, stepId: string) => story.when(cid, { type: "start-step", stepId }, story.at, { outside });

	it("[RUN70] nothing new begins in a live run, and the refusal says which fields were changed", () => {
		expect(start(run(), "prepare.download-installer:estate")).toEqual(
			err({ code: "plan-outdated", changed: ["user-portal:UP02"], changes: outside }),
		);
	});

	it("[RUN70] what is under way goes on, in an open gap above all; copies taken beforehand begin nothing", () => {
		const drained = done(allBefore(run(), "mfa-server.drain:MFA02"), "mfa-server.drain:MFA02");
		expect(start(drained, "mfa-server.install:MFA02").ok).toBe(true);
		const copied = allBefore(run(), "mfa-server.drain:MFA02");
		expect(start(copied, "mfa-server.drain:MFA02")).toMatchObject({ error: { code: "plan-outdated" } });
		const unticked = started(allBefore(run(), "adfs.disable-provider:CORP"), "adfs.disable-provider:CORP");
		const open = unticked.and([
			cid,
			{
				type: "complete-step",
				stepId: "adfs.disable-provider:CORP",
				evidence: { providerName: "WindowsAzureMultiFactorAuthentication", untickedAt: unticked.at },
			},
		]);
		expect(start(open, "adfs.unregister-provider:CORP").ok).toBe(true);
	});

	it("[RUN70] a rehearsal goes on", () => {
		expect(start(run("rehearsal"), "prepare.download-installer:estate").ok).toBe(true);
	});
});

describe("a proposal", () => {
	it("[RUN71] freezes a plan in which begun components keep their facts and the others have the present ones", () => {
		const story = done(allBefore(run(), "mfa-server.verify:MFA02"), "mfa-server.verify:MFA02");
		const reversed = with_(({ mfaServers, pools }) => ({
			mfaServers: mfaServers.map((server) => (server.host === "MFA02" ? { ...server, version: "6.0", pools: [] } : server)),
			pools: pools.map((pool) => ({ ...pool, drainMinutes: 25 })),
		}));
		const merged = amendedInventory(story.state, reversed);
		if (!merged.ok) throw new Error(JSON.stringify(merged.error));
		expect(merged.value.mfaServers).toEqual(estate.mfaServers);
		expect(merged.value.pools.map(({ drainMinutes }) => drainMinutes)).toEqual([25, 25]);
		const offered = proposed(story, reversed);
		expect(offered.state.amendment).toMatchObject({ by: "ben", estateSequence: 2, inventory: merged.value });
		expect(offered.state.plan).toBe(story.state.plan);
	});

	it("[RUN71] a removed component that was begun comes back with the pools it names", () => {
		const story = allBefore(run(), "user-portal.verify:UP01");
		const gone = with_(({ userPortals, pools }) => ({
			userPortals: userPortals.slice(1).map((portal) => ({ ...portal, pools: [] })),
			pools: pools.slice(0, 1),
		}));
		const merged = amendedInventory(story.state, gone);
		expect(merged.ok && merged.value.userPortals.map(({ host, pools }) => [host, pools])).toEqual([
			["UP01", ["up-lb"]],
			["UP02", ["up-lb"]], // its copies were taken, so it was begun too
		]);
	});

	it("[RUN71] is a lead's, only in a run under way, never in an open gap, and only when something was changed", () => {
		const amendment = offerOf(run().state, thirdPortal);
		const refused = (story: Story, who: Parameters<Story["when"]>[0] = ben, extra: object = { amendment }) =>
			story.when(who, propose, story.at, extra);
		expect(refused(run(), cid)).toEqual(err({ code: "forbidden", needs: "lead" }));
		expect(refused(run(), leadBot).ok).toBe(true);
		expect(refused(drafted({ plan: document, inventory: estate }))).toEqual(err({ code: "not-approved", status: "draft" }));
		const paused = run().and([ben, { type: "pause-run", reason: "r" }]);
		expect(refused(paused).ok).toBe(true);
		const gap = started(allBefore(run(), "adfs.disable-provider:CORP"), "adfs.disable-provider:CORP");
		expect(refused(gap)).toEqual(err({ code: "mfa-gap-open", windows: ["mfa-gap adfs-farm:CORP"] }));
		expect(refused(run(), ben, { amendment: offerOf(run().state, estate) })).toMatchObject({ error: { code: "invalid" } });
		expect(
			run()
				.and([ben, { type: "end-run", outcome: "partial", reason: "r" }])
				.when(ben, propose),
		).toMatchObject({
			error: { code: "run-ended" },
		});
	});

	it("[RUN72] that drops begun work is refused with the steps", () => {
		const empty = with_(() => ({ mfaServers: estate.mfaServers.map((server) => ({ ...server, version: "unknown" })) }));
		const story = done(run(), "prepare.download-installer:estate");
		expect(proposing(story, empty)).toMatchObject({
			error: {
				code: "amendment-conflict",
				conflicts: [{ stepId: "prepare.download-installer:estate", problem: "dropped" }],
				issues: [],
			},
		});
	});

	it("[RUN72] that puts undone work before done work is refused with both", () => {
		const promoted = allBefore(run(), "mfa-server.drain:MFA01");
		const refusal = proposing(promoted, thirdServer);
		expect(refusal).toMatchObject({ error: { code: "amendment-conflict", issues: [] } });
		const conflicts = refusal.ok || refusal.error.code !== "amendment-conflict" ? [] : refusal.error.conflicts;
		expect(conflicts).toContainEqual({
			stepId: "mfa-server.promote:default",
			problem: "waits-for",
			steps: ["mfa-server.undrain:MFA03"],
		});
		expect(proposing(run(), thirdServer).ok).toBe(true);
	});

	it("[RUN72] whose halves make no inventory together is refused with the places", () => {
		const story = allBefore(run(), "adfs.remove-batch-a:CORP");
		const moved = with_(({ adfsFarms }) => ({
			adfsFarms: [
				{ name: "EDGE", configStore: "sql", nodes: [{ host: "FS2" }] },
				...adfsFarms.map((farm) => ({ ...farm, nodes: farm.nodes.slice(0, 1) })),
			],
		}));
		expect(proposing(story, moved)).toMatchObject({
			error: { code: "amendment-conflict", conflicts: [], issues: [{ path: expect.stringContaining("nodes") }] },
		});
	});
});

describe("an approval of an amendment", () => {
	it("[RUN73] is another lead's, in person, for exactly the digest proposed", () => {
		const offered = proposed(run(), secondPortalDone);
		expect(offered.when(ben, approval(offered))).toEqual(err({ code: "self-approval" }));
		expect(offered.when({ ...ada, otherAccounts: ["ben"] }, approval(offered))).toEqual(err({ code: "self-approval" }));
		expect(offered.when(leadBot, approval(offered))).toEqual(err({ code: "forbidden", needs: "person" }));
		expect(offered.when(bot, approval(offered))).toEqual(err({ code: "forbidden", needs: "lead" }));
		expect(offered.when(ada, { type: "approve-amendment", planDigest: document.planDigest })).toEqual(
			err({ code: "plan-outdated", changed: [] }),
		);
		expect(run().when(ada, { type: "approve-amendment", planDigest: "x" })).toEqual(err({ code: "not-found", what: "amendment" }));
		expect(offered.when(ada, approval(offered)).ok).toBe(true);
	});

	it("[RUN73] is refused when the inventory was changed again, or when other work began meanwhile", () => {
		const offered = proposed(run("rehearsal"), secondPortalDone);
		const outside = [{ change: "removed", component: "pool", name: "up-lb", before: {} }] as const;
		expect(offered.when(ada, approval(offered), offered.at, { outside })).toEqual(
			err({ code: "plan-outdated", changed: ["pool:up-lb"], changes: outside }),
		);
		const begun = allBefore(offered, "user-portal.verify:UP02");
		expect(begun.when(ada, approval(offered))).toMatchObject({ error: { code: "plan-outdated", changed: ["user-portal:UP02"] } });
	});

	it("[RUN73] is refused in an open gap, and lists the warnings and waivers it gives anew", () => {
		const offered = proposed(allBefore(run(), "adfs.disable-provider:CORP"), thirdPortalAtTarget);
		const gap = started(offered, "adfs.disable-provider:CORP");
		expect(gap.when(ada, approval(gap))).toEqual(err({ code: "mfa-gap-open", windows: ["mfa-gap adfs-farm:CORP"] }));
		const waived = proposed(
			run().and(
				[ben, { type: "waive", code: "last-serving-node", subject: "user-portal:UP01", reason: "r" }],
				[ben, { type: "waive", code: "last-serving-node", subject: "user-portal:UP02", reason: "r" }],
			),
			secondPortalDone,
		);
		const decision = waived.when(ada, { ...approval(waived), reason: "Seen" });
		expect(decision.ok && decision.value[0]?.data).toEqual({
			planDigest: digestIn(waived),
			reason: "Seen",
			warnings: expect.arrayContaining(["end-of-service estate"]),
			waivers: ["last-serving-node user-portal:UP01"],
			pointsOfNoReturn: expect.arrayContaining(["mfa-server.promote:default"]),
		});
	});
});

const thirdPortalAtTarget = with_(({ userPortals }) => ({
	userPortals: [...userPortals, { host: "UP03", version: "8.1.4.2", sdkUrl: "https://mfa.example.com/sdk" }],
}));

describe("the amended run", () => {
	it("[RUN74] has the new plan; what was begun keeps its records, claims and parking what is still there", () => {
		const before = allBefore(run(), "user-portal.drain:UP02").and(
			[dot, { type: "claim-step", stepId: "adfs.verify:CORP" }],
			[ben, { type: "park-subject", subject: "user-portal:UP02", reason: "r" }],
			[ben, { type: "waive", code: "outside-window", subject: "adfs.verify:CORP", reason: "r" }],
		);
		// UP02 was begun (its copies are taken), so it stays below target; UP03 is new.
		const after = amended(
			before,
			with_(({ pools }) => ({ pools: pools.map((pool) => ({ ...pool, drainMinutes: 20 })) })),
		);
		expect(idsOf(after)).toEqual(idsOf(before));
		expect(after.state.steps).toEqual(before.state.steps);
		expect(after.state.parked).toEqual(before.state.parked);
		expect(after.state.waivers).toEqual(before.state.waivers);
		expect(after.state).toMatchObject({ status: "running", estateSequence: 2, approval: { by: "ada" } });
		expect(after.state.amendment).toBeUndefined();
		expect(after.state.plan.planDigest).not.toBe(before.state.plan.planDigest);
		expect(checkPlan(after.state.plan, after.state.inventory, sha256)).toEqual([]);
	});

	it("[RUN74] new work is open and gone work is gone, with its parking and its second person's look", () => {
		const before = run().and(
			[ben, { type: "park-subject", subject: "user-portal:UP02", reason: "r" }],
			[dot, { type: "confirm-step", stepId: "adfs.disable-provider:CORP" }],
		);
		const after = amended(before, secondPortalDone);
		expect(idsOf(after)).not.toContain("user-portal.install:UP02");
		expect(after.state.parked).toEqual({});
		expect(after.state.steps["adfs.disable-provider:CORP"]).toEqual({ status: "open", attempts: 0 });
		const more = amended(run(), thirdPortal);
		expect(more.state.steps["user-portal.install:UP03"]).toEqual({ status: "open", attempts: 0 });
	});

	it("[RUN74] goes on to its end", () => {
		const after = amended(allBefore(run(), "mfa-server.promote:default"), thirdPortal);
		const last = after.state.plan.steps.findLast((step) => !step.optional)?.id ?? "";
		const ended = done(resumed(after, last), last).and([ben, { type: "end-run", outcome: "complete" }]);
		expect(ended.state.ended).toMatchObject({ outcome: "complete" });
	});

	it("[RUN75] a proposal is taken back by any lead, replaced by a later one, and gone with the run", () => {
		const offered = proposed(run(), secondPortalDone);
		const back = offered.and([ada, { type: "withdraw-amendment", reason: "Not tonight" }]);
		expect(back.state.amendment).toBeUndefined();
		expect(back.when(ben, { type: "withdraw-amendment" })).toEqual(err({ code: "not-found", what: "amendment" }));
		expect(offered.when(cid, { type: "withdraw-amendment" })).toEqual(err({ code: "forbidden", needs: "lead" }));
		expect(digestIn(proposed(offered, thirdPortal))).not.toBe(digestIn(offered));
		expect(offered.and([ben, { type: "end-run", outcome: "partial", reason: "r" }]).state.amendment).toBeUndefined();
	});
});

/** Everything that is still open before `id`, done. */
function resumed(story: Story, id: string): Story {
	const order = story.state.plan.phases.flatMap(({ stepIds }) => stepIds);
	const required = new Set(story.state.plan.steps.filter((step) => !step.optional).map((step) => step.id));
	const left = order.slice(0, order.indexOf(id)).filter((stepId) => required.has(stepId) && story.state.steps[stepId]?.status === "open");
	return done(story, ...left);
}

it("[RUN77] the audit finds nothing in an amended run, and names an amendment that the gate would not have let through", () => {
	const offered = proposed(run(), secondPortalDone);
	const good = offered.and([ada, approval(offered)]);
	const actors: Record<string, string> = { "plan-drafted": "ada", "amendment-approved": "ada" };
	const log = (events: Story["events"], who = actors): RecordedRunEvent[] =>
		events.map((event, i) => ({ ...event, sequence: i + 1, at: good.at, actor: { id: who[event.type] ?? "ben" } }));
	expect(auditRun(log(good.events))).toEqual([]);
	const sequence = good.events.length;
	expect(auditRun(log(good.events, { "plan-drafted": "ada" }))).toEqual([{ sequence, problem: "amended-by-proposer" }]);
	const forged = { type: "amendment-approved" as const, data: { planDigest: "other", warnings: [], waivers: [] } };
	expect(auditRun(log([...offered.events, forged]))).toEqual([{ sequence, problem: "amended-other-plan" }]);
	const gap = started(proposed(allBefore(run(), "adfs.disable-provider:CORP"), secondPortalDone), "adfs.disable-provider:CORP");
	const inGap = auditRun(log([...gap.events, { ...forged, data: { ...forged.data, planDigest: digestIn(gap) } }]));
	expect(inGap.map(({ problem }) => problem)).toContain("amended-in-open-gap");
});
