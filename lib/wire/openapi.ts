/**
 * OpenAPI 3.1 description of `/api/v1`, made from the schemas that validate its calls. One line a call; a test holds
 * the list against the route handlers, so a call cannot be added without being described.
 */
import { estateOrder } from "@/lib/domain/inventory/commands.ts";
import { inventoryInput } from "@/lib/domain/inventory/document.ts";
import { logEvent } from "@/lib/domain/log-event.ts";
import { planDocument } from "@/lib/domain/planner/plan-document.ts";
import { runCommand } from "@/lib/domain/run/commands.ts";
import { newEstateBody, newPlanBody, planPreviewBody, teamsBody } from "./api.ts";
import { auditQuery } from "./api-audit.ts";
import { reviewBody } from "./api-review.ts";
import { after, type Described, type Json, list, object, queriesOf, query, ref, retry, schemaOf, sequence, text } from "./openapi-parts.ts";
import { problemDocument } from "./problem.ts";

const events = object({ events: list(ref("Event")), sequence });

export const describedCalls: readonly Described[] = [
	{
		method: "post",
		path: "/plan-previews",
		summary: "Compute a plan; stores nothing",
		status: 200,
		answer: ref("Plan"),
		body: ref("PlanPreview"),
	},
	{
		method: "get",
		path: "/estates",
		summary: "List estates",
		status: 200,
		answer: object({ estates: list({ type: "object" }) }),
		parameters: [query("archived", "true: the archived ones instead", { type: "string", enum: ["true", "false"] })],
	},
	{
		method: "post",
		path: "/estates",
		summary: "Make an estate",
		status: 201,
		answer: object({ id: text }),
		body: ref("NewEstate"),
		parameters: [retry],
	},
	{ method: "get", path: "/estates/{id}/inventory", summary: "Export the inventory", status: 200, answer: ref("Inventory") },
	{
		method: "put",
		path: "/estates/{id}/inventory",
		summary: "Replace the inventory in one set of events, or show what would change",
		status: 200,
		answer: { oneOf: [events, object({ changes: list({ type: "object" }), sequence })] },
		body: ref("Inventory"),
		parameters: [
			query("dryRun", "true: answer the difference and store nothing", { type: "string", enum: ["true", "false"] }),
			query("expectedSequence", "Refuse when somebody changed the inventory since", sequence),
			retry,
		],
	},
	{
		method: "post",
		path: "/estates/{id}/commands",
		summary: "Edit components, merge what the collector read, take a change back, archive; or show what would change",
		status: 200,
		answer: {
			oneOf: [events, object({ changes: list({ type: "object" }), conflicts: list({ type: "object" }), factsRead: sequence, sequence })],
		},
		body: ref("EstateOrder"),
		parameters: [query("dryRun", "true: answer the difference and store nothing", { type: "string", enum: ["true", "false"] }), retry],
	},
	{ method: "get", path: "/estates/{id}/events", summary: "History of the inventory", status: 200, answer: events, parameters: [after] },
	{
		method: "get",
		path: "/estates/{id}/teams",
		summary: "Who is bound to which teams here; who is not named may do every step",
		status: 200,
		answer: object({ teams: { type: "object", additionalProperties: list(text) } }),
	},
	{
		method: "put",
		path: "/estates/{id}/teams",
		summary: "Bind a person to teams, or with an empty list to none",
		status: 200,
		answer: events,
		body: ref("Teams"),
		parameters: [retry],
	},
	{
		method: "get",
		path: "/estates/{id}/plans",
		summary: "List plans of an estate",
		status: 200,
		answer: object({ plans: list({ type: "object" }) }),
	},
	{
		method: "post",
		path: "/estates/{id}/plans",
		summary: "Compute a plan from the present inventory and freeze it, or freeze a plan once more to rehearse it",
		status: 201,
		answer: object({ id: text, planDigest: text }),
		body: ref("NewPlan"),
		parameters: [retry],
	},
	{
		method: "get",
		path: "/plans/{id}",
		summary: "The frozen plan and how its run stands",
		status: 200,
		answer: {
			...object({ plan: ref("Plan"), run: { type: "object" }, sequence }),
			properties: {
				plan: ref("Plan"),
				run: { type: "object" },
				sequence,
				outdated: {
					...object({ since: sequence, changes: list({ type: "object" }) }),
					description: "Only when the inventory was changed from outside since the plan's facts were read",
				},
			},
		},
	},
	{
		method: "post",
		path: "/plans/{id}/commands",
		summary: "Give an order",
		status: 200,
		answer: events,
		body: ref("Command"),
		parameters: [retry],
	},
	{
		method: "get",
		path: "/plans/{id}/events",
		summary: "The plan's log: as JSON, as a file of exact lines, or live",
		status: 200,
		answer: events,
		parameters: [after, { name: "Last-Event-ID", in: "header", required: false, schema: sequence }],
		also: ["application/jsonl", "text/event-stream"],
	},
	{
		method: "get",
		path: "/plans/{id}/back-out",
		summary: "Inverse steps and what would be lost",
		status: 200,
		answer: { type: "object" },
		parameters: [query("at", "As it stood at this sequence", sequence), query("subject", "For one subject alone", text)],
	},
	{
		method: "get",
		path: "/plans/{id}/review",
		summary: "The review after the night, drafted from the events",
		status: 200,
		answer: { type: "object" },
	},
	{
		method: "post",
		path: "/plans/{id}/review",
		summary: "Add a remark to the review of an ended run, or confirm that its copies with secrets are destroyed",
		status: 200,
		answer: events,
		body: ref("Review"),
		parameters: [retry],
	},
	{
		method: "get",
		path: "/plans/{id}/audit-pack",
		summary: "The plan's history as a zip that proves itself",
		status: 200,
		answer: { type: "object" },
		also: ["application/zip"],
	},
	{
		method: "get",
		path: "/audit/events",
		summary: "Events of all streams, filtered and paged: JSON, exact lines or a table",
		status: 200,
		answer: { type: "object", properties: { events: list(ref("Event")), next: text }, required: ["events"] },
		parameters: queriesOf(auditQuery),
		also: ["application/jsonl", "text/csv"],
	},
	{
		method: "get",
		path: "/audit/checkpoint",
		summary: "Signed heads of all streams, to keep elsewhere",
		status: 200,
		answer: object({ log: text, keys: list(text), streams: list({ type: "object" }) }),
		also: ["text/plain"],
	},
	{
		method: "get",
		path: "/plans/{id}/compare",
		summary:
			"What differs from another plan of the estate, or in the amendment proposed for this one, and which inventory change caused it",
		status: 200,
		answer: object({ before: { type: "object" }, after: { type: "object" }, comparison: { type: "object" } }),
		parameters: [
			query(
				"with",
				"Id of the plan to compare with, or amendment; without it the proposed amendment, else the estate's last approved plan",
				text,
			),
		],
	},
	{ method: "get", path: "/openapi.json", summary: "This description", status: 200, answer: { type: "object" } },
];

