/** What events outside of plans say, in words: of inventories, of the installation, of who came and what they took. Pure. */
import { componentWord } from "@/components/estate/change-text.ts";
import { type AccessEvent, accessEvent } from "@/lib/domain/access/events.ts";
import { type ComponentKind, estateEvent } from "@/lib/domain/inventory/events.ts";

/** Titles by type; of a type that is not known here the type itself is shown. */
const titles: Readonly<Record<string, string>> = {
	"estate-created": "Estate added",
	"facts-read": "Facts read from machines",
	"fact-age-limit-set": "Age set from which facts are old",
	"estate-archived": "Estate archived",
	"estate-restored": "Estate brought back",
	"freeze-set": "Change freeze set",
	"freeze-lifted": "Change freeze lifted",
	"crew-set": "Crew set",
	"teams-bound": "Teams of a person set",
	"review-noted": "Remark added to a review",
	"copies-destroyed": "Copies with secrets confirmed as destroyed",
	"disposal-date-set": "Day set by which copies with secrets go",
	"signing-key-rotated": "Signing key changed",
	"log-restored": "Log restored from a backup",
	"person-pseudonymised": "A person's name replaced",
	"installation-wiped": "Log begun after everything before it was wiped",
	"access-records-removed": "Old access records removed",
	"signed-in": "Signed in",
	"sign-in-failed": "Sign-in failed",
	"signed-in-again": "Signed in again",
	"signed-out": "Signed out",
	"sessions-ended": "Sessions ended",
	"person-added": "Person added",
	"role-changed": "Role changed",
	"person-switched": "Account switched on or off",
	"estate-role-changed": "Role on one estate changed",
	"estates-limited": "Estates a person may see changed",
	"password-changed": "Password changed",
	"sign-in-reset": "Sign-in of a person reset",
	"sign-in-link-made": "One-time link made",
	"second-factor-changed": "Second factor changed",
	"token-made": "Token made",
	"token-revoked": "Token revoked",
	exported: "Taken out as a file",
	"audit-read": "Events looked through",
};

const taken: Readonly<Record<string, string>> = {
	events: "Events taken out",
	"plan-events": "Events of a plan taken out",
	"audit-pack": "Audit pack taken out",
	checkpoints: "Signed checkpoints taken out",
	inventory: "Inventory taken out",
	installation: "The whole installation exported",
};

const did = { "component-added": "added", "component-changed": "changed", "component-removed": "removed" } as const;

type Words = { readonly title: string; readonly detail: string };
const joined = (...parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined && part !== "").join(", ");

/** Title and detail; `person` gives a name for an id. */
export function otherWords(type: string, data: Readonly<Record<string, unknown>>, person: (id: string) => string): Words {
	const estate = estateEvent.safeParse({ type, data });
	if (estate.success && estate.data.type in did) return changeWords(estate.data as ChangeEvent); // `did` lists exactly these
	const title = titles[type] ?? type;
	const access = accessEvent.safeParse({ type, data });
	if (!access.success) return { title, detail: textOf(data.reason) };
	const { data: facts } = access.data;
	if (access.data.type === "exported") return { title: taken[access.data.data.what] ?? title, detail: takenDetail(access.data.data) };
	const about = "userId" in facts && facts.userId !== undefined ? person(facts.userId) : undefined;
	return { title, detail: joined(about, detailOf(access.data)) };
}

type ChangeEvent = Extract<ReturnType<typeof estateEvent.parse>, { type: keyof typeof did }>;

function changeWords({ type, data }: ChangeEvent): Words {
	const word = componentWord[data.component satisfies ComponentKind];
	const name = data.component === "estate" ? word : `${word} ${data.name}`;
	return { title: `${name} ${did[type]}`, detail: "fields" in data ? data.fields.join(", ") : "" };
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const takenDetail = ({ about, format, filter }: Extract<AccessEvent, { type: "exported" }>["data"]): string =>
	joined(about, format, filter);

function detailOf({ type, data }: AccessEvent): string {
	switch (type) {
		case "signed-in":
		case "signed-in-again":
		case "sign-in-failed":
			return data.method.replaceAll("-", " ");
		case "role-changed":
			return `from ${data.from} to ${data.to}`;
		case "person-added":
			return data.role;
		case "person-switched":
			return data.active ? "on" : "off";
		case "second-factor-changed":
			return data.change.replaceAll("-", " ");
		case "audit-read":
			return joined(data.what, data.filter);
		case "log-restored":
			return data.reason;
		case "access-records-removed":
			return `${data.count} from before ${data.before.slice(0, 10)}`;
		case "installation-wiped":
			return `${data.events} events of ${data.log}`;
		case "review-noted":
			return data.text;
		case "disposal-date-set":
			return data.disposeBy;
		case "copies-destroyed":
			return data.note ?? "";
		default:
			return "";
	}
}
