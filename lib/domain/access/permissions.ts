/**
 * Who may do what (contracts section 4, the table of roles). One table: routes, `decide` and pages read it.
 * Roles do not include one another: an admin looks after people and keys and runs nothing.
 */
import { z } from "zod";

export const role = z.enum(["viewer", "auditor", "operator", "lead", "admin"]);
export type Role = z.infer<typeof role>;

/** Groups of actions that always travel together. */
export type Permission = "read" | "work-steps" | "lead" | "administer";

const granted: Record<Role, readonly Permission[]> = {
	viewer: ["read"],
	auditor: ["read"],
	operator: ["read", "work-steps"],
	lead: ["read", "work-steps", "lead"],
	admin: ["read", "administer"],
};

export const may = (who: Role, permission: Permission): boolean => granted[who].includes(permission);
