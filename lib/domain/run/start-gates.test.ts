import { expect, it } from "vitest";
import { err } from "../result.ts";
import { running, type Story } from "../testing/given-when-then.ts";
import { done, farmsInTurn, night, nightPlan, started, upTo } from "../testing/night.ts";
import { AT, inventoryOf, later, people, planOf, step } from "../testing/run-builders.ts";

const { ben, cid, dot } = people;
const start = (story: Story, stepId: string, at?: string, who: (typeof people)[keyof typeof people] = cid) =>
	story.when(who, { type: "start-step", stepId }, at);
const waive = (story: Story, code: "last-serving-node" | "outside-window" | "too-late-to-finish" | "backup-stale", subject: string) =>
	story.and([ben, { type: "waive", code, subject, reason: "Agreed with the service owner" }]);

it("[RUN32] one farm's gap at a time", () => {
	const free = night({ plan: nightPlan([farmsInTurn]) });
	const open = started(
		done(upTo(free, "adfs.disable-provider:CORP"), "adfs.export-config:EDGE", "adfs.install-adapter:EDGE/E1"),
		"adfs.disable-provider:CORP",
	);
	const confirmed = open.and([dot, { type: "confirm-step", stepId: "adfs.disable-provider:EDGE" }]);
	expect(start(confirmed, "adfs.disable-provider:EDGE")).toEqual(err({ code: "mfa-gap-elsewhere", farm: "CORP" }));
	const closed = [
		"adfs.unregister-provider:CORP",
		"adfs.register-provider:CORP",
		"adfs.restart-service:CORP/FS1",
		"adfs.swap-batches:CORP",
	];
	const completed = confirmed.and([
		cid,
		{ type: "complete-step", stepId: "adfs.disable-provider:CORP", evidence: { providerName: "WindowsAzureMultiFactorAuthentication" } },
	]);
	expect(start(done(completed, ...closed), "adfs.disable-provider:EDGE")).toMatchObject({ error: { code: "mfa-gap-elsewhere" } });
	expect(start(done(completed, ...closed, "adfs.enable-provider:CORP"), "adfs.disable-provider:EDGE").ok).toBe(true);
});

const window = { start: later(0), end: later(120), timeZone: "Europe/Berlin" };
const stepId = "mfa-server.backup-data:MFA01";

it("[RUN42] nothing starts outside the maintenance window, its first instant is inside, its last is not", () => {
	const story = night({ window });
	const outside = err({ code: "outside-window", subject: stepId, start: window.start, end: window.end });
	expect(start(story, stepId, later(-1))).toEqual(outside);
	expect(start(story, stepId, later(120))).toEqual(outside);
	expect(start(story, stepId, later(0)).ok).toBe(true);
	expect(start(waive(story, "outside-window", stepId), stepId, later(121)).ok).toBe(true);
	expect(start(waive(story, "outside-window", "mfa-server.drain:MFA02"), stepId, later(121))).toEqual(outside);
});

it("[RUN43] nothing starts that cannot be finished inside the window", () => {
	const story = night({ window });
	expect(start(story, stepId, later(110)).ok).toBe(true);
	expect(start(story, stepId, later(111))).toEqual(err({ code: "too-late-to-finish", subject: stepId, latestStart: later(110) }));
	expect(start(waive(story, "too-late-to-finish", stepId), stepId, later(111)).ok).toBe(true);
});

it("[RUN43] a step that opens a window must leave time to close it", () => {
	const id = "adfs.disable-provider:CORP";
	const story = upTo(night({ window: { ...window, end: later(240) } }), id).and([dot, { type: "confirm-step", stepId: id }]);
	const refused = err({ code: "too-late-to-finish", subject: id, latestStart: later(160), closes: "adfs.enable-provider:CORP" });
	expect(start(story, id, later(161))).toEqual(refused);
	expect(start(story, id, later(160)).ok).toBe(true);
});

