"use client";
import { useEffect, useState } from "react";
import { type Problem, readProblem } from "@/lib/client/problem.ts";
import { type PlanDocument, type Purpose, planDocument, type Recipe } from "@/lib/domain/planner/plan-document.ts";

export type PreviewRequest = {
	readonly estateId: string;
	readonly targetVersion: string;
	readonly recipe: Recipe;
	readonly purpose: Purpose;
};
export type Preview =
	| { readonly status: "idle" }
	| { readonly status: "computing"; readonly last?: PlanDocument }
	| { readonly status: "ready"; readonly plan: PlanDocument }
	| { readonly status: "refused"; readonly problem: Problem };

const inventories = new Map<string, Promise<unknown>>();

/** The inventory document as the API exports it; asked once per page visit, forgotten when it fails. */
export function inventoryOf(estateId: string): Promise<unknown> {
	const known = inventories.get(estateId);
	if (known) return known;
	const asked = fetch(`/api/v1/estates/${encodeURIComponent(estateId)}/inventory`).then(async (answer) => {
		const body: unknown = await answer.json().catch(() => undefined);
		if (!answer.ok) throw readProblem(answer.status, body);
		return body;
	});
	inventories.set(estateId, asked);
	asked.catch(() => inventories.delete(estateId));
	return asked;
}

const isProblem = (error: unknown): error is Problem => typeof error === "object" && error !== null && "code" in error;

/** The plan that would be made, computed by the server as the choices change; the last one stays in sight meanwhile. */
export function usePreview(request: PreviewRequest | undefined): Preview {
	const [preview, setPreview] = useState<Preview>({ status: "idle" });
	const key = request && JSON.stringify(request);
	useEffect(() => {
		if (key === undefined) return;
		const wanted = JSON.parse(key) as PreviewRequest; // written three lines above
		const abort = new AbortController();
		setPreview((before) =>
			before.status === "ready"
				? { status: "computing", last: before.plan }
				: before.status === "computing"
					? before
					: { status: "computing" },
		);
		const timer = setTimeout(async () => {
			try {
				const { estateId, ...choices } = wanted;
				const inventory = await inventoryOf(estateId);
				const answer = await fetch("/api/v1/plan-previews", {
					method: "POST",
					headers: { "content-type": "application/json" },
					body: JSON.stringify({ inventory, ...choices }),
					signal: abort.signal,
				});
				const body: unknown = await answer.json().catch(() => undefined);
				if (abort.signal.aborted) return;
				if (!answer.ok) {
					setPreview({ status: "refused", problem: readProblem(answer.status, body) });
					return;
				}
				const plan = planDocument.safeParse(body);
				setPreview(
					plan.success
						? { status: "ready", plan: plan.data }
						: { status: "refused", problem: { code: "unexpected", status: 200, title: "The preview could not be read" } },
				);
			} catch (error) {
				if (!abort.signal.aborted) setPreview({ status: "refused", problem: isProblem(error) ? error : { code: "unreachable" } });
			}
		}, 250);
		return () => {
			clearTimeout(timer);
			abort.abort();
		};
	}, [key]);
	if (key === undefined) return { status: "idle" };
	return preview.status === "idle" ? { status: "computing" } : preview;
}
