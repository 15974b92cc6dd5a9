import type { Role } from "@/lib/domain/access/permissions.ts";

/** Roles in the order of how much they may do to a run, each with what it is for. */
export const roles: readonly { readonly role: Role; readonly word: string; readonly about: string }[] = [
	{ role: "viewer", word: "Viewer", about: "Reads everything, changes nothing" },
	{ role: "auditor", word: "Auditor", about: "Reads everything, takes exports" },
	{ role: "operator", word: "Operator", about: "Works through the steps of a run" },
	{ role: "lead", word: "Lead", about: "Plans, approves others' plans, leads runs" },
	{ role: "admin", word: "Administrator", about: "Looks after people and tokens, runs nothing" },
];

export const roleWord = (role: Role): string => roles.find((entry) => entry.role === role)?.word ?? role;
