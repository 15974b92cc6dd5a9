/** Estates on which planner and checker once disagreed, made small; each is planned and checked again for good. */
import type { PlanDocument } from "../planner/plan-document.ts";

type Regression = {
	readonly about: string;
	readonly target: string;
	readonly status: PlanDocument["status"];
	readonly input: Readonly<Record<string, unknown>>;
};

const base = { format: "lockstep.inventory/1", estate: { name: "Regression" } };
const arrived = { host: "M1", role: "primary", version: "8.1" };
const farm = { name: "Farm", configStore: "wid", adapterVersion: "7.0.0.9", adapterName: "AzureMfaServerAuthentication" };

export const regressions: readonly Regression[] = [
	{
		about: "a farm whose usual halves break a pool, but that another split spares",
		target: "8.1",
		status: "ready",
		input: {
			...base,
			mfaServers: [{ ...arrived, pools: ["p4"] }],
			adfsFarms: [
				{
					...farm,
					nodes: [
						{ host: "F1", widPrimary: true, pools: ["p3", "p4"] },
						{ host: "F2", pools: ["p3"] },
						{ host: "M1", pools: ["p1", "p4"] },
						{ host: "F4", pools: ["p1"] },
					],
				},
			],
			pools: [
				{ name: "p1", kind: "mfa" },
				{ name: "p3", kind: "sdk", minInService: 0 },
				{ name: "p4", kind: "adfs" },
			],
		},
	},
	{
		about: "a given node that fills batch A and leaves the WID primary in B",
		target: "8.1",
		status: "blocked",
		input: {
			...base,
			mfaServers: [arrived],
			adfsFarms: [
				{
					...farm,
					nodes: [
						{ host: "F1", batch: "A" },
						{ host: "F2", widPrimary: true },
					],
				},
			],
		},
	},
	{
		about: "a pooled portal behind its server, repaired from the console",
		target: "8.1",
		status: "ready",
		input: {
			...base,
			mfaServers: [arrived],
			userPortals: [
				{ host: "M1", version: "7.3", pools: ["web"] },
				{ host: "UP1", version: "7.3", pools: ["web"] },
			],
			pools: [{ name: "web", kind: "portal" }],
		},
	},
	{
		about: "a Web Service SDK behind its server, and one ahead of it",
		target: "8.1",
		status: "ready",
		input: {
			...base,
			mfaServers: [
				{ ...arrived, webServiceSdk: { version: "7.3" } },
				{ host: "M2", role: "subordinate", version: "7.3", webServiceSdk: { version: "8.1" } },
			],
		},
	},
	{
		about: "a runtime that only the mobile app web service beside a portal lacks",
		target: "7.3",
		status: "ready",
		input: {
			...base,
			hosts: [{ name: "UP1", vcRedistX86: "14.38.33135", vcRedistX64: "14.38.33135" }],
			mfaServers: [{ ...arrived, version: "7.3" }],
			userPortals: [{ host: "UP1", version: "7.0" }],
			mobileAppWebServices: [{ host: "UP1", version: "6.3.1.1" }],
		},
	},
	{
		about: "a pool that is too tight for the servers and would be for a farm that is stopped anyway",
		target: "8.1",
		status: "blocked",
		input: {
			...base,
			mfaServers: [
				{ host: "M1", role: "primary", version: "7.3", pools: ["p2"] },
				{ host: "M2", role: "subordinate", version: "7.3", pools: ["p1", "p2"] },
			],
			adfsFarms: [
				{
					...farm,
					nodes: [
						{ host: "F1", pools: ["p2"] },
						{ host: "F2", widPrimary: true, pools: ["p1", "p2"] },
					],
				},
			],
			pools: [
				{ name: "p1", kind: "adfs", minInService: 2 },
				{ name: "p2", kind: "mobile-app", minInService: 3 },
			],
		},
	},
];
