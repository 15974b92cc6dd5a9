/** The blocker for pools the plan could not drain: as many members must stay in service as there are (domain 4.8, 4.9). */
import type { PoolFacts } from "../facts.ts";
import { finding } from "../findings/finding.ts";
import type { Finding } from "../plan-document.ts";

/** A pool of one member never counts: it raises `single-server` or `single-node-farm` (decision 7). */
export const cannotDrain = (pool: PoolFacts): boolean => pool.members.size >= 2 && pool.record.minInService >= pool.members.size;

export const poolMinimum = (pool: PoolFacts, wanted = pool.record.minInService): Finding =>
	finding(
		"pool-minimum",
		`pool:${pool.record.name}`,
		`Pool ${pool.record.name} has ${pool.members.size} members and must keep ${wanted} in service, so no member can be taken out for its upgrade. ` +
			"Lower the minimum for the maintenance window or add a member, then plan again.",
		{ rules: ["R13", "R16", "R42"] },
	);
