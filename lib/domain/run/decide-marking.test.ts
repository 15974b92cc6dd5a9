import { expect, it } from "vitest";
import { err, ok } from "../result.ts";
import { running } from "../testing/given-when-then.ts";
import { done, night, started } from "../testing/night.ts";
import { AT, inventoryOf, people, planOf, step } from "../testing/run-builders.ts";
import { runView } from "./run-view.ts";

const { ben, cid, dot, eve } = people;
const down = (subject: string, reason = "Disk failed") => ({ type: "mark-down", subject, reason }) as const;
const up = (subject: string) => ({ type: "mark-up", subject }) as const;

it("[RUN80] an operator marks a member down with a reason and up again; both are facts", () => {
	const story = night().and([cid, down("adfs-node:corp/fs2")]);
	expect(story.events.at(-1)).toEqual({ type: "member-marked-down", data: { subject: "adfs-node:CORP/FS2", reason: "Disk failed" } });
	expect(story.state.down).toEqual({ "adfs-node:CORP/FS2": { by: "cid", at: AT, reason: "Disk failed" } });
	expect(runView(story.state).down).toEqual(story.state.down);
	const back = story.and([dot, up("ADFS-NODE:CORP/FS2")]);
	expect(back.events.at(-1)).toEqual({ type: "member-marked-up", data: { subject: "adfs-node:CORP/FS2" } });
	expect(back.state.down).toEqual({});
});

it("[RUN80] what is not in the estate, not marked, marked already, or without a reason is refused", () => {
	const story = night().and([cid, down("host:MFA02")]);
	expect(story.when(cid, down("mfa-server:MFA09"))).toEqual(err({ code: "not-found", what: "mfa-server:MFA09" }));
	expect(story.when(cid, down("pool:mfa-lb"))).toEqual(err({ code: "not-found", what: "pool:mfa-lb" }));
	expect(story.when(cid, down("HOST:mfa02"))).toEqual(err({ code: "stale-sequence", sequence: story.state.sequence }));
	expect(story.when(cid, up("mfa-server:MFA02"))).toEqual(err({ code: "not-found", what: "mfa-server:MFA02" }));
	expect(story.when(cid, { type: "mark-down", subject: "host:MFA01" })).toEqual(err({ code: "reason-required" }));
	expect(story.when(eve, down("host:MFA01"))).toEqual(err({ code: "forbidden", needs: "work-steps" }));
});

it("[RUN80] marks are taken while the run is paused, not before it starts or after it ended", () => {
	const paused = night().and([ben, { type: "pause-run", reason: "r" }], [cid, down("mfa-server:MFA02")]);
	expect(paused.state.down).toHaveProperty("mfa-server:MFA02");
	const ended = night().and([ben, { type: "end-run", outcome: "partial", reason: "r" }]);
	expect(ended.when(cid, down("mfa-server:MFA02"))).toEqual(err({ code: "run-ended", outcome: "partial" }));
});

it("[RUN81] a server marked down leaves nobody to drain onto, until it is marked up or a lead waives", () => {
	const drains = ["MFA01", "MFA02"].map((host) => step("mfa-server.drain", host));
	const inventory = inventoryOf({
		pools: [{ name: "lb", kind: "mfa" }],
		mfaServers: ["MFA01", "MFA02"].map((host) => ({ host, role: host === "MFA01" ? "primary" : "subordinate", pools: ["lb"] })),
	});
	const story = running({ plan: planOf({ steps: drains }), inventory }).and([cid, down("mfa-server:MFA02")]);
	const start = { type: "start-step", stepId: "mfa-server.drain:MFA01" } as const;
	expect(story.when(cid, start)).toEqual(
		err({ code: "last-serving-node", subject: "replication-group:default", serving: 1, minInService: 1 }),
	);
	expect(story.and([cid, up("mfa-server:MFA02")]).when(cid, start).ok).toBe(true);
	const waived = ["replication-group:default", "pool:lb"].reduce(
		(before, subject) => before.and([ben, { type: "waive", code: "last-serving-node", subject, reason: "Announced" }]),
		story,
	);
	expect(waived.when(cid, start).ok).toBe(true);
});

it("[RUN81] a host marked down takes its portal out of its pool", () => {
	const inventory = inventoryOf({
		pools: [{ name: "up-lb", kind: "portal" }],
		userPortals: ["UP01", "UP02"].map((host) => ({ host, version: "7.3", pools: ["up-lb"] })),
	});
	const story = running({ plan: planOf({ steps: [step("user-portal.drain", "UP01")] }), inventory }).and([cid, down("host:UP02")]);
	expect(story.when(cid, { type: "start-step", stepId: "user-portal.drain:UP01" })).toEqual(
		err({ code: "last-serving-node", subject: "pool:up-lb", serving: 1, minInService: 1 }),
	);
});

it("[RUN81] a node marked down does not come back with its batch at the swap", () => {
	const steps = [
		step("adfs.remove-batch-a", "CORP"),
		step("adfs.install-adapter", "CORP/F1"),
		step("adfs.swap-batches", "CORP"),
		step("adfs.enable-provider", "CORP"),
		step("adfs.install-adapter", "CORP/F2"),
	];
	const order = steps.map(({ id }) => id);
	const edges = order.slice(1).map((id, i): [string, string] => [order[i] ?? "", id]);
	const inventory = inventoryOf({
		adfsFarms: [{ name: "CORP", configStore: "sql", adapterVersion: "7.3", nodes: [{ host: "F1" }, { host: "F2" }] }],
	});
	const swapping = done(running({ plan: planOf({ steps, edges }), inventory }), "adfs.remove-batch-a:CORP", "adfs.install-adapter:CORP/F1");
	const start = { type: "start-step", stepId: "adfs.swap-batches:CORP" } as const;
	expect(swapping.when(cid, start)).toEqual(ok([{ type: "step-started", data: { stepId: "adfs.swap-batches:CORP" } }]));
	expect(swapping.and([cid, down("adfs-node:CORP/F1")]).when(cid, start)).toEqual(
		err({ code: "last-serving-node", subject: "adfs-farm:CORP", serving: 1, minInService: 1 }),
	);
});

it("[RUN81] a rehearsal's marks stay in its own stream: the frozen inventory is untouched", () => {
	const story = night({}, "rehearsal").and([cid, down("mfa-server:MFA02")]);
	expect(story.state.inventory).toEqual(night().state.inventory);
	expect(started(story, "prepare.download-installer:estate").state.down).toHaveProperty("mfa-server:MFA02");
});

it("[RUN93] a hand-over names what is marked down, and the state keeps the note for who takes over", () => {
	const story = night().and([cid, down("mfa-server:MFA02")], [ben, { type: "hand-over", to: "ada", note: "Watch MFA02" }]);
	expect(story.state.handedOver).toMatchObject({ by: "ben", to: "ada", note: "Watch MFA02", summary: { down: ["mfa-server:MFA02"] } });
	const quiet = night().and([ben, { type: "hand-over", to: "ada" }]);
	expect(quiet.state.handedOver?.summary).not.toHaveProperty("down");
});
