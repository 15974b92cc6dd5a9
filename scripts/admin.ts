/**
 * `npm run --silent admin -- …` (contracts section 3): people, tokens, sign-in links, backup. Works on the database of
 * this installation, beside a running server. stdout carries the result alone, so that a script can keep it; everything
 * else goes to stderr. Exit 0: done. 1: not done, with one sentence.
 */
import "./local-settings.ts";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";
import { role } from "@/lib/domain/access/permissions.ts";
import { backUp, restore } from "@/lib/server/backup.ts";
import { closeDatabase } from "@/lib/server/db.ts";
import { env } from "@/lib/server/env.ts";
import { ensureInstallation } from "@/lib/server/installation.ts";
import { exportInstallation } from "@/lib/server/installation-export.ts";
import { rotateKey } from "@/lib/server/key-rotation.ts";
import { addPerson, personIdByEmail } from "@/lib/server/people-admin.ts";
import { rebuildProjections } from "@/lib/server/projections.ts";
import { pseudonymise } from "@/lib/server/pseudonymise.ts";
import { recordRestore } from "@/lib/server/record-restore.ts";
import { createSignInLink } from "@/lib/server/sign-in-links.ts";
import { createToken } from "@/lib/server/tokens.ts";
import { wipe, wipeFacts } from "@/lib/server/wipe.ts";
import { newPersonBody } from "@/lib/wire/api-access.ts";

const USAGE = `Usage: npm run --silent admin -- <command>
  create-user --email <address> --name <text> --role <role>      prints a one-time password
  create-link --email <address> [--hours <n>]                    prints a sign-in link that works once
  create-token --name <text> (--user <address> | --role <role>)  prints the token, once
  backup <file>                                                  writes a verified copy of the database
  restore <file>                                                 puts a backup in the database's place
  record-restore <reason>                                        says in the log that it goes on from a backup
  rotate-key                                                     makes a new signing key, signed by the old one; prints it
  export <file.zip>                                              writes everything in open formats, without secrets
  wipe [--confirm <log id>]                                      removes everything for good; first says what
  pseudonymise --email <address>                                 replaces the person's name for good; they get in no more
  rebuild                                                        makes the inventory and plan tables anew from the log
Roles: ${role.options.join(", ")}`;

const option = { type: "string" } as const;
const { positionals, values } = readArguments();

