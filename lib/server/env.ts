/**
 * Configuration from the environment, parsed once. Promises: every value has been checked; everything that is wrong is
 * told at once, one line a variable. Refuses to start production without a secret.
 */
import "server-only";
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import { databaseFile } from "./database-path.ts";
import { type OidcConfig, parseOidc } from "./oidc-config.ts";
import { processWide } from "./process-wide.ts";

type Source = Readonly<Record<string, string | undefined>>;

const origin = z
	.string()
	.refine(
		(value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && new URL(value).origin === value,
		"an origin such as https://lockstep.contoso.com, without a path",
	);

const list = (item: z.ZodString) =>
	z
		.string()
		.transform((text) =>
			text
				.split(",")
				.map((part) => part.trim())
				.filter((part) => part !== ""),
		)
		.pipe(z.array(item));

const DAYS = "a number of days from 1 to 3650";

const schema = z.object({
	NODE_ENV: z.string().default("development"),
	DATABASE_URL: z.string().optional(),
	LOCKSTEP_SECRET: z.string().min(32, "at least 32 characters").optional(),
	LOCKSTEP_ORIGIN: list(origin).default([]),
	PORT: z
		.string()
		.regex(/^\d{1,5}$/, "a port from 1 to 65535")
		.transform(Number)
		.refine((port) => port >= 1 && port <= 65_535, "a port from 1 to 65535")
		.default(3000),
	LOCKSTEP_SETUP_CODE: z.string().min(8, "at least 8 characters").optional(),
	LOCKSTEP_TRUSTED_PROXIES: list(z.string().regex(/^[0-9a-fA-F:.]+(\/\d{1,3})?$/, "addresses or networks, such as 10.0.0.0/8")).default([]),
	LOCKSTEP_SIGNING_KEY: z.string().startsWith("/", "an absolute path").optional(),
	LOCKSTEP_CHECKPOINT_DIRECTORY: z.string().startsWith("/", "an absolute path").optional(),
	LOCKSTEP_CHECKPOINT_WEBHOOK: z
		.string()
		.refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), "an http or https address")
		.optional(),
	LOCKSTEP_ACCESS_RETENTION_DAYS: z
		.string()
		.regex(/^\d{1,4}$/, DAYS)
		.transform(Number)
		.refine((days) => days >= 1 && days <= 3_650, DAYS)
		.default(90),
	LOCKSTEP_TOKEN_APPROVALS: z.enum(["allow", "forbid"], { error: 'either "allow" or "forbid"' }).default("allow"),
});

export type Env = {
	readonly production: boolean;
	/** Absolute path of the SQLite file. */
	readonly databaseFile: string;
	/** Signs sessions; outside production a fresh one each start when none is set. */
	readonly secret: string;
	/** Public origins people use; empty: loopback at `port`. */
	readonly origins: readonly string[];
	readonly port: number;
	/** What the first visitor must type; the server makes one when none is set. */
	readonly setupCode?: string;
	readonly trustedProxies: readonly string[];
	/** Absolute path of the private key that signs checkpoints. */
	readonly signingKeyFile: string;
	/** Where every signed checkpoint is copied to; meant to lie on another machine. */
	readonly checkpointDirectory?: string;
	readonly checkpointWebhook?: string;
	/** How long sessions, links and tries that ended are kept. */
	readonly accessRetentionDays: number;
	/** The company's own sign-in provider. */
	readonly oidc?: OidcConfig;
	/** Whether a token bound to a person may approve, confirm and waive. */
	readonly approvalsByToken: boolean;
};

function databaseProblem(source: Source): string[] {
	try {
		databaseFile(source);
		return [];
	} catch (error) {
		return [error instanceof Error ? error.message : String(error)];
	}
}

/** Parses a set of variables; an empty value counts as absent. Errors: one line a variable, starting with its name. */
export function parseEnv(source: Source): Result<Env, readonly string[]> {
	const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
	const parsed = schema.safeParse(given);
	const wrong = parsed.success ? [] : parsed.error.issues.map((issue) => `${String(issue.path[0])} must be ${issue.message}`);
	const missing =
		given.NODE_ENV === "production" && given.LOCKSTEP_SECRET === undefined
			? ["LOCKSTEP_SECRET must be set in production: at least 32 random characters"]
			: [];
	const oidc = parseOidc(given);
	const problems = [...new Set([...wrong, ...(oidc.ok ? [] : oidc.error), ...missing, ...databaseProblem(given)])];
	if (!parsed.success || !oidc.ok || problems.length > 0) return err(problems);
	const value = parsed.data;
	return ok({
		production: value.NODE_ENV === "production",
		databaseFile: databaseFile(given),
		secret: value.LOCKSTEP_SECRET ?? randomBytes(32).toString("base64url"),
		origins: value.LOCKSTEP_ORIGIN,
		port: value.PORT,
		...(value.LOCKSTEP_SETUP_CODE !== undefined && { setupCode: value.LOCKSTEP_SETUP_CODE }),
		signingKeyFile: value.LOCKSTEP_SIGNING_KEY ?? `${databaseFile(given)}.signing-key.pem`,
		...(value.LOCKSTEP_CHECKPOINT_DIRECTORY !== undefined && { checkpointDirectory: value.LOCKSTEP_CHECKPOINT_DIRECTORY }),
		...(value.LOCKSTEP_CHECKPOINT_WEBHOOK !== undefined && { checkpointWebhook: value.LOCKSTEP_CHECKPOINT_WEBHOOK }),
		...(oidc.value !== undefined && { oidc: oidc.value }),
		trustedProxies: value.LOCKSTEP_TRUSTED_PROXIES,
		accessRetentionDays: value.LOCKSTEP_ACCESS_RETENTION_DAYS,
		approvalsByToken: value.LOCKSTEP_TOKEN_APPROVALS === "allow",
	});
}

/** The configuration of this process. Throws an Error whose message is the list of problems, one a line. */
export const env = (): Env =>
	processWide("env", () => {
		const parsed = parseEnv(process.env);
		if (!parsed.ok)
			throw new Error(`Lockstep cannot start with this configuration:\n${parsed.error.map((line) => `  ${line}`).join("\n")}`);
		return parsed.value;
	});
