"use client";
import { useEffect, useState } from "react";
import type { Inventory } from "@/lib/domain/inventory/document.ts";
import { parseInventory } from "@/lib/domain/inventory/parse-inventory.ts";
import type { AvailabilityView } from "@/lib/wire/views.ts";
import { inventoryOf } from "./use-preview.ts";

export type PlanningFacts = { readonly inventory: Inventory; readonly availability: AvailabilityView };

/** Who and what a plan of this estate can count on, asked anew at every visit; undefined until it is there, or when it cannot be had. */
export function usePlanningFacts(estateId: string): PlanningFacts | undefined {
	const [found, setFound] = useState<PlanningFacts & { readonly of: string }>();
	useEffect(() => {
		if (estateId === "") return;
		const abort = new AbortController();
		const ask = async () => {
			const answer = await fetch(`/api/v1/estates/${encodeURIComponent(estateId)}/availability`, { signal: abort.signal });
			const inventory = parseInventory(await inventoryOf(estateId));
			if (!answer.ok || !inventory.ok) return;
			setFound({ of: estateId, inventory: inventory.value, availability: (await answer.json()) as AvailabilityView });
		};
		// The preview says itself when the server cannot be reached; without these facts it is only shorter.
		ask().catch(() => undefined);
		return () => abort.abort();
	}, [estateId]);
	return found?.of === estateId ? found : undefined;
}