function readArguments() {
	try {
		const options = { email: option, name: option, role: option, user: option, hours: option, confirm: option };
		return parseArgs({ allowPositionals: true, options });
	} catch (error) {
		return stop(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
	}
}

function stop(message: string): never {
	process.stderr.write(`${message}\n`);
	process.exit(1);
}

/** The parsed value, or the first thing that is wrong with it, by the option's name. */
function checked<T>(schema: z.ZodType<T>, value: unknown): T {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw new Error(`--${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`);
}

const named = z.object({ name: z.string({ error: "is missing" }).trim().min(1, "is empty").max(80, "has at most 80 characters") });

async function knownPerson(email: string | undefined, flag: string): Promise<string> {
	if (email === undefined) throw new Error(`--${flag} is missing`);
	const id = await personIdByEmail(email);
	if (id === undefined) throw new Error(`Nobody has the address ${email}`);
	return id;
}

async function createUser(): Promise<string> {
	const person = checked(newPersonBody, { email: values.email, name: values.name, role: values.role });
	const added = await addPerson({ email: person.email, name: person.name, role: person.role }, true);
	if (!added.ok) throw new Error(`${person.email} belongs to somebody already`);
	return added.value.password ?? "";
}

async function createLink(): Promise<string> {
	const hours = checked(z.object({ hours: z.coerce.number({ error: "is a number" }).int().min(1).max(720).default(24) }), values).hours;
	const { path, expiresAt } = await createSignInLink(await knownPerson(values.email, "email"), { hours });
	process.stderr.write(`Works once, until ${expiresAt.toISOString()}\n`);
	return `${env().origins[0] ?? `http://127.0.0.1:${env().port}`}${path}`;
}

async function newToken(): Promise<string> {
	const { name } = checked(named, values);
	if ((values.user === undefined) === (values.role === undefined)) throw new Error("Give either --user or --role");
	const as =
		values.user === undefined
			? { role: checked(z.object({ role: z.enum(role.options, { error: `is one of ${role.options.join(", ")}` }) }), values).role }
			: { userId: await knownPerson(values.user, "user") };
	return (await createToken({ name, as })).token;
}

function fileArgument(): string {
	const [, file, ...more] = positionals;
	if (file === undefined || more.length > 0) throw new Error("Name one file");
	return file;
}

async function backup(): Promise<string> {
	const { file, streams, events } = await backUp(env().databaseFile, fileArgument());
	process.stderr.write(`Verified: ${events} events in ${streams} streams\n`);
	return file;
}

async function restoreFile(): Promise<string> {
	const { streams, events, kept } = await restore(fileArgument(), env().databaseFile);
	await recordRestore(`Restored by the command line from a backup of ${events} events`);
	await closeDatabase();
	if (kept !== undefined) process.stderr.write(`The replaced database is kept as ${kept}\n`);
	process.stderr.write(
		`Restored: ${events} events in ${streams} streams. Everybody signs in anew; look through the tokens, revoked ones may be back\n`,
	);
	return env().databaseFile;
}

async function restoreRecorded(): Promise<string> {
	const reason = positionals.slice(1).join(" ").trim();
	if (reason === "") throw new Error("Say why, in a few words");
	const branch = await recordRestore(reason);
	return branch === undefined ? "Nothing was signed yet: nothing to record" : `Later checkpoints carry restored-${branch}`;
}

async function rebuild(): Promise<string> {
	const { estates, plans } = await rebuildProjections();
	return `${estates} estates, ${plans} plans`;
}

async function exportAll(): Promise<string> {
	const file = fileArgument();
	const { zip, streams, events } = await exportInstallation();
	writeFileSync(file, zip, { flag: "wx", mode: 0o600 });
	process.stderr.write(`${events} events in ${streams} streams\n`);
	return file;
}

/** Says what would go; with the log's id typed, removes it. */
async function wipeAll(): Promise<string> {
	const file = env().databaseFile;
	const { logId, streams, events, people, putAside } = await wipeFacts(file);
	const what = `${events} events in ${streams} streams, ${people === 1 ? "1 person" : `${people} people`} with their sessions and tokens, ${putAside.length} replaced databases`;
	if (values.confirm !== logId)
		throw new Error(
			`This removes for good: ${what}.\nIt does not reach backups, exports, copies of checkpoints, and the server's own output. The signing key and what it signed are remembered.\nTake an export or a backup first. To wipe: npm run admin -- wipe --confirm ${logId}`,
		);
	const fresh = await wipe(file);
	await closeDatabase();
	process.stderr.write(`Removed: ${what}. Restart the server: its log then shows the set-up code\n`);
	return fresh;
}

const commands: Readonly<Record<string, () => Promise<string>>> = {
	"create-user": createUser,
	"create-link": createLink,
	"create-token": newToken,
	backup,
	restore: restoreFile,
	"record-restore": restoreRecorded,
	"rotate-key": rotateKey,
	export: exportAll,
	wipe: wipeAll,
	pseudonymise: async () => pseudonymise(await knownPerson(values.email, "email")),
	rebuild,
};

const name = positionals[0] ?? "";
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (!command) stop(USAGE);
try {
	const replaces = name === "restore" || name === "wipe"; // they close it themselves
	if (!replaces) await ensureInstallation();
	process.stdout.write(`${await command()}\n`);
	if (!replaces) await closeDatabase();
} catch (error) {
	for (let at: unknown = error; at instanceof Error; at = at.cause)
		process.stderr.write(`${at === error ? "" : "because: "}${at.message}\n`);
	process.exit(1);
}
