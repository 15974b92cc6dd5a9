import { expect, it } from "vitest";
import { parseInventory } from "../inventory/parse-inventory.ts";
import { ok } from "../result.ts";
import type { Story } from "../testing/given-when-then.ts";
import { running } from "../testing/given-when-then.ts";
import { done, night, nightInventory, upTo } from "../testing/night.ts";
import { inventoryOf, people, planOf, step } from "../testing/run-builders.ts";
import { withEffects } from "./apply-effects.ts";
import type { RunEvent } from "./events.ts";
import { inventoryEffects } from "./inventory-effects.ts";

const lastEvent = (story: Story): RunEvent => story.events.at(-1) as RunEvent;
/** Effects of completing `id` next. */
const completing = (before: Story, id: string) => inventoryEffects(before.state, lastEvent(done(before, id)));
const completed = (id: string, mode: "live" | "rehearsal" = "live") => completing(upTo(night({}, mode), id), id);

it("[RUN53] an installer writes the version seen, the components beside it their own", () => {
	expect(completed("mfa-server.install:MFA02")).toEqual([{ component: "mfa-server", name: "MFA02", set: { version: "8.1.4.2" } }]);
	expect(completed("mfa-server.install-sdk:MFA02")).toEqual([{ component: "mfa-server", name: "MFA02", set: { sdkVersion: "8.1" } }]);
	expect(completed("user-portal.install:UP01")).toEqual([{ component: "user-portal", name: "UP01", set: { version: "8.1.4.2" } }]);
	expect(completed("mfa-server.verify:MFA02")).toEqual([]);
});

it("[RUN53] a promotion exchanges the roles of its group", () => {
	expect(completed("mfa-server.promote:default")).toEqual([
		{ component: "mfa-server", name: "MFA01", set: { role: "subordinate" } },
		{ component: "mfa-server", name: "MFA02", set: { role: "primary" } },
	]);
});

it("[RUN53] a farm has the new adapter once its last node has it, and the name that was ticked", () => {
	expect(completed("adfs.install-adapter:CORP/FS1")).toEqual([]);
	expect(completed("adfs.install-adapter:CORP/FS2")).toEqual([
		{ component: "adfs-farm", name: "CORP", set: { adapterVersion: "8.1.4.2" } },
	]);
	expect(completed("adfs.enable-provider:CORP")).toEqual([
		{ component: "adfs-farm", name: "CORP", set: { adapterName: "AzureMfaServerAuthentication" } },
	]);
});

it("[RUN53] a rehearsal changes nothing, and starting changes nothing", () => {
	expect(completed("mfa-server.install:MFA02", "rehearsal")).toEqual([]);
	const story = upTo(night(), "mfa-server.install:MFA02");
	const started = story.and([people.cid, { type: "start-step", stepId: "mfa-server.install:MFA02" }]);
	expect(inventoryEffects(story.state, lastEvent(started))).toEqual([]);
});

const mobile = inventoryOf({
	mobileAppWebServices: [
		{ host: "WEB01", version: "7.3" },
		{ host: "WEB02", version: "7.3" },
	],
});

it("[RUN53] the whole night, written back, leaves every component at target and one primary", () => {
	let inventory = nightInventory;
	let story = night();
	const play = (next: Story) => {
		for (const event of next.events.slice(story.events.length))
			inventory = withEffects(inventory, inventoryEffects(story.state, event), nightInventory);
		story = next;
	};
	const order = upTo(story, "estate.accept:estate").events.flatMap((event) => (event.type === "step-completed" ? [event.data.stepId] : []));
	play(story.and([people.ben, { type: "waive", code: "last-serving-node", subject: "adfs-farm:EDGE", reason: "r" }]));
	for (const id of order) {
		const begun = done(story, id);
		play(begun);
	}
	expect(inventory.mfaServers.map(({ host, version, role, webServiceSdk }) => [host, version, role, webServiceSdk?.version])).toEqual([
		["MFA01", "8.1.4.2", "subordinate", "8.1"],
		["MFA02", "8.1.4.2", "primary", "8.1"],
	]);
	expect(inventory.userPortals.map(({ version }) => version)).toEqual(["8.1.4.2", "8.1.4.2"]);
	expect(inventory.adfsFarms.map(({ adapterVersion, adapterName }) => [adapterVersion, adapterName])).toEqual([
		["8.1.4.2", "AzureMfaServerAuthentication"],
		["8.1.4.2", "AzureMfaServerAuthentication"],
	]);
});

it("[RUN53] a removed mobile app web service is gone, and comes back when the tick is taken back", () => {
	const id = "mobile-app.uninstall:WEB01";
	const story = running({ plan: planOf({ steps: [step("mobile-app.uninstall", "WEB01", { optional: true })] }), inventory: mobile });
	const after = done(story, id);
	const removed = withEffects(mobile, inventoryEffects(story.state, lastEvent(after)), mobile);
	expect(removed.mobileAppWebServices.map(({ host }) => host)).toEqual(["WEB02"]);
	const reopened = after.and([people.cid, { type: "reopen-step", stepId: id, reason: "Not removed" }]);
	expect(withEffects(removed, inventoryEffects(after.state, lastEvent(reopened)), mobile)).toEqual(mobile);
});

it("[RUN53] a promoted candidate is a candidate no more, until the promotion is taken back", () => {
	const flagged = inventoryOf({
		mfaServers: [
			{ host: "MFA01", role: "primary", version: "7.3" },
			{ host: "MFA02", role: "subordinate", version: "7.3", promotionCandidate: true },
		],
	});
	const id = "mfa-server.promote:default";
	const story = running({ plan: planOf({ steps: [step("mfa-server.promote", "default", { host: "MFA02" })] }), inventory: flagged });
	const after = done(story, id);
	const promoted = withEffects(flagged, inventoryEffects(story.state, lastEvent(after)), flagged);
	expect(promoted.mfaServers.map(({ role, promotionCandidate }) => [role, promotionCandidate])).toEqual([
		["subordinate", false],
		["primary", false],
	]);
	expect(parseInventory(promoted)).toEqual(ok(promoted));
	const reopened = after.and([people.cid, { type: "reopen-step", stepId: id, reason: "Not promoted" }]);
	expect(withEffects(promoted, inventoryEffects(after.state, lastEvent(reopened)), flagged)).toEqual(flagged);
});

it("[RUN53] every tick taken back gives the inventory its old values", () => {
	const ids = [
		"mfa-server.install:MFA02",
		"mfa-server.install-sdk:MFA02",
		"mfa-server.promote:default",
		"user-portal.install:UP01",
		"adfs.enable-provider:CORP",
		"adfs.install-adapter:CORP/FS2",
	];
	for (const id of ids) {
		const before = upTo(night(), id);
		const after = done(before, id);
		const written = withEffects(nightInventory, inventoryEffects(before.state, lastEvent(after)), nightInventory);
		expect(written).not.toEqual(nightInventory);
		const reopened = after.and([people.cid, { type: "reopen-step", stepId: id, reason: "Mistaken" }]);
		expect(withEffects(written, inventoryEffects(after.state, lastEvent(reopened)), nightInventory)).toEqual(nightInventory);
	}
});
