/** How long the servers of a group have stood on different versions: from the first upgraded one to the last (R15, H4, H5). */
import { fold, sameName } from "../names.ts";
import { runGraph } from "./graph.ts";
import type { RunState } from "./state.ts";

export type VersionSkew = {
	/** `replication-group:default` */
	readonly subject: string;
	/** When the first installer of the group was done in this run. */
	readonly since: string;
	/** Hosts still to be upgraded, in plan order. */
	readonly behind: readonly string[];
};

/** One entry per group that stands between its first and its last installer; none before, none after. */
export function versionSkews(state: RunState): VersionSkew[] {
	const graph = runGraph(state.plan);
	const groups = new Map<string, { readonly name: string; readonly done: string[]; readonly behind: string[] }>();
	for (const id of graph.order) {
		const step = graph.steps.get(id);
		if (step?.kind !== "mfa-server.install") continue;
		const host = step.host ?? "";
		const name = state.inventory.mfaServers.find((server) => sameName(server.host, host))?.replicationGroup ?? "";
		const group = groups.get(fold(name)) ?? { name, done: [], behind: [] };
		groups.set(fold(name), group);
		const record = state.steps[id];
		if (record?.status === "done" && record.finishedAt !== undefined) group.done.push(record.finishedAt);
		else group.behind.push(host);
	}
	return [...groups.values()].flatMap(({ name, done, behind }) => {
		const since = done.toSorted()[0];
		return since === undefined || behind.length === 0 ? [] : [{ subject: `replication-group:${name}`, since, behind }];
	});
}
