/** Every component of a document with its subject, as plans and findings name it, and its JSON path. */
import { fold } from "../names.ts";
import type { Inventory } from "./document.ts";

export type SubjectPath = {
	readonly subject: string;
	/** The subject folded, for comparison. */
	readonly key: string;
	readonly path: string;
	/** For the middle of a sentence. */
	readonly label: string;
};

const entry = (subject: string, path: string, label: string): SubjectPath => ({ subject, key: fold(subject), path, label });

export const subjectPaths = (inventory: Inventory): SubjectPath[] => [
	entry("estate", "estate", "the estate"),
	...inventory.hosts.map((h, i) => entry(`host:${h.name}`, `hosts[${i}]`, `the host ${h.name}`)),
	...inventory.mfaServers.map((s, i) => entry(`mfa-server:${s.host}`, `mfaServers[${i}]`, `the MFA Server on ${s.host}`)),
	...inventory.userPortals.map((p, i) => entry(`user-portal:${p.host}`, `userPortals[${i}]`, `the user portal on ${p.host}`)),
	...inventory.mobileAppWebServices.map((m, i) =>
		entry(`mobile-app:${m.host}`, `mobileAppWebServices[${i}]`, `the mobile app web service on ${m.host}`),
	),
	...inventory.adfsFarms.flatMap((f, i) => [
		entry(`adfs-farm:${f.name}`, `adfsFarms[${i}]`, `the AD FS farm ${f.name}`),
		...f.nodes.map((n, j) => entry(`adfs-node:${f.name}/${n.host}`, `adfsFarms[${i}].nodes[${j}]`, `the AD FS node ${n.host}`)),
	]),
	...inventory.pools.map((p, i) => entry(`pool:${p.name}`, `pools[${i}]`, `the pool ${p.name}`)),
	...inventory.clientSystems.map((c, i) => entry(`client-system:${c.name}`, `clientSystems[${i}]`, `the client system ${c.name}`)),
];
