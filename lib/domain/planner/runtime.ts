/** Whether a host without an MFA Server gets the runtime step before its portal or web service (R6, decision 11). */
import { compareVersions, versionPattern } from "../version.ts";
import { isBelowTarget, type MobileAppFacts, type PortalFacts } from "./facts.ts";

const FIRST_RUNTIME = "14.0.23506"; // Visual C++ 2015 Update 1
const FIRST_DOTNET = 378_389; // .NET 4.5

/** Unknown counts as missing: the step begins with the check and costs nothing when nothing lacks. */
export function needsRuntime(component: PortalFacts | MobileAppFacts): boolean {
	const { host } = component;
	const lacksVisual = [host.vcRedistX86, host.vcRedistX64].some(
		(version) => !versionPattern.test(version) || compareVersions(version, FIRST_RUNTIME) < 0,
	);
	const lacksDotnet = component.crossesRuntime && (host.dotnetRelease === undefined || host.dotnetRelease < FIRST_DOTNET);
	return isBelowTarget(component) && (lacksVisual || lacksDotnet);
}
