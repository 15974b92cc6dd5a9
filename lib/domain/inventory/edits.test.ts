import { describe, expect, it } from "vitest";
import { changesOf, estateStory, inventoryOf } from "../testing/estate-story.ts";
import { applyEdits } from "./apply-edits.ts";
import type { Edit } from "./edits.ts";

const estate = () =>
	inventoryOf({
		mfaServers: [
			{ host: "MFA01", role: "primary", version: "7.3.0.3", pools: ["mfa-lb"], webServiceSdk: { url: "https://mfa01/Sdk" } },
			{ host: "MFA02", role: "subordinate", version: "7.3.0.3", pools: ["mfa-lb"] },
		],
		userPortals: [{ host: "UP01", sdkUrl: "https://mfa01/Sdk" }],
		adfsFarms: [{ name: "CORP", nodes: [{ host: "FS1", widPrimary: true }, { host: "FS2" }] }],
		pools: [{ name: "mfa-lb", kind: "mfa" }],
		clientSystems: [{ name: "VPN", kind: "radius", targets: ["MFA01", "mfa-lb", "CORP"] }],
	});

const edited = (...edits: Edit[]) => estateStory(estate()).give({ type: "edit-components", edits });
const issues = (...edits: Edit[]) => {
	const result = applyEdits(estate(), edits);
	return result.ok ? [] : result.error;
};

describe("edits of components", () => {
	it("[EST1] an edit changes the field it names and nothing else", () => {
		expect(changesOf(edited({ do: "change", component: "mfa-server", name: "mfa02", set: { version: "8.0.1" } }))).toEqual([
			{
				change: "changed",
				component: "mfa-server",
				name: "MFA02",
				fields: ["version"],
				before: { version: "7.3.0.3" },
				after: { version: "8.0.1" },
			},
		]);
		const sdk = changesOf(edited({ do: "change", component: "mfa-server", name: "MFA01", set: { "webServiceSdk.version": "8.0.1" } }));
		expect(sdk).toMatchObject([{ after: { webServiceSdk: { version: "8.0.1", url: "https://mfa01/Sdk" } } }]);
		expect(changesOf(edited({ do: "change", component: "adfs-node", name: "CORP/FS2", set: { batch: "B" } }))).toMatchObject([
			{ component: "adfs-farm", name: "CORP", fields: ["nodes"] },
		]);
	});

	it("[EST1] a field that is unset falls back to what the document fills in", () => {
		const changes = changesOf(edited({ do: "change", component: "mfa-server", name: "MFA01", unset: ["webServiceSdk", "version"] }));
		expect(changes).toMatchObject([{ fields: ["version", "webServiceSdk"], after: { version: "unknown" } }]);
	});

	it("[EST2] several edits are all stored or none, and each issue names its edit and field", () => {
		const wrong: readonly Edit[] = [
			{ do: "change", component: "mfa-server", name: "MFA01", set: { version: "8.1" } },
			{ do: "change", component: "mfa-server", name: "MFA02", set: { version: "eight", pools: ["mfa-lb"] } },
			{ do: "change", component: "user-portal", name: "UP01", set: { colour: "red" } },
		];
		expect(edited(...wrong)).toMatchObject({
			refusal: { code: "invalid", issues: [{ path: "edits[1].version" }, { path: "edits[2].colour", message: "Unknown key" }] },
		});
		expect(issues({ do: "change", component: "adfs-node", name: "CORP/FS2", set: { pools: ["nowhere"] } })).toMatchObject([
			{ path: "edits[0].pools[0]" },
		]);
		expect(issues({ do: "change", component: "host", name: "GONE", set: { os: "2022" } })).toMatchObject([{ path: "edits[0].name" }]);
	});

	it("[EST3] a component is added, a taken name is refused", () => {
		const added = changesOf(edited({ do: "add", component: "adfs-node", facts: { farm: "corp", host: "FS3" } }));
		expect(added.map(({ change, component, name }) => `${change} ${component} ${name}`)).toEqual([
			"added host FS3",
			"changed adfs-farm CORP",
		]);
		expect(issues({ do: "add", component: "pool", facts: { name: "MFA-LB", kind: "mfa" } })).toMatchObject([{ path: "edits[0].name" }]);
		expect(issues({ do: "add", component: "adfs-node", facts: { farm: "nowhere", host: "FS3" } })).toMatchObject([
			{ path: "edits[0].farm" },
		]);
		expect(changesOf(edited({ do: "add", component: "adfs-farm", facts: { name: "PART", nodes: [{ host: "FS9" }] } }))).toHaveLength(2);
	});

	it("[EST3] what uses a name follows when it is renamed; what nobody may miss is not removed", () => {
		const renamed = applyEdits(estate(), [
			{ do: "rename", component: "host", name: "MFA01", to: "mfa01.contoso.com" },
			{ do: "rename", component: "pool", name: "mfa-lb", to: "mfa-vip" },
			{ do: "rename", component: "adfs-farm", name: "CORP", to: "MAIN" },
		]);
		expect(renamed.ok && renamed.value).toMatchObject({
			mfaServers: [
				{ host: "mfa01.contoso.com", pools: ["mfa-vip"] },
				{ host: "MFA02", pools: ["mfa-vip"] },
			],
			adfsFarms: [{ name: "MAIN" }],
			clientSystems: [{ targets: ["MAIN", "mfa-vip", "mfa01.contoso.com"] }],
		});
		expect(issues({ do: "rename", component: "host", name: "MFA01", to: "MFA02" })).toMatchObject([{ path: "edits[0].to" }]);
		const without = applyEdits(estate(), [{ do: "remove", component: "pool", name: "mfa-lb" }]);
		expect(without.ok && without.value).toMatchObject({
			pools: [],
			mfaServers: [{ pools: [] }, { pools: [] }],
			clientSystems: [{ targets: ["CORP", "MFA01"] }],
		});
		expect(issues({ do: "remove", component: "adfs-farm", name: "CORP" })).toMatchObject([
			{ message: 'VPN: No host, pool or farm named "CORP"' },
		]);
	});

	it("[EST3] later edits of the same order find what was renamed, and what is called by it, under the new name", () => {
		const version = (name: string): Edit => ({ do: "change", component: "mfa-server", name, set: { version: "8.1" } });
		const edits: Edit[] = [
			{ do: "rename", component: "host", name: "MFA01", to: "MFA11" },
			version("MFA11"),
			{ do: "rename", component: "host", name: "FS1", to: "FS11" },
			{ do: "rename", component: "adfs-farm", name: "CORP", to: "MAIN" },
			{ do: "change", component: "adfs-node", name: "MAIN/FS11", set: { pools: ["mfa-lb"] } },
		];
		const after = applyEdits(estate(), edits);
		expect(after.ok && after.value.mfaServers.find(({ host }) => host === "MFA11")?.version).toBe("8.1");
		expect(after.ok && after.value.adfsFarms[0]?.nodes.find(({ host }) => host === "FS11")?.pools).toEqual(["mfa-lb"]);
		expect(applyEdits(estate(), [edits[0] as Edit, version("MFA01")])).toMatchObject({ ok: false, error: [{ path: "edits[1].name" }] });
	});

	it("[EST3] another host in `set` is no edit of a field", () => {
		expect(issues({ do: "change", component: "mfa-server", name: "MFA01", set: { host: "MFA09" } })).toMatchObject([
			{ path: "edits[0].host" },
		]);
		expect(issues({ do: "change", component: "mfa-server", name: "MFA01", set: { host: "mfa01" } })).toEqual([]);
	});
});

