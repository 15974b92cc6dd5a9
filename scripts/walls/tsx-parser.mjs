/**
 * Loaded before dependency-cruiser: its SWC parser does not ask for JSX and stops at the first .tsx file
 * (17.4.3, `src/extract/swc/parse.mjs`). Turns JSX on for files that end in .tsx, and for nothing else.
 */
import { createRequire } from "node:module";

const swc = createRequire(import.meta.url)("@swc/core");
const { parseFileSync } = swc;
swc.parseFileSync = (path, options) => parseFileSync(path, { ...options, tsx: path.endsWith(".tsx") });
