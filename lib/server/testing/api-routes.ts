/** Every method of every route handler under app/api, read from the source tree: what is built is what is there. */
import "server-only";
import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const api = fileURLToPath(new URL("../../../app/api/", import.meta.url));
const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

export type ApiRoute = { readonly method: string; readonly path: string; readonly handler: unknown };

export async function apiRoutes(): Promise<readonly ApiRoute[]> {
	const files = readdirSync(api, { recursive: true, encoding: "utf8" }).filter((file) => /(^|[\\/])route\.tsx?$/.test(file));
	const found = await Promise.all(
		files.sort().map(async (file) => {
			const exported = (await import(pathToFileURL(`${api}${file}`).href)) as Record<string, unknown>;
			const path = `/api/${dirname(file).replaceAll("\\", "/")}`;
			return methods.filter((method) => method in exported).map((method) => ({ method, path, handler: exported[method] }));
		}),
	);
	return found.flat();
}
