/** From a JSON body to an order, in the order of judgement: may this role give it (403), then its shape (422). */
import "server-only";
import { may } from "@/lib/domain/access/permissions.ts";
import { zodIssues } from "@/lib/domain/inventory/parse-inventory.ts";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import { commandRules } from "@/lib/domain/run/command-rules.ts";
import { type RunCommand, runCommand } from "@/lib/domain/run/commands.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import { env } from "./env.ts";
import type { Principal } from "./principal.ts";

/**
 * An order that is only misspelt is `invalid`; one that this caller may never give is `forbidden`,
 * however it is spelt.
 */
export function readCommand(principal: Principal, body: unknown): Result<RunCommand, Refusal> {
	const type = typeof body === "object" && body !== null && "type" in body ? body.type : undefined;
	if (typeof type === "string" && Object.hasOwn(commandRules, type)) {
		const { permission, person } = commandRules[type as RunCommand["type"]]; // hasOwn has just said so
		if (!may(principal.role, permission)) return err({ code: "forbidden", needs: permission });
		if (person && principal.kind !== "person") return err({ code: "forbidden", needs: "person" });
		if (person && principal.viaToken && !env().approvalsByToken) return err({ code: "forbidden", needs: "browser session" });
	}
	const parsed = runCommand.safeParse(body);
	return parsed.success ? ok(parsed.data) : err({ code: "invalid", issues: zodIssues(parsed.error) });
}
