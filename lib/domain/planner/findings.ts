/** Everything worth saying about the estate and the plan: all of it, never the first thing (domain 4.9). */
import type { Facts } from "./facts.ts";
import { componentFindings } from "./findings/component-findings.ts";
import { estateFindings } from "./findings/estate-findings.ts";
import { farmFindings } from "./findings/farm-findings.ts";
import { inTableOrder } from "./findings/finding.ts";
import { hostFindings } from "./findings/host-findings.ts";
import { mobileAppFindings, poolFindings, portalFindings } from "./findings/portal-findings.ts";
import { serverFindings } from "./findings/server-findings.ts";
import type { Finding } from "./plan-document.ts";
import type { Work } from "./scope.ts";

const groups = [
	estateFindings,
	serverFindings,
	componentFindings,
	portalFindings,
	mobileAppFindings,
	poolFindings,
	farmFindings,
	hostFindings,
];

export const allFindings = (facts: Facts, work: Work): Finding[] =>
	inTableOrder([...work.blockers, ...groups.flatMap((group) => group(facts, work))]);
