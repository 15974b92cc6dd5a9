/** Warnings and infos about hosts the plan works on (domain 4.9). */
import type { Host } from "../../inventory/document.ts";
import { fold } from "../../names.ts";
import { type Facts, targetIsAtLeast } from "../facts.ts";
import type { Finding } from "../plan-document.ts";
import type { Work } from "../scope.ts";
import { finding } from "./finding.ts";

const BEFORE_2012_R2: ReadonlySet<string> = new Set(["2008", "2008R2", "2012"]);

export function hostFindings(facts: Facts, work: Work): Finding[] {
	return facts.inventory.hosts.flatMap((host) => {
		const key = fold(host.name);
		const crosses = work.hosts.get(key);
		if (crosses === undefined) return [];
		return [...runtimeUnknown(host, crosses, facts.serverOn.has(key)), ...system(facts, host), ...patch(host, crosses)];
	});
}

function runtimeUnknown(host: Host, crosses: boolean, hasServer: boolean): Finding[] {
	const visual = host.vcRedistX86 === "unknown" || host.vcRedistX64 === "unknown";
	const dotnet = crosses && host.dotnetRelease === undefined;
	if (hasServer || (!visual && !dotnet)) return [];
	const lacking = [...(visual ? ["the Visual C++ 2015 runtime (x86 and x64)"] : []), ...(dotnet ? [".NET 4.5"] : [])].join(" and ");
	return [
		finding(
			"runtime-unknown",
			`host:${host.name}`,
			`Whether ${host.name} has ${lacking} is not recorded. Check before the night; without it the installer stops with an error and both architectures have to be installed first.`,
			{ rules: ["R3", "R4", "R6", "R44"] },
		),
	];
}

function system(facts: Facts, host: Host): Finding[] {
	const subject = `host:${host.name}`;
	const found: Finding[] = [];
	if (targetIsAtLeast(facts, "8.0") && BEFORE_2012_R2.has(host.os)) {
		found.push(
			finding(
				"tls-1.2",
				subject,
				`${host.name} runs Windows Server ${host.os}, and 8.0 needs TLS 1.2. Before 2012 R2 WinHTTP has to be taught it (KB3140245 and registry values); .NET 4.6.2 or later makes it simpler.`,
				{ hazards: ["H38"] },
			),
		);
	}
	if (host.os === "other") {
		found.push(
			finding(
				"os-unsupported",
				subject,
				`The operating system of ${host.name} is not on the list of supported ones. Correct the record, or move the component before upgrading it.`,
				{
					hazards: ["H38"],
				},
			),
		);
	}
	if (host.rebootPending === "yes") {
		found.push(
			finding(
				"reboot-pending",
				subject,
				`${host.name} waits for a reboot. Reboot it before its installer runs: a reboot in the middle leaves it half upgraded.`,
				{
					hazards: ["H29"],
				},
			),
		);
	}
	return found;
}

function patch(host: Host, crosses: boolean): Finding[] {
	if (host.os !== "2012R2" || !crosses) return [];
	return [
		finding(
			"os-patch",
			`host:${host.name}`,
			`${host.name} runs 2012 R2, where set-up from 7.0 on was seen to insist on the cumulative update of spring 2014. Bring Windows up to date first.`,
			{ rules: ["R3"], hazards: ["H39"] },
		),
	];
}
