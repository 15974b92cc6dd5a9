/** Bodies and answers about windows, freezes and schedules. */
import { z } from "zod";
import { text } from "@/lib/domain/inventory/fields.ts";
import { freezeOrder } from "@/lib/domain/schedule/freeze-order.ts";

/** A change freeze on every estate, set or lifted. */
export const freezeBody = z.discriminatedUnion("type", [
	z.strictObject({ type: z.literal("set-freeze"), ...freezeOrder }),
	z.strictObject({ type: z.literal("lift-freeze"), freezeId: z.string().min(1).max(20), reason: text(500).optional() }),
]);
export type FreezeBody = z.infer<typeof freezeBody>;
