/** State that exists once a process, although bundles (instrumentation, each route) hold their own copy of a module. */
import "server-only";

/** The value under `name`, made on first use. The same name must always be asked with the same type. */
export function processWide<T>(name: string, make: () => T): T {
	const shelf = globalThis as { lockstep?: Map<string, unknown> };
	shelf.lockstep ??= new Map();
	if (!shelf.lockstep.has(name)) shelf.lockstep.set(name, make());
	return shelf.lockstep.get(name) as T; // only this function writes the shelf
}
