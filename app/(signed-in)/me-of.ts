import type { Principal } from "@/lib/server/principal.ts";
import type { Me } from "@/lib/wire/views.ts";

/** The caller as pages show them. */
export const meOf = ({ id, name, email = "", role }: Principal): Me => ({ id, name, email, role });
