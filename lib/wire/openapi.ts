/**
 * OpenAPI 3.1 description of `/api/v1`, made from the schemas that validate its calls (`openapi-calls.ts`).
 */
import { estateOrder } from "@/lib/domain/inventory/commands.ts";
import { inventoryInput } from "@/lib/domain/inventory/document.ts";
import { logEvent } from "@/lib/domain/log-event.ts";
import { planDocument } from "@/lib/domain/planner/plan-document.ts";
import { runCommand } from "@/lib/domain/run/commands.ts";
import {
	availability,
	backOut,
	changeView,
	comparison,
	estateSummary,
	freezeView,
	outdated,
	planSummary,
	review,
	runView,
	signedHead,
} from "./answers.ts";
import { newEstateBody, newPlanBody, planPreviewBody, teamsBody } from "./api.ts";
import { reviewBody } from "./api-review.ts";
import { freezeBody } from "./api-schedule.ts";
import { describedCalls } from "./openapi-calls.ts";
import { type Described, type Json, ref, schemaOf, text } from "./openapi-parts.ts";
import { problemDocument } from "./problem.ts";

function operation({ path, summary, status, answer, body, parameters = [], also = [] }: Described): Json {
	const id: readonly Json[] = path.includes("{id}") ? [{ name: "id", in: "path", required: true, schema: text }] : [];
	const own = answer === undefined ? [] : [["application/json", { schema: answer }] as const];
	const content = Object.fromEntries([...own, ...also.map((type) => [type, { schema: text }] as const)]);
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
				Freeze: schemaOf(freezeBody),
				Review: schemaOf(reviewBody),
				EstateSummary: schemaOf(estateSummary),
				PlanSummary: schemaOf(planSummary),
				Run: schemaOf(runView),
				Outdated: schemaOf(outdated),
				Change: schemaOf(changeView),
				ChangeFreeze: schemaOf(freezeView),
				Availability: schemaOf(availability),
				BackOut: schemaOf(backOut),
				RunReview: schemaOf(review),
				Comparison: schemaOf(comparison),
				SignedHead: schemaOf(signedHead),
				Event: schemaOf(logEvent),
				Problem: schemaOf(problemDocument),
			},
		},
	};
}
