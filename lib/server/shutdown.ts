/** Stopping: no new changes, streams closed, answers under way finished (reliability I5). */
import "server-only";
import { log } from "./log.ts";
import { processWide } from "./process-wide.ts";
import { closeAllStreams } from "./sse.ts";

const GRACE = 10_000;

const state = processWide("shutdown", () => ({ stopping: false, installed: false }));

/** From the moment of the signal every request is refused with 503, so that nothing starts that could be cut off. */
export const isShuttingDown = (): boolean => state.stopping;

/**
 * Next closes the server when told to stop and exits once the last answer is out. Streams never end by themselves,
 * so they are ended here; `lastWork` is begun at once, and whoever is still busy after ten seconds is cut off.
 */
export function installShutdown(lastWork: () => Promise<void> = () => Promise.resolve()): void {
	if (state.installed) return;
	state.installed = true;
	for (const signal of ["SIGTERM", "SIGINT"] as const) {
		process.once(signal, () => {
			state.stopping = true;
			log.info("Stopping: streams are closed, answers under way are finished", { signal });
			closeAllStreams();
			void lastWork();
			setTimeout(() => {
				log.warn("Stopping took longer than ten seconds: cut off");
				process.exit(1);
			}, GRACE).unref();
		});
	}
}
