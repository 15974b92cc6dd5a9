/**
 * Normalised inventories with every field in every state and texts that hurt: separators, quotes, formulas, other
 * scripts, the longest allowed. For formats that must carry a document unharmed; what makes sense as an estate is in
 * `arbitraries.ts`.
 */
import fc from "fast-check";
import { INVENTORY_FORMAT, type Inventory } from "../inventory/document.ts";
import { parseInventory } from "../inventory/parse-inventory.ts";
import { fold } from "../names.ts";

const unprintable = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;
const hard = fc.constantFrom(
	..."=+-@'\"`,;|\\ aZ09./\ufeff\u200b\uff1d\uff20\u00df\u{1f512}é",
	"\\;",
	"; ",
	"true",
	"unknown",
	"1.0",
	"null",
);

/** Text as `field.text` lets it through: trimmed, printable, not empty. */
const hardText = (max: number): fc.Arbitrary<string> =>
	fc
		.oneof(
			fc.array(hard, { minLength: 1, maxLength: 12 }).map((parts) => parts.join("")),
			fc.string({ unit: "grapheme", minLength: 1, maxLength: max }),
		)
		.map((value) => value.replace(unprintable, "").slice(0, max).trim())
		.filter((value) => value !== "" && value.isWellFormed());

const tri = fc.constantFrom("yes", "no", "unknown");
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const version = fc.oneof(
	fc.constant("unknown"),
	fc.array(fc.nat(999_999_999), { minLength: 2, maxLength: 4 }).map((parts) => parts.join(".")),
);
const redistributable = fc.oneof(version, fc.constant("missing"));
const path = hardText(80).map((value) => `C:\\${value}`.trim());
const url = fc
	.webUrl({ validSchemes: ["https"], withQueryParameters: true, withFragments: true })
	.map((value) => value.replace(/^(https:\/\/)[^/?#]*/, "$1mfa.contoso.com"));
const directory = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.~-]{0,20}(\/[A-Za-z0-9_][A-Za-z0-9_.~-]{0,10}){0,2}$/);
const label = fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9-]{0,8}[A-Za-z0-9])?(\.[A-Za-z]{1,6}){0,2}$/);

const unique = (values: fc.Arbitrary<string>, max: number, min = 0): fc.Arbitrary<string[]> =>
	fc.uniqueArray(values, { minLength: min, maxLength: max, selector: fold });
const some = <T>(values: readonly T[], max = 4): fc.Arbitrary<T[]> => fc.subarray([...values], { maxLength: Math.min(max, values.length) });

const estate = fc.record({
	name: hardText(80),
	timeZone: fc.constantFrom("UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"),
	usersCount: maybe(fc.nat(1_000_000_000)),
	installerShare: maybe(path),
	backupShare: maybe(path),
	usesTags: tri,
	federatedIdpMfaBehavior: fc.constantFrom(
		"acceptIfMfaDoneByFederatedIdp",
		"enforceMfaByFederatedIdp",
		"rejectMfaByFederatedIdp",
		"unknown",
	),
});

const hostFacts = fc.record({
	os: fc.constantFrom("2008", "2008R2", "2012", "2012R2", "2016", "2019", "2022", "2025", "other", "unknown"),
	dotnetRelease: maybe(fc.nat(2_147_483_647)),
	vcRedistX86: redistributable,
	vcRedistX64: redistributable,
	rebootPending: tri,
	azureVm: fc.boolean(),
	zone: fc.constantFrom("internal", "perimeter"),
	domainJoined: tri,
});

const onHosts = <T extends object>(hosts: readonly string[], facts: fc.Arbitrary<T>): fc.Arbitrary<(T & { host: string })[]> =>
	some(hosts).chain((own) => fc.tuple(...own.map((host) => facts.map((item) => ({ ...item, host })))));

const named = <T extends object>(names: fc.Arbitrary<string[]>, facts: fc.Arbitrary<T>): fc.Arbitrary<(T & { name: string })[]> =>
	names.chain((own) => fc.tuple(...own.map((name) => facts.map((item) => ({ ...item, name })))));

