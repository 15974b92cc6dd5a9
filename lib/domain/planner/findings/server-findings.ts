/** Warnings and infos about MFA Servers and their replication groups (domain 4.9). */
import { compareVersions } from "../../version.ts";
import type { Facts, GroupFacts, ServerFacts } from "../facts.ts";
import type { Finding } from "../plan-document.ts";
import type { Work } from "../scope.ts";
import { finding } from "./finding.ts";

export function serverFindings(facts: Facts, work: Work): Finding[] {
	const promoting = new Set(work.groups.flatMap(({ group, candidate }) => (candidate ? [group.key] : [])));
	return [
		...facts.groups.flatMap((group) => [
			...trafficFindings(facts, work, group),
			...primaryAhead(facts, work, group),
			...sdkOnlyOnOldPrimary(facts, group, promoting),
			...alikeFindings(group),
		]),
		...facts.servers.flatMap((server) => [...oldInstallerMissing(work, server), ...activationRisk(server)]),
	];
}

function trafficFindings(facts: Facts, work: Work, group: GroupFacts): Finding[] {
	const [first] = group.servers;
	if (first === undefined || !group.servers.some((server) => work.subjects.has(server.subject))) return [];
	const pooled = group.servers.some((server) => server.record.pools.length > 0);
	const called = group.servers.some((server) => facts.callers.clientsOf.has(server.key));
	const found: Finding[] = [];
	if (group.servers.length === 1) {
		found.push(
			finding(
				"single-server",
				first.subject,
				`${first.name} is the only server of ${group.name}: multifactor authentication stops while it is upgraded, and there is no peer to take the role. Announce the outage to VPN, AD FS and portal owners and get it accepted before the night.`,
				{ rules: ["R12"], hazards: ["H2"] },
			),
		);
	}
	if (!pooled && !called) {
		found.push(
			finding(
				"clients-unknown",
				group.subject,
				`Nobody has recorded who sends requests to ${group.name}: no server is in a pool and no client system names one. List the VPN, RADIUS, LDAP and SDK clients, or they will find out during the upgrade.`,
				{ rules: ["R12"], hazards: ["H14", "H43"] },
			),
		);
	}
	if (!pooled && group.servers.length >= 2) {
		found.push(
			finding(
				"no-load-balancer",
				group.subject,
				`No server of ${group.name} is in a pool, so each client has to be pointed to another server by hand before a server is upgraded, and back afterwards. Agree with the client owners who does it.`,
				{ rules: ["R12", "R13"], hazards: ["H14"] },
			),
		);
	}
	return found;
}

/** In the utility-only recipe the state is what the plan makes; in the guide's it is what the estate brings (D4, decision 15). */
function primaryAhead(facts: Facts, work: Work, group: GroupFacts): Finding[] {
	const behind = group.servers.filter((server) => server.record.role === "subordinate" && server.standing === "below");
	const made =
		facts.recipe === "migration-utility-only" && behind.length > 0 && group.primaries.find((primary) => work.subjects.has(primary.subject));
	const found = group.primaries.flatMap((primary) => {
		const older = behind.filter((server) => isNewer(primary, server));
		return older.length > 0 ? [{ primary, older }] : [];
	})[0];
	if (!made && found === undefined) return [];
	const cause = made
		? `This recipe upgrades ${made.name} alone and leaves ${namesOf(behind)}, stand-alone portals and AD FS adapters as they are, because its only aim is the Migration Utility.`
		: `${found?.primary.name}, primary of ${group.name}, is newer than ${namesOf(found?.older ?? [])}.`;
	return [
		finding(
			"primary-ahead",
			group.subject,
			`${cause} A newer primary changes the data file, and older subordinates then log "Unhandled SB" entries, many of them from about 10,000 users on: watch log size, and do not rely on the older servers longer than you must.`,
			{ rules: ["R15", "R20"], hazards: ["H5"] },
		),
	];
}

const namesOf = (servers: readonly ServerFacts[]): string => servers.map((server) => server.name).join(", ");

