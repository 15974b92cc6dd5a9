/**
 * Demo people for `npm run quickstart`: makes those that are missing and prints a fresh one-time sign-in link for each.
 * Usage: demo.ts <address of the server>
 */
import "./local-settings.ts";
import type { Role } from "@/lib/domain/access/permissions.ts";
import { closeDatabase } from "@/lib/server/db.ts";
import { ensureInstallation } from "@/lib/server/installation.ts";
import { addPerson, personIdByEmail } from "@/lib/server/people-admin.ts";
import { createSignInLink } from "@/lib/server/sign-in-links.ts";

const people: readonly { readonly name: string; readonly role: Role }[] = [
	{ name: "Dana", role: "lead" },
	{ name: "Mika", role: "lead" },
	{ name: "Ines", role: "operator" },
	{ name: "Tomas", role: "operator" },
	{ name: "Aude", role: "auditor" },
];

const address = process.argv[2] ?? "";
await ensureInstallation();
console.log("One-time sign-in links, each for one person and one browser:\n");
for (const { name, role } of people) {
	const email = `${name.toLowerCase()}@demo.example`;
	if ((await personIdByEmail(email)) === undefined) await addPerson({ email, name, role }, false);
	const id = await personIdByEmail(email);
	if (id === undefined) throw new Error(`${email} could not be made`);
	const { path } = await createSignInLink(id);
	console.log(`  ${name.padEnd(6)} ${role.padEnd(9)} ${address}${path}`);
}
console.log("\nEach link works once, within 24 hours. `npm run quickstart` prints new ones.");
await closeDatabase();
