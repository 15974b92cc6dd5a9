/** Stops a start with a wrong configuration before anything is touched: one clear line a variable. */
import { parseEnv } from "@/lib/server/env.ts";

const parsed = parseEnv({ ...process.env, NODE_ENV: "production" });
if (!parsed.ok) {
	console.error("Lockstep cannot start with this configuration:");
	for (const line of parsed.error) console.error(`  ${line}`);
	process.exit(1);
}
