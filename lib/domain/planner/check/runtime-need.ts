/** R4, R6: whether a host lacks the runtime for what is installed on it; unknown counts as missing (decision 11). */
import type { Host } from "../../inventory/document.ts";
import { crosses } from "../../version.ts";
import { needsTarget } from "./scope.ts";

/** .NET is asked for only where something crosses 7.0; both VC++ architectures always. */
export function lacksRuntime(host: Host, versions: readonly string[], target: string): boolean {
	const jumps = versions.some((v) => crosses(v === "unknown" ? "6.0" : v, target, "7.0"));
	const noDotnet = host.dotnetRelease === undefined || host.dotnetRelease < 378_389;
	return lacksVc(host.vcRedistX86) || lacksVc(host.vcRedistX64) || (jumps && noDotnet);
}

/** 2015 Update 1 is build 14.0.23506. */
const lacksVc = (version: string): boolean => version === "missing" || needsTarget(version, "14.0.23506");
