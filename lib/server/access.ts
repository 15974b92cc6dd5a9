/** What every order and read of the server layer begins with: may this principal, who acts, when, under which id. */
import "server-only";
import { may, type Permission } from "@/lib/domain/access/permissions.ts";
import type { Actor } from "@/lib/domain/log-event.ts";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import type { Principal } from "./principal.ts";
import { sha256 } from "./sha256.ts";

/** `ok` when the principal's role grants `permission`, else the refusal `forbidden`. */
export const allow = (principal: Principal, permission: Permission): Result<undefined, Refusal> =>
	may(principal.role, permission) ? ok(undefined) : err({ code: "forbidden", needs: permission });

export const notFound = (what: string): Result<never, Refusal> => err({ code: "not-found", what });

/** The log knows a principal by id and kind alone. */
export const actorOf = ({ id, kind }: Principal): Actor => ({ id, kind });

/** An id for what a command makes: the same command always makes the same thing, so that a retry finds it. */
export const derivedId = (prefix: string, principal: Principal, commandId: string): string =>
	`${prefix}-${sha256(`${prefix}\n${principal.id}\n${commandId}`).slice(0, 20)}`;

export const instantNow = (): string => new Date().toISOString();
