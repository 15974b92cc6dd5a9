/**
 * Sign-in through the company's own OpenID Connect provider, from the environment. Promises: everything that is wrong
 * is told, one line a variable; https outside this machine; a tenant makes the Microsoft Entra ID preset.
 * Groups are mapped to roles in the order they are written: the first that fits decides.
 */
import { z } from "zod";
import { type Role, role } from "@/lib/domain/access/permissions.ts";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import { isLoopback } from "./origin.ts";

export type OidcConfig = {
	readonly issuer: string;
	readonly clientId: string;
	readonly clientSecret: string;
	/** On the button: `Sign in with …`. */
	readonly name: string;
	readonly scope: string;
	/** The claim that lists groups. */
	readonly groupsClaim: string;
	readonly groups: readonly { readonly group: string; readonly role: Role }[];
};

const TENANT = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const safeIssuer = (text: string): boolean =>
	URL.canParse(text) && (new URL(text).protocol === "https:" || (new URL(text).protocol === "http:" && isLoopback(new URL(text).host)));

/** `Upgrade leads=lead, 0f3c…=operator`; a name may hold spaces and equals signs, the role is what follows the last one. */
function groupsOf(text: string): OidcConfig["groups"] | undefined {
	const pairs = text
		.split(",")
		.map((part) => /^(.+)=([a-z]+)$/.exec(part.trim()))
		.map((found) => ({ group: found?.[1]?.trim() ?? "", role: role.safeParse(found?.[2]) }));
	return pairs.every(({ group, role }) => group !== "" && role.success)
		? pairs.flatMap(({ group, role }) => (role.success ? [{ group, role: role.data }] : []))
		: undefined;
}

type Source = Readonly<Record<string, string | undefined>>;

/** Nothing when no variable of it is set. */
export function parseOidc(source: Source): Result<OidcConfig | undefined, readonly string[]> {
	const given = (name: string): string | undefined => (source[name] === "" ? undefined : source[name]);
	const tenant = given("LOCKSTEP_ENTRA_TENANT");
	const issuer = tenant === undefined ? given("LOCKSTEP_OIDC_ISSUER") : `https://login.microsoftonline.com/${tenant}/v2.0`;
	const [clientId, clientSecret] = [given("LOCKSTEP_OIDC_CLIENT_ID"), given("LOCKSTEP_OIDC_CLIENT_SECRET")];
	const written = given("LOCKSTEP_OIDC_GROUPS");
	if ([issuer, clientId, clientSecret, written].every((value) => value === undefined)) return ok(undefined);
	const groups = written === undefined ? undefined : groupsOf(written);
	const problems = [
		tenant !== undefined && !TENANT.test(tenant)
			? "LOCKSTEP_ENTRA_TENANT must be the tenant's id, such as 11111111-2222-3333-4444-555555555555"
			: "",
		issuer === undefined ? "LOCKSTEP_OIDC_ISSUER must be set, or LOCKSTEP_ENTRA_TENANT for Microsoft Entra ID" : "",
		issuer !== undefined && !safeIssuer(issuer) ? "LOCKSTEP_OIDC_ISSUER must be an https address" : "",
		clientId === undefined ? "LOCKSTEP_OIDC_CLIENT_ID must be set" : "",
		clientSecret === undefined ? "LOCKSTEP_OIDC_CLIENT_SECRET must be set" : "",
		groups === undefined
			? `LOCKSTEP_OIDC_GROUPS must be pairs such as "Upgrade leads=lead, Upgrade team=operator" (roles: ${role.options.join(", ")})`
			: "",
	].filter((line) => line !== "");
	if (problems.length > 0 || issuer === undefined || clientId === undefined || clientSecret === undefined || groups === undefined)
		return err(problems);
	return ok({
		issuer,
		clientId,
		clientSecret,
		groups,
		name: given("LOCKSTEP_OIDC_NAME") ?? (tenant === undefined ? "your company account" : "Microsoft Entra ID"),
		scope: given("LOCKSTEP_OIDC_SCOPE") ?? "openid profile email",
		groupsClaim: given("LOCKSTEP_OIDC_GROUPS_CLAIM") ?? "groups",
	});
}

const listed = z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]);

/** The role of somebody in these groups; nothing when none of them is mapped. Names fit to the letter. */
export function roleOfGroups({ groups }: Pick<OidcConfig, "groups">, claim: unknown): Role | undefined {
	const theirs = new Set(listed.parse(claim));
	return groups.find(({ group }) => theirs.has(group))?.role;
}
