import { expect, it } from "vitest";
import { accessEvent } from "@/lib/domain/access/events.ts";
import { estateEvent } from "@/lib/domain/inventory/events.ts";
import { otherWords } from "./other-event-text.ts";

const words = (type: string, data: Readonly<Record<string, unknown>>) => {
	const { title, detail } = otherWords(type, data, (id) => (id === "u-1" ? "Dana" : id));
	return detail === "" ? title : `${title}: ${detail}`;
};

it("[CHK21] every event of the installation and of inventories has words of its own", () => {
	const types = [...accessEvent.options, ...estateEvent.options].map(({ shape }) => shape.type.value as string);
	expect(types.length).toBeGreaterThan(30);
	expect(types.filter((type) => !type.startsWith("component-") && words(type, {}) === type)).toEqual([]);
});

it("[CHK21] says whom and what it is about", () => {
	expect(words("role-changed", { userId: "u-1", from: "viewer", to: "lead" })).toBe("Role changed: Dana, from viewer to lead");
	expect(words("exported", { what: "audit-pack", about: "plan/p-1" })).toBe("Audit pack taken out: plan/p-1");
	expect(words("component-changed", { component: "host", name: "MFA01", fields: ["os"], before: {}, after: { os: "2022" } })).toBe(
		"Host MFA01 changed: os",
	);
	expect(words("access-records-removed", { before: "2026-08-26T00:00:00.000Z", count: 4 })).toBe(
		"Old access records removed: 4 from before 2026-08-26",
	);
	expect(words("shipped-later", { reason: "a newer server" })).toBe("shipped-later: a newer server");
});