const isNewer = (a: ServerFacts, b: ServerFacts): boolean =>
	a.version !== "unknown" && b.version !== "unknown" && compareVersions(a.version, b.version) > 0;

function sdkOnlyOnOldPrimary(facts: Facts, group: GroupFacts, promoting: ReadonlySet<string>): Finding[] {
	const [primary] = group.primaries;
	if (primary === undefined || !promoting.has(group.key) || facts.callers.consumers.length === 0) return [];
	const carriers = group.servers.filter((server) => server.record.webServiceSdk !== undefined);
	if (carriers.length !== 1 || carriers[0] !== primary) return [];
	return [
		finding(
			"sdk-only-on-old-primary",
			group.subject,
			`Only ${primary.name} carries the Web Service SDK, and after the promotion it is a subordinate. Whether changes made through a subordinate's SDK are kept is not documented: install the SDK on the promotion candidate too, and re-point portals and adapters to it.`,
			{ rules: ["R19", "R21"], hazards: ["H11"] },
		),
	];
}

/** What ought to be alike, or single, inside a group. */
function alikeFindings(group: GroupFacts): Finding[] {
	const { servers, subject, name } = group;
	const found: Finding[] = [];
	const joined = new Set(servers.map((server) => server.host.domainJoined));
	if (joined.has("yes") && joined.has("no")) {
		found.push(
			finding(
				"domain-join-mixed",
				subject,
				`Some servers of ${name} are joined to a domain and some are not; replication needs them all alike. Correct the record, or join or leave before the upgrade.`,
				{ hazards: ["H8"] },
			),
		);
	}
	const syncing = servers.filter((server) => server.record.adSync === "yes");
	if (syncing.length > 1) {
		found.push(
			finding(
				"adsync-several",
				subject,
				`${syncing.map((server) => server.name).join(" and ")} all run directory synchronisation; only one server of ${name} may. Switch it off on the others before the upgrade.`,
				{ hazards: ["H9"] },
			),
		);
	}
	if (new Set(servers.flatMap((server) => server.record.staticRpcPort ?? [])).size > 1) {
		found.push(
			finding(
				"rpc-port-mismatch",
				subject,
				`The servers of ${name} do not all use the same static RPC port. Any of them may become primary, so set Pfsvc_ncan_ip_tcp_port alike on all, and open it in the firewalls between them.`,
				{ rules: ["R21"], hazards: ["H7"] },
			),
		);
	}
	const versions = servers.flatMap((server) => (server.version === "unknown" ? [] : [server.version]));
	const [first] = versions;
	if (first !== undefined && versions.some((version) => compareVersions(version, first) !== 0)) {
		const seen = [...new Set(versions)].sort(compareVersions);
		found.push(
			finding(
				"mixed-versions",
				subject,
				`The servers of ${name} run different versions: ${seen.join(", ")}. Allowed while a subordinate is newer than its primary; finish the group without a long pause.`,
				{ rules: ["R15"], hazards: ["H4"] },
			),
		);
	}
	return found;
}

function oldInstallerMissing(work: Work, server: ServerFacts): Finding[] {
	if (server.record.oldInstallerAvailable !== "no" || !work.subjects.has(server.subject)) return [];
	return [
		finding(
			"old-installer-missing",
			server.subject,
			`The installer of ${server.version}, now on ${server.name}, is lost; without it only Microsoft support can help to go back. Search for it, and let the approver decide whether to go on without.`,
			{ rules: ["R10"], hazards: ["H18"] },
		),
	];
}

const SINCE_2019: ReadonlySet<string> = new Set(["2019", "2022", "2025"]);

function activationRisk(server: ServerFacts): Finding[] {
	const onAzure = server.host.azureVm && SINCE_2019.has(server.host.os);
	if (server.record.activatedBeforeJuly2019 !== "no" && !onAzure) return [];
	return [
		finding(
			"activation-risk",
			server.subject,
			`${server.name} may not activate again ${onAzure ? "on an Azure virtual machine with Windows Server 2019 or later" : "because it was not activated before 1 July 2019"}. Should the night go wrong, go back in place on the same machine rather than to a new one.`,
			{ hazards: ["H40"] },
		),
	];
}
