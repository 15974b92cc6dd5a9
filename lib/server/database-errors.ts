/**
 * What a failed database call means (reliability 6.4). Promises: looks through the whole cause chain, because an error at
 * COMMIT arrives bare, without a P-code. Refuses to guess: what it does not know is `other`, a fault.
 */
import "server-only";

export type DatabaseTrouble =
	| "busy" // locked by another process, or too many wait: answer 503 with Retry-After
	| "conflict" // a unique key was taken meanwhile
	| "append-only" // a write the log's triggers refuse: a bug or an attack
	| "expired" // the transaction took too long or could not start
	| "full" // no space left: 507, read-only until there is
	| "storage-broken" // I/O error or damaged file: stop writing
	| "other";

type Layer = { readonly code?: unknown; readonly message?: unknown; readonly cause?: unknown; readonly meta?: unknown };

/** The error and everything behind it: causes, driver errors in `meta`, at most ten layers. */
function layers(error: unknown, depth = 0): Layer[] {
	if (typeof error !== "object" || error === null || depth > 10) return [];
	const layer = error as Layer & Record<string, unknown>; // every key is read as unknown
	return [
		layer,
		...layers(layer.cause, depth + 1),
		...layers((layer.meta as Record<string, unknown> | undefined)?.driverAdapterError, depth + 1),
	];
}

const byPrismaCode: Readonly<Record<string, DatabaseTrouble>> = { P1008: "busy", P2028: "expired", P2002: "conflict", P2034: "busy" };
const byDriverKind: Readonly<Record<string, DatabaseTrouble>> = {
	SocketTimeout: "busy",
	TransactionWriteConflict: "busy",
	UniqueConstraintViolation: "conflict",
	TransactionAlreadyClosed: "expired",
};

function meaning(layer: Layer & { kind?: unknown; originalCode?: unknown; originalMessage?: unknown }): DatabaseTrouble | undefined {
	const text = `${String(layer.message ?? "")} ${String(layer.originalMessage ?? "")}`;
	const code = String(layer.originalCode ?? layer.code ?? "");
	if (text.includes("append-only:")) return "append-only";
	if (code.startsWith("SQLITE_FULL") || text.includes("database or disk is full")) return "full";
	if (/^SQLITE_(IOERR|CORRUPT|NOTADB)/.test(code) || text.includes("storage failed")) return "storage-broken";
	if (/^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)/.test(code)) return "conflict";
	if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) return "busy";
	return byDriverKind[String(layer.kind ?? "")] ?? byPrismaCode[String(layer.code ?? "")];
}

const order: readonly DatabaseTrouble[] = ["append-only", "full", "storage-broken", "busy", "conflict", "expired"];

/** The gravest meaning found anywhere in the chain. */
export function databaseTrouble(error: unknown): DatabaseTrouble {
	const found = new Set(layers(error).map(meaning));
	return order.find((trouble) => found.has(trouble)) ?? "other";
}