it("[RUN42] a rehearsal does not keep to the window", () => {
	expect(start(night({ window }, "rehearsal"), stepId, later(-5000)).ok).toBe(true);
});

it("[RUN35] a lone server is not drained without a lead's waiver for it", () => {
	const drain = step("mfa-server.drain", "MFA01");
	const inventory = inventoryOf({
		pools: [{ name: "lb", kind: "mfa" }],
		mfaServers: [{ host: "MFA01", role: "primary", version: "7.3", pools: ["lb"] }],
	});
	const story = running({ plan: planOf({ steps: [drain] }), inventory });
	const refused = err({ code: "last-serving-node", subject: "mfa-server:MFA01", serving: 1, minInService: 1 });
	expect(start(story, drain.id)).toEqual(refused);
	expect(start(waive(story, "last-serving-node", "pool:lb"), drain.id)).toEqual(refused);
	expect(start(waive(story, "backup-stale", "mfa-server:MFA01"), drain.id)).toEqual(refused);
	expect(start(waive(story, "last-serving-node", "mfa-server:MFA01"), drain.id).ok).toBe(true);
});

it("[RUN35] one of two servers may go, the second not while the first is out", () => {
	const [one, two] = [step("mfa-server.drain", "MFA01"), step("mfa-server.drain", "MFA02")];
	const servers = ["MFA01", "MFA02"].map((host) => ({ host, version: "7.3", role: host === "MFA01" ? "primary" : "subordinate" }));
	const story = running({ plan: planOf({ steps: [one, two] }), inventory: inventoryOf({ mfaServers: servers }) });
	expect(start(started(story, two.id), one.id)).toEqual(
		err({ code: "last-serving-node", subject: "replication-group:default", serving: 1, minInService: 1 }),
	);
});

it("[RUN36] a portal does not leave its pool below the minimum", () => {
	const [one, two] = [step("user-portal.drain", "UP01"), step("user-portal.drain", "UP02")];
	const inventory = inventoryOf({
		pools: [{ name: "up-lb", kind: "portal" }],
		userPortals: ["UP01", "UP02"].map((host) => ({ host, version: "7.3", pools: ["up-lb"] })),
	});
	const story = running({ plan: planOf({ steps: [one, two, step("user-portal.undrain", "UP01")] }), inventory });
	const refused = err({ code: "last-serving-node", subject: "pool:up-lb", serving: 1, minInService: 1 });
	expect(start(story, one.id).ok).toBe(true);
	expect(start(started(story, one.id), two.id)).toEqual(refused);
	expect(start(done(story, one.id), two.id)).toEqual(refused);
	expect(start(done(story, one.id, "user-portal.undrain:UP01"), two.id).ok).toBe(true);
	expect(start(waive(done(story, one.id), "last-serving-node", "pool:UP-LB"), two.id).ok).toBe(true);
	const reopened = done(story, one.id).and([cid, { type: "reopen-step", stepId: one.id, reason: "Never took effect" }]);
	expect(start(reopened, two.id).ok).toBe(true);
});

it("[RUN36] a lone portal in its pool is the last one", () => {
	const drain = step("user-portal.drain", "UP01");
	const inventory = inventoryOf({
		pools: [{ name: "up-lb", kind: "portal" }],
		userPortals: [{ host: "UP01", version: "7.3", pools: ["up-lb"] }],
	});
	expect(start(running({ plan: planOf({ steps: [drain] }), inventory }), drain.id)).toEqual(
		err({ code: "last-serving-node", subject: "pool:up-lb", serving: 1, minInService: 1 }),
	);
});

