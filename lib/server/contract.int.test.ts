import Ajv2020 from "ajv/dist/2020.js";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openApi } from "@/lib/wire/openapi.ts";
import { closeDatabase } from "./db.ts";
import { ensureInstallation } from "./installation.ts";
import { closeAllStreams } from "./sse.ts";
import { apiRoutes } from "./testing/api-routes.ts";
import { valuesOf } from "./testing/generated-requests.ts";
import { bearer, call } from "./testing/http.ts";
import { inventory, type Own, routeMatrix } from "./testing/route-matrix.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";

vi.setConfig({ testTimeout: 180_000 });

type Json = Record<string, unknown>;
type Parameter = { readonly name: string; readonly in: "path" | "query" | "header"; readonly schema: Json };
type Operation = {
	readonly parameters: readonly Parameter[];
	readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Json }>> };
	readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, { readonly schema: Json }>> }>>;
};

/** The same requests every time; look further with `LOCKSTEP_SEED`. */
const SEED = Number(process.env.LOCKSTEP_SEED ?? 20_261_124);
const REQUESTS = 25;

const document = openApi("1.0.0");
const components = document.components as Json;
const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
	Object.entries(methods).map(([method, operation]) => ({
		name: `${method.toUpperCase()} /api/v1${path.replace("{id}", "[id]")}`,
		operation,
	})),
);
const routes = await apiRoutes();
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const checks = new Map<Json, ReturnType<typeof ajv.compile>>();
const temp = adoptTempDatabase();
const own: Own = { estate: "", plan: "", person: "", token: "", session: "", passkey: "" };
const tokens: Record<string, string>[] = [];
const answers = { requests: 0, accepted: 0, refused: 0, codes: new Set<string>() };

/** What is wrong with an answer by the document; nothing when it is as described. */
function complaint(schema: Json, value: unknown): string | undefined {
	const check = checks.get(schema) ?? ajv.compile({ ...schema, components });
	checks.set(schema, check);
	return check(value) ? undefined : ajv.errorsText(check.errors);
}

beforeAll(async () => {
	await ensureInstallation();
	for (const role of ["lead", "admin", "operator", "viewer"] as const) tokens.push({ ...(await bearer(role)) });
	const send = async (name: string, id: string, body: unknown) => {
		const route = routes.find(({ method, path }) => `${method} ${path}` === name);
		const path = route?.path.replace("[id]", id) ?? "";
		const answer = await call(route?.handler, { method: "POST", path, body, headers: tokens[0] ?? {} }, { id });
		return ((await answer.json()) as { readonly id: string }).id;
	};
	const estate = await send("POST /api/v1/estates", "", { inventory });
	Object.assign(own, { estate, plan: await send("POST /api/v1/estates/[id]/plans", estate, { targetVersion: "8.1" }) });
});
afterAll(async () => {
	closeAllStreams();
	await closeDatabase();
	temp.remove();
});

type Sent = { readonly id: string; readonly query: string; readonly headers: Record<string, string>; readonly body?: unknown };

/** Sends a request and judges its answer by the document: declared status, media type and shape, or a problem. */
async function judge(name: string, operation: Operation, { id, query, headers, body }: Sent): Promise<number> {
	const route = routes.find(({ method, path }) => `${method} ${path}` === name);
	const path = `${route?.path.replace("[id]", id) ?? ""}${query}`;
	const answer = await call(route?.handler, { method: route?.method ?? "", path, headers, ...(body !== undefined && { body }) }, { id });
	answers.requests += 1;
	const type = (answer.headers.get("content-type") ?? "").split(";")[0] ?? "";
	const described = operation.responses[String(answer.status)] ?? operation.responses.default;
	const content = described?.content[type];
	const what = `${name}${query} ${JSON.stringify(body)?.slice(0, 300)} answered ${answer.status} ${type}`;
	expect(answer.status, what).toBeLessThan(500);
	expect(content, what).toBeDefined();
	if (!type.endsWith("json")) {
		await answer.body?.cancel();
		return answer.status;
	}
	const value: unknown = await answer.json();
	expect(complaint(content?.schema ?? {}, value), what).toBeUndefined();
	if (answer.status < 300) answers.accepted += 1;
	else {
		answers.refused += 1;
		answers.codes.add((value as { readonly code: string }).code);
	}
	return answer.status;
}

const queryOf = (values: Json): string => {
	const given = Object.entries(values).filter(([, value]) => value !== undefined);
	return given.length === 0 ? "" : `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
};

describe("the API as it is described", () => {
	for (const { name, operation } of operations) {
		const cell = routeMatrix[name];
		const bodySchema = operation.requestBody?.content["application/json"]?.schema;

		it(`[API7] ${name} answers as described when it is asked rightly`, async () => {
			const id = cell?.id === undefined ? "" : own[cell.id];
			for (const headers of tokens) {
				const sent = { id, query: cell?.query?.(own) ?? "", headers, ...(cell?.body !== undefined && { body: cell.body }) };
				await judge(name, operation, sent);
			}
		});

		it(`[API7] ${name} answers as described whatever it is asked`, async () => {
			const given = operation.parameters.filter(({ in: place }) => place !== "path");
			const optional = (place: "query" | "header") =>
				fc.record(Object.fromEntries(given.filter((one) => one.in === place).map((one) => [one.name, valuesOf(one.schema, components)])), {
					requiredKeys: [],
				});
			const requests = fc.record({
				id: fc.constantFrom(own.estate, own.plan, "nothing"),
				query: optional("query"),
				header: optional("header"),
				who: fc.nat(tokens.length - 1),
				body:
					bodySchema === undefined
						? fc.constant(undefined)
						: fc.oneof({ weight: 6, arbitrary: valuesOf(bodySchema, components) }, fc.jsonValue()),
			});
			const many = given.length > 0 || bodySchema !== undefined ? REQUESTS : 3;
			for (const { id, query, header, who, body } of fc.sample(requests, { numRuns: many, seed: SEED })) {
				const extra = Object.fromEntries(Object.entries(header).map(([key, value]) => [key, String(value)]));
				const printable = Object.values(extra).every((value) => /^[\x20-\x7e]*$/.test(value)); // others no client can send
				const headers = { ...tokens[who], ...(printable ? extra : {}) };
				await judge(name, operation, { id, query: queryOf(query), headers, ...(bodySchema !== undefined && { body: body ?? {} }) });
			}
		});
	}

	it("[API7] every operation was asked, and both answers and refusals came", () => {
		console.log(
			`contract: ${operations.length} operations, ${answers.requests} requests, ${answers.accepted} accepted, ${answers.refused} refused with ${answers.codes.size} codes`,
		);
		expect(answers.requests).toBeGreaterThan(operations.length * 6);
		expect(answers.accepted).toBeGreaterThan(operations.length);
		expect([...answers.codes]).toEqual(expect.arrayContaining(["invalid", "forbidden", "not-found"]));
	});
});
