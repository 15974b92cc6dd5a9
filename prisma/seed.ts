/**
 * The sample estate, given as an order like any other: nothing is inserted behind the log's back. Loading it again
 * changes nothing, also when people have changed the estate since. Prints the id of the estate.
 */
import "../scripts/local-settings.ts";
import { readFileSync } from "node:fs";
import { closeDatabase } from "@/lib/server/db.ts";
import { createEstate } from "@/lib/server/estates.ts";
import { ensureInstallation } from "@/lib/server/installation.ts";
import type { Principal } from "@/lib/server/principal.ts";

const inventory: unknown = JSON.parse(readFileSync(new URL("sample-estate.json", import.meta.url), "utf8"));

const loader: Principal = { id: "system", kind: "system", name: "Lockstep", role: "lead", viaToken: false };

await ensureInstallation();
const made = await createEstate(loader, { inventory }, "load-sample-estate");
await closeDatabase();
if (!made.ok) throw new Error(`The sample estate was refused: ${JSON.stringify(made.error)}`);
console.log(made.value.id);
