/** Permission checks of the server layer: every read and write asks here, whatever its route asked before. */
import "server-only";
import { may, type Permission } from "@/lib/domain/access/permissions.ts";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import type { Principal } from "./principal.ts";

/** `ok` when the principal's role grants `permission`, else the refusal `forbidden`. */
export const allow = (principal: Principal, permission: Permission): Result<undefined, Refusal> =>
	may(principal.role, permission) ? ok(undefined) : err({ code: "forbidden", needs: permission });

export const notFound = (what: string): Result<never, Refusal> => err({ code: "not-found", what });
