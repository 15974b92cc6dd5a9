import "client-only";

/**
 * When the server wants a fresh sign-in: asks the person at the keyboard, once for everything that waits, and tells
 * whether they proved who they are. The dialog that asks registers itself; without one the answer is no.
 */
type Asker = () => Promise<boolean>;

let asker: Asker | undefined;
let asking: Promise<boolean> | undefined;

/** Registers the dialog; the answer takes it away again. */
export function askWith(ask: Asker): () => void {
	asker = ask;
	return () => {
		if (asker === ask) asker = undefined;
	};
}

/** True once they have proved it; false when they turned it down. */
export function proveAgain(): Promise<boolean> {
	asking ??= (asker?.() ?? Promise.resolve(false)).finally(() => {
		asking = undefined;
	});
	return asking;
}
