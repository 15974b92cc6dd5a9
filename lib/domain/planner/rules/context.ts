/** What every phase's rules get to see, and edges that several of them need. */
import type { Draft } from "../draft.ts";
import type { Facts, ServerFacts } from "../facts.ts";
import type { Rotation } from "../rotation.ts";
import type { Work } from "../scope.ts";
import type { After } from "../step.ts";

export type Context = {
	readonly facts: Facts;
	readonly work: Work;
	readonly draft: Draft;
	readonly rotation: Rotation;
	/** A server whose install folder holds the target's files by the time portals and farms are reached. */
	readonly source: ServerFacts | undefined;
};

export const DOWNLOAD = "prepare.download-installer:estate";
export const KEEP_OLD = "prepare.keep-old-installers:estate";
export const SERVERS_GATE = "gate:mfa-servers";
export const PORTALS_GATE = "gate:user-portals";

/** Turns of others sharing a pool that `first` waits for (invariant 14). */
export const turnsBefore = ({ rotation, facts }: Context, first: string): After[] =>
	(rotation.before.get(first) ?? []).map(({ from, pool }) => ({
		from: from.last,
		rules: ["R13", "R16"],
		because: `Both take members out of ${facts.pools.get(pool)?.record.name ?? pool}: ${from.label} is back before the next leaves`,
	}));

/** The new installer at hand and the old ones kept before the first installation of a chain; nothing later needs it said again. */
export const installersReady = (name: string): After[] => [
	{ from: DOWNLOAD, rules: ["R10"], because: `The new installer is at hand before anything is installed on ${name}` },
	{ from: KEEP_OLD, rules: ["R10", "R17"], because: `The installation on ${name} overwrites files that the way back needs` },
];