describe("two editors", () => {
	const version = (host: string, to: string): Edit => ({ do: "change", component: "mfa-server", name: host, set: { version: to } });

	it("[EST4] an edit is refused when its own component changed since, and says which", () => {
		const story = estateStory(estate());
		const seen = story.state.sequence;
		story.give({ type: "edit-components", edits: [version("MFA01", "8.0.1")], expectedSequence: seen });
		expect(
			story.give({ type: "edit-components", edits: [version("MFA01", "8.1"), version("MFA02", "8.1")], expectedSequence: seen }),
		).toEqual({
			refusal: { code: "stale-sequence", sequence: seen + 1, changed: ["mfa-server:MFA01"] },
		});
		expect(story.state.inventory.mfaServers.map((server) => server.version)).toEqual(["8.0.1", "7.3.0.3"]);
	});

	it("[EST4] edits of different components do not disturb one another; a node belongs to its farm", () => {
		const story = estateStory(estate());
		const seen = story.state.sequence;
		story.give({ type: "edit-components", edits: [version("MFA01", "8.0.1")], expectedSequence: seen });
		expect(changesOf(story.give({ type: "edit-components", edits: [version("MFA02", "8.1")], expectedSequence: seen }))).toHaveLength(1);
		story.give({ type: "edit-components", edits: [{ do: "change", component: "adfs-farm", name: "CORP", set: { configStore: "wid" } }] });
		const node: Edit = { do: "change", component: "adfs-node", name: "CORP/FS2", set: { batch: "B" } };
		expect(story.give({ type: "edit-components", edits: [node], expectedSequence: seen })).toMatchObject({
			refusal: { code: "stale-sequence", changed: ["adfs-farm:CORP"] },
		});
	});

	it("[EST4] only a lead edits", () => {
		const story = estateStory(estate());
		for (const role of ["viewer", "auditor", "operator", "admin"] as const)
			expect(story.give({ type: "edit-components", edits: [version("MFA01", "8.1")] }, role)).toEqual({
				refusal: { code: "forbidden", needs: "lead" },
			});
	});
});