/** A farm of three behind a pool, batch A of two nodes by the plan's own edges. */
function farm(minInService: number) {
	const nodes = ["F1", "F2", "F3"];
	const installs = nodes.map((host) => step("adfs.install-adapter", `CORP/${host}`));
	const steps = [
		step("adfs.remove-batch-a", "CORP"),
		...installs.slice(0, 2),
		step("adfs.swap-batches", "CORP"),
		step("adfs.enable-provider", "CORP"),
		...installs.slice(2),
		step("adfs.return-batch-b", "CORP"),
	];
	const inventory = inventoryOf({
		pools: [{ name: "adfs-lb", kind: "adfs", minInService }],
		adfsFarms: [{ name: "CORP", configStore: "sql", adapterVersion: "7.3", nodes: nodes.map((host) => ({ host, pools: ["adfs-lb"] })) }],
	});
	const order = steps.map(({ id }) => id);
	const edges = order.slice(1).map((id, i): [string, string] => [order[i] ?? "", id]);
	return running({ plan: planOf({ steps, edges }), inventory });
}

it("[RUN37] batches leave the pool its minimum, the nodes that come back counted", () => {
	expect(start(farm(2), "adfs.remove-batch-a:CORP")).toEqual(
		err({ code: "last-serving-node", subject: "pool:adfs-lb", serving: 3, minInService: 2 }),
	);
	expect(start(farm(1), "adfs.remove-batch-a:CORP").ok).toBe(true);
	const swapping = done(farm(1), "adfs.remove-batch-a:CORP", "adfs.install-adapter:CORP/F1", "adfs.install-adapter:CORP/F2");
	expect(start(swapping, "adfs.swap-batches:CORP").ok).toBe(true);
	const waived = waive(farm(3), "last-serving-node", "pool:adfs-lb");
	const three = done(waived, "adfs.remove-batch-a:CORP", "adfs.install-adapter:CORP/F1", "adfs.install-adapter:CORP/F2");
	expect(start(three, "adfs.swap-batches:CORP").ok).toBe(true);
});

it("[RUN37] a batch that is the whole farm is refused for the farm", () => {
	const steps = [step("adfs.remove-batch-a", "CORP"), step("adfs.install-adapter", "CORP/F1"), step("adfs.install-adapter", "CORP/F2")];
	const story = running({ plan: planOf({ steps }) });
	expect(start(story, "adfs.remove-batch-a:CORP")).toEqual(
		err({ code: "last-serving-node", subject: "adfs-farm:CORP", serving: 2, minInService: 1 }),
	);
});

it("[RUN38] the adapter of a single-node farm is an outage that a lead waives", () => {
	const id = "adfs.install-adapter:EDGE/E1";
	const before = done(night(), "mfa-server.backup-data:MFA01");
	expect(start(before, id)).toMatchObject({ error: { code: "step-blocked" } });
	const single = running({ plan: planOf({ steps: [step("adfs.install-adapter", "EDGE/E1")] }) });
	expect(start(single, id)).toEqual(err({ code: "last-serving-node", subject: "adfs-farm:EDGE", serving: 1, minInService: 1 }));
	const pair = running({ plan: planOf({ steps: [step("adfs.install-adapter", "EDGE/E1"), step("adfs.install-adapter", "EDGE/E2")] }) });
	expect(start(pair, id).ok).toBe(true);
});

it("[RUN39] what was drained and then parked stays out of service", () => {
	const [one, two] = [step("user-portal.drain", "UP01"), step("user-portal.drain", "UP02")];
	const rest = [step("user-portal.install", "UP01"), step("user-portal.undrain", "UP01")];
	const inventory = inventoryOf({
		pools: [{ name: "up-lb", kind: "portal" }],
		userPortals: ["UP01", "UP02"].map((host) => ({ host, version: "7.3", pools: ["up-lb"] })),
	});
	const story = running({ plan: planOf({ steps: [one, ...rest, two] }), inventory });
	const parked = done(story, one.id).and([ben, { type: "park-subject", subject: "user-portal:UP01", reason: "Disk full" }]);
	expect(start(parked, two.id)).toMatchObject({ error: { code: "last-serving-node", subject: "pool:up-lb", serving: 1 } });
});

