/** Time windows exactly as contracts section 2 lists them, the gap's minutes as decision 13 adds them up. */
import type { PlanDocument, PlanWindow } from "../plan-document.ts";
import type { FarmScope, Scope } from "./scope.ts";
import { type Violation, violation } from "./violation.ts";
import { promotes, workedFarms, workedGroups, workedServers } from "./worked-on.ts";

type Window = Pick<PlanWindow, "kind" | "subject" | "opens" | "closes"> & { readonly minutes?: number };

export function checkWindows(scope: Scope, plan: PlanDocument): Violation[] {
	const key = (w: Window): string => JSON.stringify([w.kind, w.subject, w.opens, w.closes]);
	const name = (w: Window): string => `the ${w.kind} window of ${w.subject} from ${w.opens} to ${w.closes}`;
	const expected = new Map(expectedWindows(scope).map((w) => [key(w), w]));
	const seen = new Set<string>();
	const found = plan.windows.flatMap((w): Violation[] => {
		const wanted = expected.get(key(w));
		const steps = [w.opens, w.closes];
		if (wanted === undefined) return [violation("windows", `Nothing asks for ${name(w)}`, steps)];
		if (seen.has(key(w))) return [violation("windows", `Twice: ${name(w)}`, steps)];
		seen.add(key(w));
		if (wanted.minutes === undefined || wanted.minutes === w.estimateMinutes) return [];
		return [violation("windows", `${name(w)} is estimated at ${w.estimateMinutes} minutes, not ${wanted.minutes}`, steps)];
	});
	const missing = [...expected]
		.filter(([k]) => !seen.has(k))
		.map(([, w]) => violation("windows", `Missing: ${name(w)}`, [w.opens, w.closes]));
	return [...found, ...missing];
}

function expectedWindows(scope: Scope): Window[] {
	const groups = workedGroups(scope);
	return [
		...groups
			.filter((g) => promotes(scope, g))
			.map(
				(g): Window => ({
					kind: "write-freeze",
					subject: `replication-group:${g.name}`,
					opens: `mfa-server.promote:${g.name}`,
					closes: `mfa-server.verify:${g.primary?.host}`,
				}),
			),
		...groups
			.filter((g) => g.servers.length === 1)
			.flatMap((g) => workedServers(scope, g))
			.map(
				({ host }): Window => ({
					kind: "outage",
					subject: `mfa-server:${host}`,
					opens: `mfa-server.drain:${host}`,
					closes: `mfa-server.undrain:${host}`,
				}),
			),
		...workedFarms(scope).flatMap(farmWindows),
	];
}

function farmWindows({ farm, wid }: FarmScope): Window[] {
	const subject = `adfs-farm:${farm.name}`;
	const several = farm.nodes.length >= 2;
	const gap: Window = {
		kind: "mfa-gap",
		subject,
		opens: `adfs.disable-provider:${farm.name}`,
		closes: `adfs.enable-provider:${farm.name}`,
		// A single node is not swapped and has no secondaries to wait for: decision 13 names no figure for it.
		...(several ? { minutes: wid ? 30 : 25 } : {}),
	};
	const node = `${farm.name}/${farm.nodes[0]?.host}`;
	const outage: Window = { kind: "outage", subject, opens: `adfs.install-adapter:${node}`, closes: `adfs.restart-service:${node}` };
	return several ? [gap] : [gap, outage];
}
