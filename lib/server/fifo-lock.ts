/**
 * One holder at a time, first come first served. Promises: nobody waits longer than `patienceMs`; releasing twice is harmless.
 * Refuses new waiters once `capacity` of them stand in line.
 */
import "server-only";

export type Release = () => void;

export type FifoLock = {
	/** Resolves when it is the caller's turn; rejects with what `refuse` makes when the wait is too long. */
	readonly acquire: () => Promise<Release>;
};

type Waiter = { grant: () => void; refuse: () => void };

export function fifoLock(options: { patienceMs: number; capacity: number; refuse: () => Error }): FifoLock {
	const waiting: Waiter[] = [];
	let held = false;

	const releaseOnce = (): Release => {
		let done = false;
		return () => {
			if (done) return;
			done = true;
			const next = waiting.shift();
			if (next) next.grant();
			else held = false;
		};
	};

	const wait = (): Promise<Release> =>
		new Promise((resolve, reject) => {
			const waiter: Waiter = {
				grant: () => {
					clearTimeout(timer);
					resolve(releaseOnce());
				},
				refuse: () => reject(options.refuse()),
			};
			const timer = setTimeout(() => {
				waiting.splice(waiting.indexOf(waiter), 1);
				waiter.refuse();
			}, options.patienceMs);
			waiting.push(waiter);
		});

	return {
		acquire: async () => {
			if (held) {
				if (waiting.length >= options.capacity) throw options.refuse();
				return wait();
			}
			held = true;
			return releaseOnce();
		},
	};
}
