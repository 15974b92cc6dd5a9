/**
 * Before the first request: configuration, database settings, the log's chains, set-up. What is wrong stops the
 * process with one clear line each; a server that answers nothing but errors would be worse than none.
 */
import "server-only";
import { startRetention } from "./access-retention.ts";
import { cookieName } from "./auth.ts";
import { checkAgainstSigned } from "./checkpoints.ts";
import { watchConnections } from "./connections.ts";
import { env } from "./env.ts";
import { ensureInstallation } from "./installation.ts";
import { log } from "./log.ts";
import { insecureOrigins } from "./origin.ts";
import { sealBeforeStop, startSealing } from "./sealing.ts";
import { setUpCode, setUpIsOpen } from "./setup.ts";
import { installShutdown } from "./shutdown.ts";
import { verifyLog } from "./verify-log.ts";

export async function start(): Promise<void> {
	try {
		watchConnections();
		installShutdown(sealBeforeStop);
		checkConfiguration();
		await ensureInstallation(); // opening checks every setting, and refuses a database that would lose writes
		await checkLog();
		await checkAgainstSigned();
		startSealing();
		await startRetention();
		await offerSetUp();
	} catch (error) {
		for (const line of linesOf(error)) process.stderr.write(`${line}\n`);
		process.exit(1);
	}
}

/** The message of an error and of what caused it, without stacks. */
function linesOf(error: unknown): string[] {
	if (!(error instanceof Error)) return [String(error)];
	return [error.message, ...(error.cause === undefined ? [] : linesOf(error.cause).map((line) => `  because: ${line}`))];
}

function checkConfiguration(): void {
	const { origins } = env();
	const insecure = insecureOrigins(origins);
	if (insecure.length > 0)
		throw new Error(`LOCKSTEP_ORIGIN must be https outside this machine: passwords would travel in the clear to ${insecure.join(", ")}`);
	if (cookieName(origins) === "lockstep")
		log.info(
			"Plain HTTP on this machine only: the session cookie has no __Host- prefix. Set LOCKSTEP_ORIGIN to an https address for others.",
		);
}

async function checkLog(): Promise<void> {
	const began = performance.now();
	const { streams, events, broken } = await verifyLog();
	log.info("The log was verified", { streams, events, broken: broken.length, milliseconds: Math.round(performance.now() - began) });
}

async function offerSetUp(): Promise<void> {
	if (!(await setUpIsOpen())) return;
	const { origins, port } = env();
	log.info(`Nobody can sign in yet. Open ${origins[0] ?? `http://127.0.0.1:${port}`}/setup and type the set-up code ${setUpCode()}`);
}
