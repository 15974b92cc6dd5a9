/** Settings of the Prisma command line. The schema engine is our own script: the native one would be downloaded. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";
import { databaseFile } from "./lib/server/database-path.ts";

const local = fileURLToPath(new URL(".env.local", import.meta.url));
if (existsSync(local)) process.loadEnvFile(local); // never overrides what is set already

process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL("scripts/schema-engine.mjs", import.meta.url));

export default defineConfig({
	schema: "prisma/schema.prisma",
	migrations: { path: "prisma/migrations", seed: "tsx --conditions=react-server prisma/seed.ts" },
	datasource: { url: `file:${databaseFile(process.env)}` },
});
