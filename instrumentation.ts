/** Start of the server. The work is done in the Node part: this file is also compiled for runtimes without `process`. */
export async function register(): Promise<void> {
	if (process.env.NEXT_RUNTIME === "nodejs") await (await import("./lib/server/start.ts")).start();
}
