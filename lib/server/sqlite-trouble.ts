/** What the safe adapter must tell apart among errors: a busy file, a broken storage. The rest is `database-errors.ts`. */
import "server-only";
import { DriverAdapterError, isDriverAdapterError } from "@prisma/driver-adapter-utils";

/** What a request is told when too many wait already, or when it waited too long. */
export const tooManyWait = (): DriverAdapterError => busy("too many requests wait for the database");

const busy = (message: string): DriverAdapterError =>
	new DriverAdapterError({ kind: "SocketTimeout", originalCode: "SQLITE_BUSY", originalMessage: message });

export const isBusy = (error: unknown): boolean => isDriverAdapterError(error) && error.cause.kind === "SocketTimeout";

const codeOf = (error: unknown): string =>
	isDriverAdapterError(error) ? (error.cause.originalCode ?? "") : String((error as { readonly code?: unknown } | undefined)?.code ?? "");

export const storageBroke = (error: unknown): boolean => /^SQLITE_(IOERR|CORRUPT|NOTADB)/.test(codeOf(error));
