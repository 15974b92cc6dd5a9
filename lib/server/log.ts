/**
 * The server's log: one line an event on stdout (warnings and errors on stderr), `time level message key=value`.
 * Promises: line breaks and control characters are escaped, values under a telling key are not written.
 * Audit does not live here: what happened to estates and plans is in the event log.
 */
import "server-only";

type Facts = Readonly<Record<string, string | number | boolean | undefined>>;

const secretKey = /password|secret|token|cookie|authorization|hash|digest/i;

const printable = (text: string): string =>
	text.replace(/[\p{Cc}\u2028\u2029]/gu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** One line as it is written, without the line break. */
export function logLine(level: "info" | "warn" | "error", message: string, facts: Facts, at: Date): string {
	const pairs = Object.entries(facts).flatMap(([key, value]) => {
		if (value === undefined) return [];
		if (secretKey.test(key)) return [`${key}=[hidden]`];
		const text = printable(String(value)).slice(0, 500);
		return [`${key}=${/[\s"=]/.test(text) ? JSON.stringify(text) : text}`];
	});
	return [at.toISOString(), level, printable(message), ...pairs].join(" ");
}

const write = (level: "info" | "warn" | "error", message: string, facts: Facts): void => {
	const stream = level === "info" ? process.stdout : process.stderr;
	stream.write(`${logLine(level, message, facts, new Date())}\n`);
};

/** Prisma's messages quote the call with its values: only their last line, which says what went wrong, is kept. */
function sentenceOf({ name, message }: Error): string {
	return name.startsWith("PrismaClient") ? (message.trimEnd().split("\n").at(-1) ?? "") : message;
}

const withCause = (facts: Facts, cause: unknown): Facts =>
	cause instanceof Error ? { ...facts, cause: `${cause.name}: ${sentenceOf(cause)}` } : facts;

export const log = {
	info: (message: string, facts: Facts = {}): void => write("info", message, facts),
	warn: (message: string, facts: Facts = {}, cause?: unknown): void => write("warn", message, withCause(facts, cause)),
	/** `cause`: its name and message go to the log, never its stack or SQL parameters. */
	error: (message: string, facts: Facts = {}, cause?: unknown): void => write("error", message, withCause(facts, cause)),
};
