/** Which nodes of a farm the plan itself takes first: installed before the untick is batch A, after the tick batch B. */

import type { OrderGraph } from "./order-graph.ts";
import type { Reachability } from "./reachability.ts";
import type { FarmScope } from "./scope.ts";

export type PlanBatches = { readonly a: readonly string[]; readonly b: readonly string[]; readonly neither: readonly string[] };

export function planBatches(scope: FarmScope, graph: OrderGraph, reach: Reachability): PlanBatches {
	const node = (kind: string, name: string): number | undefined => graph.indexOf.get(`${kind}:${name}`);
	const disable = node("adfs.disable-provider", scope.farm.name);
	const enable = node("adfs.enable-provider", scope.farm.name);
	const installed = scope.farm.nodes.flatMap(({ host }) => {
		const install = node("adfs.install-adapter", `${scope.farm.name}/${host}`);
		return install === undefined ? [] : [{ host, install }];
	});
	if (disable === undefined || enable === undefined) return { a: [], b: [], neither: installed.map((i) => i.host) };
	const first = reach.ordered(installed.map(({ install }) => ({ from: install, to: disable })));
	const last = reach.ordered(installed.map(({ install }) => ({ from: enable, to: install })));
	const pick = (keep: (i: number) => boolean): string[] => installed.filter((_, i) => keep(i)).map((i) => i.host);
	return {
		a: pick((i) => first[i] === true),
		b: pick((i) => last[i] === true),
		neither: pick((i) => first[i] === false && last[i] === false),
	};
}