function operation({ path, summary, status, answer, body, parameters = [], also = [] }: Described): Json {
	const id: readonly Json[] = path.includes("{id}") ? [{ name: "id", in: "path", required: true, schema: text }] : [];
	const content = Object.fromEntries([["application/json", { schema: answer }], ...also.map((type) => [type, { schema: text }] as const)]);
	return {
		summary,
		parameters: [...id, ...parameters],
		...(body && { requestBody: { required: true, content: { "application/json": { schema: body } } } }),
		responses: {
			[status]: { description: "Done", content },
			default: { description: "A problem with its code and facts", content: { "application/problem+json": { schema: ref("Problem") } } },
		},
	};
}

/** The whole document. `version`: of the product. */
export function openApi(version: string): Json {
	const paths: Record<string, Record<string, Json>> = {};
	for (const call of describedCalls) paths[call.path] = { ...paths[call.path], [call.method]: operation(call) };
	return {
		openapi: "3.1.0",
		info: { title: "Lockstep", version, license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
		servers: [{ url: "/api/v1" }],
		security: [{ token: [] }, { session: [] }],
		paths,
		components: {
			securitySchemes: {
				token: { type: "http", scheme: "bearer" },
				session: {
					type: "apiKey",
					in: "cookie",
					name: "__Host-lockstep",
					description: "A browser's session; lockstep on plain-HTTP loopback",
				},
			},
			schemas: {
				Inventory: schemaOf(inventoryInput),
				PlanPreview: schemaOf(planPreviewBody),
				NewEstate: schemaOf(newEstateBody),
				NewPlan: schemaOf(newPlanBody),
				Teams: schemaOf(teamsBody),
				Plan: schemaOf(planDocument),
				Command: schemaOf(runCommand),
				EstateOrder: schemaOf(estateOrder),
				Review: schemaOf(reviewBody),
				Event: schemaOf(logEvent),
				Problem: schemaOf(problemDocument),
			},
		},
	};
}
