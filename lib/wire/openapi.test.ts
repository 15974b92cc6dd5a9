import { expect, it } from "vitest";
import { routeMatrix } from "@/lib/server/testing/route-matrix.ts";
import { openApi } from "./openapi.ts";
import { describedCalls } from "./openapi-calls.ts";

it("[API6] every call of v1 is described, and nothing that is not there", () => {
	const described = describedCalls.map(({ method, path }) => `${method.toUpperCase()} /api/v1${path.replace("{id}", "[id]")}`);
	const there = Object.keys(routeMatrix).filter((call) => call.includes(" /api/v1/"));
	expect(described.sort()).toEqual(there.sort());
});

it("[API6] the document is plain JSON in which every reference leads somewhere", () => {
	const document = openApi("1.2.3");
	const text = JSON.stringify(document);
	expect(JSON.parse(text)).toEqual(document);
	expect(document).toMatchObject({ openapi: "3.1.0", info: { version: "1.2.3" } });
	const schemas = (document.components as { schemas: Record<string, unknown> }).schemas;
	const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([A-Za-z]+)"/g)].map((match) => match[1]);
	expect(references.length).toBeGreaterThan(10);
	for (const name of references) expect(Object.keys(schemas)).toContain(name);
});

it("[API6] schemas are those that validate: keys, kinds of orders and strictness stand in them", () => {
	const { Inventory, Command } = (openApi("1").components as { schemas: Record<string, unknown> }).schemas;
	expect(Inventory).toMatchObject({ type: "object", required: expect.arrayContaining(["format", "estate"]), additionalProperties: false });
	for (const order of ["start-step", "complete-step", "hand-over", "waive"]) expect(JSON.stringify(Command)).toContain(`"${order}"`);
});
