/** How long the servers of a group have stood on different versions: from the first upgraded one to the last (R15, H4, H5). */
import { fold, sameName } from "../names.ts";
import { compareVersions, versionPattern } from "../version.ts";
import { runGraph } from "./graph.ts";
import type { RunState } from "./state.ts";

export type VersionSkew = {
	/** `replication-group:default` */
	readonly subject: string;
	/** When the first installer of the group was done in this run. */
	readonly since: string;
	/** Hosts still to be upgraded, in plan order. */
	readonly behind: readonly string[];
	/** The oldest version that is known to run in the group; absent: none is known. */
	readonly from?: string;
	/** The newest: as it was read after an installer, else the target. */
	readonly to: string;
};

type Group = {
	readonly name: string;
	readonly done: string[];
	readonly behind: string[];
	readonly old: string[];
	readonly new: string[];
};

/** One entry per group that stands between its first and its last installer; none before, none after. */
export function versionSkews(state: RunState): VersionSkew[] {
	const graph = runGraph(state.plan);
	const groups = new Map<string, Group>();
	for (const id of graph.order) {
		const step = graph.steps.get(id);
		if (step?.kind !== "mfa-server.install") continue;
		const host = step.host ?? "";
		const server = state.inventory.mfaServers.find((candidate) => sameName(candidate.host, host));
		const name = server?.replicationGroup ?? "";
		const group = groups.get(fold(name)) ?? { name, done: [], behind: [], old: [], new: [] };
		groups.set(fold(name), group);
		const record = state.steps[id];
		if (record?.status === "done" && record.finishedAt !== undefined) {
			group.done.push(record.finishedAt);
			const after = record.evidence?.versionAfter;
			group.new.push(typeof after === "string" && versionPattern.test(after) ? after : state.plan.targetVersion);
		} else {
			group.behind.push(host);
			if (server && versionPattern.test(server.version)) group.old.push(server.version);
		}
	}
	return [...groups.values()].flatMap(({ name, done, behind, old, new: upgraded }): VersionSkew[] => {
		const since = done.toSorted()[0];
		const to = upgraded.toSorted(compareVersions).at(-1);
		if (since === undefined || to === undefined || behind.length === 0) return [];
		const [from] = old.toSorted(compareVersions);
		return [{ subject: `replication-group:${name}`, since, behind, ...(from !== undefined && { from }), to }];
	});
}