const components = (hosts: readonly string[], pools: readonly string[]) => ({
	mfaServers: onHosts(
		hosts,
		fc.record({
			product: fc.constantFrom("mfa-server", "phonefactor-agent"),
			version,
			role: fc.constantFrom("primary", "subordinate", "unknown"),
			replicationGroup: hardText(80),
			installPath: path,
			pools: some(pools),
			authFeatures: some(["radius", "ldap", "iis", "windows", "adfs"], 5),
			webServiceSdk: maybe(fc.record({ version, virtualDirectory: directory, url: maybe(url) })),
			adSync: tri,
			staticRpcPort: maybe(fc.integer({ min: 1024, max: 65_535 })),
			oldInstallerAvailable: tri,
			activatedBeforeJuly2019: tri,
		}),
	),
	userPortals: onHosts(
		hosts,
		fc.record({
			version,
			virtualDirectory: directory,
			physicalPath: path,
			defaultThemeModified: tri,
			customThemes: unique(hardText(120), 3),
			useWebServiceSdk: fc.boolean(),
			sdkUrl: maybe(url),
			pools: some(pools),
		}),
	),
	mobileAppWebServices: onHosts(
		hosts,
		fc.record({
			version,
			virtualDirectory: directory,
			publicUrl: maybe(url),
			sdkUrl: maybe(url),
			pools: some(pools),
			keepAfterUpgrade: fc.boolean(),
		}),
	),
	clientSystems: named(
		unique(hardText(80), 3),
		fc.record({
			kind: fc.constantFrom("radius", "ldap", "sdk", "adfs", "iis", "other"),
			targets: some([...new Map([...hosts, ...pools].map((name) => [fold(name), name])).values()]),
			owner: maybe(hardText(200)),
			howToRepoint: maybe(hardText(2000)),
		}),
	),
});

const farms = (hosts: readonly string[], pools: readonly string[]) =>
	named(
		unique(
			hardText(60).map((name) => name.replaceAll("/", "x")),
			2,
		),
		fc.record({
			configStore: fc.constantFrom("wid", "sql", "unknown"),
			adapterVersion: version,
			adapterName: hardText(200),
			sdkUrl: maybe(url),
			otherProviders: unique(hardText(200), 3),
			rulesReferenceProvider: tri,
			serviceName: maybe(label),
		}),
	).chain((own) =>
		onHosts(
			hosts,
			fc.record({
				widPrimary: fc.boolean(),
				pools: some(pools),
				batch: maybe(fc.constantFrom("A", "B")),
				farm: fc.nat(Math.max(0, own.length - 1)),
			}),
		).map((nodes) =>
			own.flatMap((farm, index) => {
				const mine = nodes.filter((node) => node.farm === index).map(({ farm: _, ...node }) => node);
				return mine.length > 0 ? [{ ...farm, nodes: mine }] : [];
			}),
		),
	);

export const anyInventory: fc.Arbitrary<Inventory> = fc
	.record({ estate, hosts: unique(label, 6), pools: unique(hardText(80), 4) })
	.chain(({ estate: facts, hosts, pools }) =>
		fc.record({
			format: fc.constant(INVENTORY_FORMAT),
			estate: fc.constant(facts),
			hosts: fc.tuple(...hosts.map((name) => hostFacts.map((item) => ({ ...item, name })))),
			...components(hosts, pools),
			adfsFarms: farms(hosts, pools),
			pools: fc.tuple(
				...pools.map((name) =>
					fc.record({
						name: fc.constant(name),
						kind: fc.constantFrom("mfa", "portal", "mobile-app", "adfs", "sdk"),
						sticky: tri,
						minInService: fc.nat(10_000),
						drainMinutes: fc.nat(1440),
					}),
				),
			),
		}),
	)
	.map((document) => {
		const parsed = parseInventory(document);
		if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
		return parsed.value;
	});