it("[RUN39] a drained MFA Server takes everything on its host out, the AD FS node too", () => {
	const hosts = ["FS1", "FS2"];
	const inventory = inventoryOf({
		pools: [
			{ name: "mfa-lb", kind: "mfa" },
			{ name: "adfs-lb", kind: "adfs" },
		],
		mfaServers: [...hosts, "MFA03"].map((host) => ({
			host,
			version: "7.3",
			role: host === "FS1" ? "primary" : "subordinate",
			pools: ["mfa-lb"],
		})),
		adfsFarms: [{ name: "CORP", configStore: "sql", nodes: hosts.map((host) => ({ host, pools: ["adfs-lb"] })) }],
	});
	const story = running({ plan: planOf({ steps: hosts.map((host) => step("mfa-server.drain", host)) }), inventory });
	expect(start(done(story, "mfa-server.drain:FS2"), "mfa-server.drain:FS1")).toEqual(
		err({ code: "last-serving-node", subject: "pool:adfs-lb", serving: 1, minInService: 1 }),
	);
});

it("[RUN40] the old primary is not touched before the promotion, even where a plan forgot the edge", () => {
	const without = nightPlan([["mfa-server.promote:default", "mfa-server.drain:MFA01"]]);
	const story = night({ plan: without });
	const refused = err({ code: "primary-still-primary", subject: "mfa-server:MFA01" });
	expect(start(story, "mfa-server.drain:MFA01")).toEqual(refused);
	expect(start(upTo(story, "mfa-server.drain:MFA01"), "mfa-server.drain:MFA01").ok).toBe(true);
});

it.each(["adfs.disable-provider:CORP", "mfa-server.promote:default"])("[RUN41] %s needs another person's look before the start", (id) => {
	const ready = upTo(night(), id);
	expect(start(ready, id)).toEqual(err({ code: "needs-second-person" }));
	const own = ready.and([cid, { type: "confirm-step", stepId: id }]);
	expect(start(own, id)).toEqual(err({ code: "needs-second-person", confirmedBy: "cid" }));
	expect(start(own, id, undefined, dot).ok).toBe(true);
	const seen = ready.and([dot, { type: "confirm-step", stepId: id }], [cid, { type: "start-step", stepId: id }]);
	expect(seen.events.at(-1)).toEqual({ type: "step-started", data: { stepId: id, confirmedBy: "dot" } });
	// the look is used up: a retry and a reopening ask for another
	const again = seen.and([cid, { type: "fail-step", stepId: id, reason: "r" }], [cid, { type: "retry-step", stepId: id }]);
	expect(start(again, id)).toEqual(err({ code: "needs-second-person" }));
	const reopened = done(ready, id).and([cid, { type: "reopen-step", stepId: id, reason: "r" }]);
	expect(start(reopened, id)).toEqual(err({ code: "needs-second-person" }));
});

it("[RUN41] other steps need no second person and take no confirmation", () => {
	expect(night().when(dot, { type: "confirm-step", stepId })).toMatchObject({ error: { code: "invalid", issues: [{ path: "stepId" }] } });
	const confirmed = started(upTo(night(), "mfa-server.promote:default"), "mfa-server.promote:default");
	expect(confirmed.when(dot, { type: "confirm-step", stepId: "mfa-server.promote:default" })).toEqual(
		err({ code: "step-running", by: "cid" }),
	);
});

it("[RUN44] a waiver names who, when and why, and may be given before the run starts", () => {
	const waived = waive(night(), "last-serving-node", "adfs-farm:EDGE");
	expect(waived.state.waivers).toEqual([
		{ code: "last-serving-node", subject: "adfs-farm:EDGE", reason: "Agreed with the service owner", by: "ben", at: AT },
	]);
	expect(night().when(cid, { type: "waive", code: "last-serving-node", subject: "adfs-farm:EDGE", reason: "r" })).toEqual(
		err({ code: "forbidden", needs: "lead" }),
	);
});
