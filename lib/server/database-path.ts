/**
 * Where the database lies. Promises an absolute path, outside the source tree unless somebody asks for another.
 * Pure and without `server-only`: the Prisma command line's configuration reads it too, outside any bundle.
 */
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

type Env = Readonly<Record<string, string | undefined>>;

function defaultDirectory(env: Env): string {
	if (process.platform === "win32") return env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local");
	return env.XDG_DATA_HOME || join(homedir(), ".local", "share");
}

/**
 * Absolute path of the SQLite file. `DATABASE_URL` may be `file:/absolute`, `file:///absolute`, `file:relative` or a
 * plain path; relative ones start at the working directory. Throws an Error that names the variable for anything else.
 */
export function databaseFile(env: Env): string {
	const url = env.DATABASE_URL?.trim();
	if (url === undefined || url === "") return join(defaultDirectory(env), "lockstep", "lockstep.db");
	if (url.startsWith("file://")) return fileURLToPath(url.split("?")[0] ?? url);
	const path = url.startsWith("file:") ? (url.slice("file:".length).split("?")[0] ?? "") : url;
	if (path === "" || path === ":memory:" || /^[a-z][a-z0-9+.-]+:/i.test(path)) {
		throw new Error("DATABASE_URL must name a SQLite file, such as file:/var/lib/lockstep/lockstep.db");
	}
	return resolve(path);
}
