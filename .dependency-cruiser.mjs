/**
 * Who may import whom: default deny. `npm run walls` cruises the tree; `scripts/walls.test.ts` plants offenders
 * and sees every rule bite. Aliases are resolved through scripts/walls/resolve.mjs, since this tool cannot read
 * them from tsconfig.json with TypeScript 7.
 */
const pure = "(^|/)node_modules/(zod|canonicalize|@noble/hashes|papaparse)/";
const npm = "(^|/)node_modules/";

/** Everything under `from` may import only what one of `allowed` matches. */
const only = (name, from, allowed, extra = {}) => ({
	name,
	severity: "error",
	comment: `${from} imports only ${allowed.join(", ")}`,
	from: { path: from, ...extra },
	to: { pathNot: allowed },
});

const tests = ["\\.test\\.tsx?$", "^lib/(domain|server)/testing/"];
const source = { pathNot: tests };

export default {
	forbidden: [
		only("domain-is-pure", "^lib/domain/", ["^lib/domain/", pure], source),
		only("wire-knows-only-domain", "^lib/wire/", ["^lib/(wire|domain)/", pure], source),
		only("server-side", "^lib/server/", ["^lib/(server|wire|domain)/", "^prisma/generated/", npm, "^(node:)?[a-z_/]+$"], source),
		only("client-side", "^lib/client/", ["^lib/(client|wire|domain)/", npm], source),
		only("ui-kit-knows-no-domain", "^components/ui/", ["^components/ui/", npm], source),
		only("components", "^components/(?!ui/)", ["^components/", "^lib/(client|wire|domain)/", npm], source),
		only("e2e-tests", "^e2e/", ["^e2e/", "^lib/(wire|domain)/", "^scripts/", npm, "^(node:)?[a-z_/]+$"]),
		{
			name: "one-door-to-the-database",
			severity: "error",
			comment: "Only lib/server/db.ts may hold the generated client",
			from: { pathNot: ["^lib/server/db\\.ts$", "^prisma/generated/"] },
			to: { path: "^prisma/generated/", dependencyTypesNot: ["type-only"] },
		},
		{
			name: "nobody-imports-app",
			severity: "error",
			from: { pathNot: ["^app/", ...tests] },
			to: { path: "^app/" },
		},
		{
			name: "tests-stay-outside",
			severity: "error",
			comment: "What serves tests may not be part of the product",
			from: { path: "^(app|components|lib|prisma)/", pathNot: tests },
			to: { path: "^lib/(domain|server)/testing/" },
		},
		{ name: "no-cycles", severity: "error", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
		{
			name: "resolvable",
			severity: "error",
			comment: "An import that cannot be resolved escapes every wall",
			from: {},
			to: { couldNotResolve: true },
		},
	],
	options: {
		doNotFollow: { path: ["^node_modules", "^prisma/generated"] },
		exclude: { path: ["^\\.next/"] },
		parser: "swc",
		tsPreCompilationDeps: true,
		webpackConfig: { fileName: "scripts/walls/resolve.mjs" },
		enhancedResolveOptions: {
			extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
			exportsFields: ["exports"],
			conditionNames: ["import", "node", "default", "types"],
		},
	},
};
