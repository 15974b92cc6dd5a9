import { finishOidc } from "@/lib/server/oidc.ts";
import { publicRoute } from "@/lib/server/routes.ts";

/** Where the sign-in provider sends the browser back to. Changes nothing without the cookie of the flow that was begun here. */
export const GET = publicRoute({}, ({ request }) => finishOidc(request));
