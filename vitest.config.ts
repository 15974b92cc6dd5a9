import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
	resolve: {
		alias: {
			"@": root.replace(/\/$/, ""),
			"server-only": `${root}lib/domain/testing/empty.ts`,
			"client-only": `${root}lib/domain/testing/empty.ts`,
		},
	},
	test: {
		environment: "node",
		projects: [
			{
				extends: true,
				test: {
					name: "unit",
					include: ["lib/**/*.test.ts", "components/**/*.test.ts", "scripts/**/*.test.ts"],
					exclude: ["**/*.int.test.ts", "**/*.built.test.ts", "node_modules"],
					testTimeout: 60_000,
				},
			},
			{
				extends: true,
				test: {
					name: "integration",
					include: ["lib/**/*.int.test.ts", "scripts/**/*.int.test.ts", "prisma/**/*.int.test.ts"],
					testTimeout: 30_000,
					hookTimeout: 60_000,
				},
			},
			{
				extends: true,
				// What only the built server can show; needs `npm run build`.
				test: { name: "built", include: ["lib/**/*.built.test.ts"], testTimeout: 180_000, hookTimeout: 120_000, fileParallelism: false },
			},
		],
	},
});
