/**
 * The plan document `lockstep.plan/1` (contracts section 2): what the planner returns, what is approved,
 * frozen and replayed, and what the checker reads. Strict: a foreign plan with an unknown key is refused.
 */
import { z } from "zod";
import { version } from "../version.ts";

export const PLAN_FORMAT = "lockstep.plan/1";
export const PLANNER_VERSION = "1.0.0";

export const recipe = z.enum(["guide", "migration-utility-only"]);
export type Recipe = z.infer<typeof recipe>;

export const purpose = z.enum(["upgrade", "migration-prep", "lab"]);
export type Purpose = z.infer<typeof purpose>;

export const phaseId = z.enum(["prepare", "mfa-servers", "user-portals", "adfs-adapters", "mobile-app", "accept"]);
export type PhaseId = z.infer<typeof phaseId>;

export const team = z.enum(["mfa-admin", "web-admin", "adfs-admin", "network", "domain-admin", "tenant-admin", "approver"]);
export type Team = z.infer<typeof team>;

export const severity = z.enum(["blocker", "warning", "info"]);
export type Severity = z.infer<typeof severity>;

/** Step kinds of domain section 5; the list is closed, what we add is explained in lib/domain/README.md. */
export const stepKind = z.enum([
	"prepare.download-installer",
	"prepare.keep-old-installers",
	"prepare.install-runtime",
	"prepare.announce-freeze",
	"prepare.end-freeze",
	"mfa-server.backup-data",
	"mfa-server.drain",
	"mfa-server.install",
	"mfa-server.install-sdk",
	"mfa-server.verify",
	"mfa-server.undrain",
	"mfa-server.promote",
	"user-portal.backup-config",
	"user-portal.backup-theme",
	"user-portal.copy-installer",
	"user-portal.drain",
	"user-portal.install",
	"user-portal.accept-update",
	"user-portal.reconcile-config",
	"user-portal.verify",
	"user-portal.undrain",
	"mobile-app.backup-config",
	"mobile-app.upgrade",
	"mobile-app.uninstall",
	"adfs.export-config",
	"adfs.copy-files",
	"adfs.compare-config",
	"adfs.edit-register-script",
	"adfs.remove-batch-a",
	"adfs.install-adapter",
	"adfs.disable-provider",
	"adfs.unregister-provider",
	"adfs.register-provider",
	"adfs.restart-service",
	"adfs.swap-batches",
	"adfs.enable-provider",
	"adfs.return-batch-b",
	"adfs.verify",
	"estate.accept",
	"estate.dispose-backups",
]);
export type StepKind = z.infer<typeof stepKind>;

export const findingCode = z.enum([
	"phonefactor-agent",
	"version-too-old",
	"version-unknown",
	"no-primary",
	"several-primaries",
	"role-unknown",
	"downgrade",
	"portal-without-sdk",
	"pool-minimum",
	"adapter-name-unknown",
	"wid-primary-unknown",
	"wid-primary-in-batch-b",
	"adfs-os-unsupported",
	"end-of-service",
	"single-server",
	"clients-unknown",
	"no-load-balancer",
	"primary-ahead",
	"portal-ahead",
	"adapter-ahead",
	"sdk-pinned",
	"sdk-only-on-old-primary",
	"pool-not-sticky",
	"mfa-gap",
	"single-node-farm",
	"adapter-renamed",
	"partly-co-located-farm",
	"config-store-unknown",
	"runtime-unknown",
	"component-version-unknown",
	"tls-1.2",
	"os-unsupported",
	"reboot-pending",
	"tags-in-use",
	"old-installer-missing",
	"domain-join-mixed",
	"adsync-several",
	"rpc-port-mismatch",
	"activation-risk",
	"mobile-app-no-procedure",
	"mobile-app-users",
	"runtime-jump",
	"co-located-portal",
	"co-located-adfs",
	"already-at-target",
	"mixed-versions",
	"mobile-app-obsolete",
	"default-theme-modified",
	"virtual-directory-non-default",
	"os-patch",
]);
export type FindingCode = z.infer<typeof findingCode>;

export const command = z.strictObject({
	shell: z.enum(["powershell", "cmd"]),
	text: z.string(),
	runOn: z.string(),
});
export type StepCommand = z.infer<typeof command>;

export const evidenceField = z.strictObject({
	/** Key in `complete-step.evidence`: camelCase. */
	name: z.string().regex(/^[a-z][A-Za-z0-9]{0,63}$/),
	label: z.string(),
	type: z.enum(["text", "version", "number", "boolean", "choice", "file-digest", "instant"]),
	options: z.array(z.string()).optional(),
	required: z.boolean(),
});
export type EvidenceField = z.infer<typeof evidenceField>;

const ruleIds = z.array(z.string().regex(/^R\d+b?$/));
const hazardIds = z.array(z.string().regex(/^H\d+$/));

export const planStep = z.strictObject({
	id: z.string(),
	kind: stepKind,
	phase: phaseId,
	subject: z.string(),
	/** Absent for estate-wide steps and steps without one machine. */
	host: z.string().optional(),
	title: z.string(),
	team,
	instructions: z.array(z.string()),
	commands: z.array(command),
	checkpoint: z.boolean(),
	evidence: z.array(evidenceField),
	verification: z.array(z.string()),
	backOut: z.strictObject({ instructions: z.array(z.string()), commands: z.array(command) }),
	optional: z.boolean(),
	estimateMinutes: z.int().min(0),
	rules: ruleIds,
	hazards: hazardIds,
});
export type PlanStep = z.infer<typeof planStep>;

export const gate = z.strictObject({ id: z.enum(["gate:mfa-servers", "gate:user-portals"]), title: z.string() });
export type Gate = z.infer<typeof gate>;

/** `from` must be finished before `to` may start; both are step or gate ids. */
export const edge = z.strictObject({ from: z.string(), to: z.string(), rules: ruleIds, because: z.string() });
export type Edge = z.infer<typeof edge>;

export const finding = z.strictObject({
	code: findingCode,
	severity,
	subjects: z.array(z.string()),
	message: z.string(),
	rules: ruleIds,
	hazards: hazardIds,
});
export type Finding = z.infer<typeof finding>;

export const planWindow = z.strictObject({
	kind: z.enum(["mfa-gap", "write-freeze", "outage"]),
	subject: z.string(),
	opens: z.string(),
	closes: z.string(),
	estimateMinutes: z.int().min(0),
});
export type PlanWindow = z.infer<typeof planWindow>;

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

export const planDocument = z.strictObject({
	format: z.literal(PLAN_FORMAT),
	estate: z.string(),
	targetVersion: version,
	recipe,
	purpose,
	plannerVersion: z.string(),
	inventoryDigest: digest,
	planDigest: digest,
	status: z.enum(["ready", "partial", "blocked", "nothing-to-do"]),
	phases: z.array(z.strictObject({ id: phaseId, title: z.string(), stepIds: z.array(z.string()) })),
	steps: z.array(planStep),
	gates: z.array(gate),
	edges: z.array(edge),
	findings: z.array(finding),
	windows: z.array(planWindow),
	estimate: z.strictObject({ workMinutes: z.int().min(0), criticalPathMinutes: z.int().min(0) }),
});
export type PlanDocument = z.infer<typeof planDocument>;
