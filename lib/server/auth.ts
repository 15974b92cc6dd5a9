/**
 * Better Auth, with e-mail and password alone and the fewest parts switched on: people are made by an administrator
 * or by set-up, never by signing up; of its plugins only the one for codes of an authenticator app, and our own for
 * one-time links; cookieCache off, so that a revoked session is gone at once.
 *
 * Built on first use and never while a module loads: a build or a command line must not open the database.
 * Its rate limit is off: ours (sign-in.ts) counts failures by account and address before anything is hashed.
 */
import "server-only";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { twoFactor } from "better-auth/plugins/two-factor";
import { z } from "zod";
import { PASSWORD_MAX, PASSWORD_MIN } from "@/lib/wire/api-access.ts";
import { database } from "./db.ts";
import { env } from "./env.ts";
import { log } from "./log.ts";
import { ownOrigin } from "./origin.ts";
import { processWide } from "./process-wide.ts";

export const ABSOLUTE_SESSION_SECONDS = 12 * 60 * 60;
export const IDLE_SESSION_SECONDS = 60 * 60;
/** Header in which our routes hand Better Auth the address they counted; clients cannot set it. */
export const CLIENT_HEADER = "x-lockstep-client";

/** `__Host-` wants TLS; on plain-HTTP loopback not every browser takes it. */
export const cookieName = (origins: readonly string[]): string => (behindTls(origins) ? "__Host-lockstep" : "lockstep");

const behindTls = (origins: readonly string[]): boolean => origins.some((origin) => origin.startsWith("https://"));

/** Opens a session for a person already proven by a one-time link or set-up. Not routed: server calls only. */
const openSession = createAuthEndpoint(
	"/open-session",
	{ method: "POST", body: z.object({ userId: z.string() }), metadata: { SERVER_ONLY: true } },
	async (ctx) => {
		const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
		if (!user) throw new APIError("UNAUTHORIZED");
		const session = await ctx.context.internalAdapter.createSession(user.id);
		await setSessionCookie(ctx, { session, user });
		return ctx.json({ sessionId: session.id });
	},
);

function build() {
	const { origins, secret, port } = env();
	const cookie = cookieName(origins);
	return betterAuth({
		appName: "Lockstep",
		baseURL: origins[0] ?? `http://127.0.0.1:${port}`,
		basePath: "/api/auth",
		secret,
		database: prismaAdapter(database(), { provider: "sqlite", transaction: false }),
		trustedOrigins: (request) => {
			const own = request && ownOrigin(request.headers, origins);
			return own === undefined ? [...origins] : [...origins, own];
		},
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: PASSWORD_MIN,
			maxPasswordLength: PASSWORD_MAX,
		},
		user: {
			additionalFields: {
				role: { type: "string", required: true, input: false },
				disabledAt: { type: "date", required: false, input: false },
				everyEstate: { type: "boolean", required: false, input: false },
				oneTimePassword: { type: "boolean", required: false, input: false },
			},
		},
		session: {
			expiresIn: ABSOLUTE_SESSION_SECONDS,
			disableSessionRefresh: true,
			cookieCache: { enabled: false },
			freshAge: 10 * 60,
			additionalFields: {
				provedAt: { type: "date", required: false, input: false },
				method: { type: "string", required: false, input: false },
			},
		},
		databaseHooks: {
			session: {
				create: {
					// The last door before any session: whichever way somebody proved who they are.
					before: async ({ userId }) => {
						const user = await database().user.findUnique({ where: { id: userId }, select: { disabledAt: true } });
						return user !== null && user.disabledAt === null;
					},
				},
			},
		},
		rateLimit: { enabled: false },
		telemetry: { enabled: false },
		logger: { level: "error", log: (_level, message) => log.error("Sign-in library", { message }) },
		advanced: {
			useSecureCookies: false, // it would put __Secure- in front; the name below carries the stronger __Host-
			cookiePrefix: cookie,
			cookies: { session_token: { name: cookie } },
			defaultCookieAttributes: { httpOnly: true, path: "/", sameSite: "lax", secure: behindTls(origins) },
			disableOriginCheck: false,
			ipAddress: { ipAddressHeaders: [CLIENT_HEADER] },
		},
		plugins: [
			{ id: "one-time-entry", endpoints: { openSession } },
			twoFactor({ issuer: "Lockstep", backupCodeOptions: { amount: 10, length: 10, storeBackupCodes: "encrypted" } }),
		],
	});
}

type Auth = ReturnType<typeof build>;

/** The one instance of this process. */
export const auth = (): Auth => processWide<Auth>("auth", build);

/** Hash for the account table; scrypt, a tenth of a second: never inside a transaction. */
export const hashPassword = async (password: string): Promise<string> => (await auth().$context).password.hash(password);

export const verifyPassword = async (hash: string, password: string): Promise<boolean> =>
	(await auth().$context).password.verify({ hash, password });
