/**
 * Requests made at random from an OpenAPI document: bodies from JSON Schema, parameters, headers. They hold to the
 * schema, not to what a schema cannot say, so a refusal is as good an answer as any.
 */
import "server-only";
import fc from "fast-check";

type Json = Readonly<Record<string, unknown>>;

const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
const size = (value: unknown, otherwise: number): number => (typeof value === "number" ? value : otherwise);

/** Values of a JSON Schema (2020-12, as far as zod writes it). `components`: what `$ref` leads to. */
export function valuesOf(schema: Json, components: Json, depth = 0): fc.Arbitrary<unknown> {
	const inner = (part: unknown): fc.Arbitrary<unknown> => valuesOf((part ?? {}) as Json, components, depth + 1);
	if (typeof schema.$ref === "string") return inner(referred(schema.$ref, components));
	if ("const" in schema) return fc.constant(schema.const);
	if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
	const choices = [...list(schema.anyOf), ...list(schema.oneOf)];
	if (choices.length > 0) return fc.oneof(...choices.map(inner));
	switch (schema.type) {
		case "string":
			return text(schema);
		case "integer":
		case "number":
			return fc.integer({ min: size(schema.minimum, -1_000), max: Math.min(size(schema.maximum, 1_000_000), 2 ** 31 - 1) });
		case "boolean":
			return fc.boolean();
		case "null":
			return fc.constant(null);
		case "array":
			return fc.array(inner(schema.items), {
				minLength: size(schema.minItems, 0),
				maxLength: Math.max(size(schema.minItems, 0), depth > 3 ? 1 : 3),
			});
		case "object":
			return objects(schema, inner);
		default:
			return fc.oneof(fc.string(), fc.integer(), fc.boolean());
	}
}

function text({ pattern, minLength, maxLength }: Json): fc.Arbitrary<string> {
	const [min, max] = [size(minLength, 0), Math.min(size(maxLength, 40), 60)];
	const any = fc.string({ minLength: min, maxLength: Math.max(min, max) });
	if (typeof pattern !== "string") return fc.oneof(any, fc.constantFrom("MFA01", "8.1", "Contoso", "mfa-server.install:MFA01"));
	try {
		return fc.stringMatching(new RegExp(pattern));
	} catch {
		return any; // a pattern with look-around cannot be run backwards
	}
}

function objects(schema: Json, inner: (part: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
	const properties = Object.entries((schema.properties ?? {}) as Json);
	const required = (schema.required ?? []) as string[];
	const known = fc.record(Object.fromEntries(properties.map(([key, part]) => [key, inner(part)])), {
		requiredKeys: required.filter((key) => properties.some(([name]) => name === key)),
	});
	if (properties.length > 0 || typeof schema.additionalProperties !== "object") return known;
	return fc.dictionary(inner(schema.propertyNames ?? { type: "string" }).map(String), inner(schema.additionalProperties), { maxKeys: 3 });
}

function referred(reference: string, components: Json): Json {
	const name = reference.split("/").at(-1) ?? "";
	return (components.schemas as Readonly<Record<string, Json>>)[name] ?? {};
}
