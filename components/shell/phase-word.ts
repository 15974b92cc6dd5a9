import type { PhaseId } from "@/lib/domain/planner/plan-document.ts";

const words: Record<PhaseId, string> = {
	prepare: "Prepare",
	"mfa-servers": "MFA Servers",
	"user-portals": "User Portals",
	"adfs-adapters": "AD FS adapters",
	"mobile-app": "Mobile app",
	accept: "Accept",
};

/** The short name of a phase, for bars and lists; its full title is in the plan. */
export const phaseWord = (id: string): string => (Object.hasOwn(words, id) ? words[id as PhaseId] : id); // hasOwn is the check
