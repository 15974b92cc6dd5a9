/** `npm run check`: format, lint, types, walls, unused code, unit tests. Run before every commit. */
import { bin, stage } from "./setup.mjs";

const node = process.execPath;
stage("Format and lint", bin("biome"), ["check", "--error-on-warnings", "."]);
stage("Types", bin("tsc"), ["--noEmit"]);
stage("Types of the pure core", bin("tsc"), ["-p", "lib/domain/tsconfig.json"]);
stage("Import walls", node, ["scripts/walls.mjs"]);
stage("Rules have code and tests", node, ["--import", "tsx", "scripts/rule-coverage.ts"]);
stage("Unused files, exports and packages", bin("knip"), []);
stage("Unit tests", bin("vitest"), ["run", "--project", "unit"]);
