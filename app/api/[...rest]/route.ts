/** Addresses under /api that nothing answers: a problem document, not a page. */
import { problem } from "@/lib/server/problem.ts";

const nothing = async (): Promise<Response> => problem("not-found");

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT };
