/**
 * Members that operators have marked down: out of service for a reason that no step of the plan gave (a dead disk, a
 * balancer's probe). They count as out wherever the run asks who still serves, and change nothing else: no edge, no
 * step, no inventory.
 */
import type { Inventory } from "../inventory/document.ts";
import { fold, sameName } from "../names.ts";
import type { RunState } from "./state.ts";

export type MemberComponent = "mfa-server" | "user-portal" | "mobile-app" | "adfs-node";

/** Subjects that can be marked, as the frozen inventory spells them: `mfa-server:MFA01`, `adfs-node:CORP/FS1`, `host:MFA01`. */
export function markableSubjects(inventory: Inventory): string[] {
	return [
		...inventory.mfaServers.map(({ host }) => `mfa-server:${host}`),
		...inventory.userPortals.map(({ host }) => `user-portal:${host}`),
		...inventory.mobileAppWebServices.map(({ host }) => `mobile-app:${host}`),
		...inventory.adfsFarms.flatMap((farm) => farm.nodes.map((node) => `adfs-node:${farm.name}/${node.host}`)),
		...inventory.hosts.map(({ name }) => `host:${name}`),
	];
}

/** The key under which `subject` is marked down, whatever the case it is written in. */
export const markOf = (state: RunState, subject: string): string | undefined =>
	Object.keys(state.down).find((name) => sameName(name, subject));

/** True for a component on a host that is marked down, by itself or with its whole host. */
export function markedDown(state: RunState): (component: MemberComponent, host: string) => boolean {
	const marks = new Set(Object.keys(state.down).map(shortKey));
	if (marks.size === 0) return () => false;
	return (component, host) => marks.has(fold(`host:${host}`)) || marks.has(fold(`${component}:${host}`));
}

/** `adfs-node:CORP/FS1` is asked for by its host, as every other component. */
function shortKey(subject: string): string {
	const [kind = "", name = ""] = subject.split(":", 2);
	return fold(`${kind}:${kind === "adfs-node" ? name.slice(name.indexOf("/") + 1) : name}`);
}
