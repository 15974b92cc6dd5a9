/**
 * A transaction for the hot path: its raw SQL (`$queryRaw`, `$executeRaw`) runs by prepared statements, and the client's
 * own transaction is opened on the same connection only when something else is asked for.
 *
 * Promises: the same as `transaction`: one at a time, begun IMMEDIATE, all or nothing; both ways see each other's writes.
 * Refuses to be opened inside another transaction, and use after its end.
 */
import "server-only";
import { type DatabaseHandle, databaseHandle, Prisma, type Tx } from "./db.ts";
import { adopting, asTransaction, type OpenTransaction } from "./inside-transaction.ts";

/** Runs `work` in one transaction; what it throws rolls everything back. Inside, use only the client it is given. */
export async function lightTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
	const handle = databaseHandle();
	const open = await handle.begin();
	const full = fullTransaction(handle, open);
	try {
		const value = await asTransaction(() => work(lightClient(open, full.client)));
		await full.end();
		return value;
	} catch (error) {
		await full.end(error);
		throw error;
	}
}

type FullTransaction = {
	/** The client's own transaction, opened at the first call. */
	readonly client: () => Promise<Tx>;
	/** Commits, or rolls back because of `failure`, whichever of the two has begun. Throws when the COMMIT fails. */
	readonly end: (failure?: unknown) => Promise<void>;
};

function fullTransaction({ client }: DatabaseHandle, open: OpenTransaction): FullTransaction {
	let given: Promise<Tx> | undefined;
	let over = false;
	let settle: (failure?: unknown) => void = () => {};
	let ended: Promise<unknown> = Promise.resolve();
	const start = (): Promise<Tx> => {
		const held = new Promise<void>((resolve, reject) => {
			settle = (failure) => (failure === undefined ? resolve() : reject(failure));
		});
		held.catch(() => undefined); // nobody waits for it when the transaction could not even begin
		return new Promise<Tx>((resolve, reject) => {
			ended = adopting.run(open, () =>
				client.$transaction((tx) => {
					resolve(tx);
					return held;
				}),
			);
			ended.catch(reject);
		});
	};
	return {
		client: async () => {
			if (over) throw new Error("The transaction has ended");
			given ??= start();
			return given;
		},
		end: async (failure) => {
			over = true;
			if (!given) return failure === undefined ? open.commit() : open.rollback();
			settle(failure);
			if (failure === undefined) await ended;
			else await ended.catch(() => undefined); // rolled back; the failure is the caller's to report
		},
	};
}

type Call = (...values: unknown[]) => unknown;

/** Looks like the client inside a transaction: raw SQL goes the short way, all else to `full`. */
function lightClient({ statements }: OpenTransaction, full: () => Promise<Tx>): Tx {
	const raw: Readonly<Record<string, Call>> = {
		$queryRaw: async (...query) => statements.rows(sqlOf(query)),
		$executeRaw: async (...query) => statements.change(sqlOf(query)),
	};
	const model = (name: string): unknown =>
		new Proxy(
			{},
			{
				get: (_, method) => (typeof method === "string" ? async (args: unknown) => callModel(await full(), name, method, args) : undefined),
			},
		);
	const models = new Map<string, unknown>();
	const client = new Proxy(raw, {
		get: (_, name) => {
			if (typeof name !== "string" || name === "then") return undefined; // a promise may be resolved with this client
			if (name.startsWith("$")) return raw[name];
			if (!models.has(name)) models.set(name, model(name));
			return models.get(name);
		},
	});
	return client as unknown as Tx;
}

const callModel = (tx: Tx, name: string, method: string, args: unknown): unknown =>
	(tx as unknown as Record<string, Record<string, Call>>)[name]?.[method]?.(args);

/** Template or ready-made SQL, as the client's raw calls take it. */
function sqlOf([first, ...values]: unknown[]): Prisma.Sql {
	return first instanceof Prisma.Sql ? first : Prisma.sql(first as TemplateStringsArray, ...values);
}
