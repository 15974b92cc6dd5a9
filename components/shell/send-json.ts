/**
 * Sends one JSON request to the API and reads the answer. Promises: never throws; an error always comes back with
 * a sentence a person can act on and every issue with its JSON path. Repeats nothing: the caller decides.
 */
import type { Issue } from "@/components/ui/alert.tsx";

export type Failure = {
	/** Kebab-case, as in the problem document; `unreachable` when no answer came. */
	readonly code: string;
	readonly message: string;
	readonly issues: readonly Issue[];
	/** The body as it came: further facts stand in it by name. */
	readonly facts: Readonly<Record<string, unknown>>;
};
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;

function readIssues(value: unknown): readonly Issue[] {
	if (!Array.isArray(value)) return [];
	return value.flatMap((item): readonly Issue[] =>
		isRecord(item) && typeof item.message === "string"
			? [{ path: typeof item.path === "string" ? item.path : "", message: item.message }]
			: [],
	);
}

/** The failure in the body of an answer that was not ok; `status` speaks when the body does not. */
export function readFailure(status: number, body: unknown): Failure {
	const facts = isRecord(body) && !Array.isArray(body) ? body : {};
	const said = [facts.detail, facts.title, facts.message].find((part) => typeof part === "string" && part !== "");
	const message =
		status === 401 && facts.code === undefined && said === undefined
			? "You are signed out. Sign in again in another tab, then repeat this."
			: typeof said === "string"
				? said
				: `The server answered ${status}.`;
	return { code: typeof facts.code === "string" ? facts.code : `http-${status}`, message, issues: readIssues(facts.issues), facts };
}

/** `idempotencyKey`: make one per intention of a person and keep it when the same thing is sent again. */
export async function sendJson<T>(
	method: "POST" | "PUT" | "PATCH" | "DELETE",
	url: string,
	body?: unknown,
	idempotencyKey: string = newKey(),
): Promise<Answer<T>> {
	let answer: Response;
	try {
		answer = await fetch(url, {
			method,
			headers: { "content-type": "application/json", "idempotency-key": idempotencyKey },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
	} catch {
		const message = "The server cannot be reached. What you entered is still here: try again when the connection is back.";
		return { ok: false, failure: { code: "unreachable", message, issues: [], facts: {} } };
	}
	const parsed: unknown = await answer.json().catch(() => undefined);
	return answer.ok ? { ok: true, value: parsed as T } : { ok: false, failure: readFailure(answer.status, parsed) };
}

/** A key for `Idempotency-Key`. */
export const newKey = (): string => `c_${crypto.randomUUID()}`;
