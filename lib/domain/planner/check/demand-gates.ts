/** A gate is passed only when everything it stands for is done; `waitingFor` relies on it. */

import { finishedPortals, finishedServers } from "./demand-portals.ts";
import type { Demands } from "./demands.ts";
import type { Scope } from "./scope.ts";

export function demandGates(scope: Scope, demand: Demands): void {
	demand.before(finishedServers(scope), "gate:mfa-servers", "gates", "the gate says that every MFA Server is back in service");
	demand.before(
		[...finishedServers(scope), ...finishedPortals(scope)],
		"gate:user-portals",
		"gates",
		"the gate says that every portal is finished",
	);
}
