/**
 * Says that a stream grew. Promises nothing: a ring can be lost, come twice or come from nowhere, so whoever listens
 * reads the table from the sequence it has. Works within one process; others notice by asking the table.
 */
import "server-only";
import { processWide } from "./process-wide.ts";

type Listener = () => void;

const listeners = processWide("bell", () => new Map<string, Set<Listener>>());

/** Rings for everybody who listens to `stream`. A listener must not throw and must not block. */
export function ring(stream: string): void {
	for (const listener of listeners.get(stream) ?? []) listener();
}

/** Calls `listener` after each ring of `stream`, until the returned function is called; calling it twice is harmless. */
export function listen(stream: string, listener: Listener): () => void {
	const those = listeners.get(stream) ?? new Set();
	listeners.set(stream, those);
	those.add(listener);
	return () => {
		those.delete(listener);
		if (those.size === 0 && listeners.get(stream) === those) listeners.delete(stream);
	};
}

/** How many listen, for the test that nobody is left behind. */
export const listenerCount = (): number => [...listeners.values()].reduce((sum, those) => sum + those.size, 0);
