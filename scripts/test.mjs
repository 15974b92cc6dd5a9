/** `npm test`: everything from a clean clone to the last browser test. Stops at the first stage that fails. */
import { ensureChromium } from "./chromium.mjs";
import { bin, checkNode, install, stage } from "./setup.mjs";

checkNode();
install();
const node = process.execPath;
stage("Lock file is complete", node, ["scripts/complete-lock.mjs", "--check"]);
stage("Generate the database client", bin("prisma"), ["generate"]);
stage("Generate route types", bin("next"), ["typegen"]);
stage("Check", "npm", ["run", "--silent", "check"]);
stage("Integration tests", bin("vitest"), ["run", "--project", "integration"]);
stage("Build", bin("next"), ["build"]);
stage("Tests of the built server", bin("vitest"), ["run", "--project", "built"]);
console.log("\n> Chromium");
const chromium = ensureChromium();
stage("Browser tests", bin("playwright"), ["test"], { CHROMIUM_PATH: chromium });
console.log("\nAll tests passed.");
