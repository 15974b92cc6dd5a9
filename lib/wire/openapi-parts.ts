/** The pieces that the description of the API is put together from. */
import { z } from "zod";

export type Json = Readonly<Record<string, unknown>>;

export const schemaOf = (schema: z.ZodType): Json => {
	const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any", target: "draft-2020-12" });
	return rest;
};
export const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
export const object = (properties: Json): Json => ({ type: "object", properties, required: Object.keys(properties) });
export const list = (items: Json): Json => ({ type: "array", items });
export const text: Json = { type: "string" };
export const sequence: Json = { type: "integer", minimum: 0 };

export const query = (name: string, description: string, schema: Json): Json => ({
	name,
	in: "query",
	required: false,
	description,
	schema,
});
export const after = query("after", "Only what came behind this sequence", sequence);
/** The keys of a query's schema as parameters. */
export const queriesOf = (schema: z.ZodType): readonly Json[] =>
	Object.entries(schemaOf(schema).properties as Record<string, Json>).map(([name, described]) => query(name, name, described)); // an object's schema has properties

export const retry: Json = {
	name: "Idempotency-Key",
	in: "header",
	required: false,
	description: "The same key again gets the first answer and changes nothing",
	schema: { type: "string", minLength: 1, maxLength: 255 },
};

export type Described = {
	readonly method: "get" | "post" | "put";
	readonly path: string;
	readonly summary: string;
	readonly status: 200 | 201;
	/** JSON answer; without it the answer is one of `also`. */
	readonly answer?: Json;
	readonly body?: Json;
	readonly parameters?: readonly Json[];
	/** Media types of the answer beside JSON. */
	readonly also?: readonly string[];
};
