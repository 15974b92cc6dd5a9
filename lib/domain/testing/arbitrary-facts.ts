/** Single facts of random estates. */
import fc from "fast-check";

export type Oddity = "healthy" | "odd";

export const pick = <T>(...values: readonly [T, ...T[]]): fc.Arbitrary<T> => fc.constantFrom(...values);

const ALL = [
	"5.2",
	"5.9",
	"6.0",
	"6.3.1.1",
	"6.9.9",
	"7.0",
	"7.0.0.9",
	"7.2",
	"7.3",
	"7.3.0.3",
	"8.0",
	"8.0.1.1",
	"8.0.2",
	"8.1",
	"8.1.4.2",
	"8.2",
];
const BELOW: Readonly<Record<string, readonly string[]>> = {
	"7.0": ["6.0", "6.3.1.1", "6.9.9"],
	"7.3": ["6.0", "6.3.1.1", "7.0", "7.2"],
	"8.0": ["6.3.1.1", "7.0", "7.3"],
	"8.0.1": ["6.3.1.1", "7.0", "7.3.0.3", "8.0"],
	"8.1": ["6.0", "6.3.1.1", "7.0.0.9", "7.3.0.3", "8.0.1.1", "8.0.2"],
	"8.1.4.2": ["6.3.1.1", "7.3", "8.0.2", "8.1", "8.1.4.1"],
};

/** Healthy: below the target or, one time in five, at it. Odd: anything, unknown too. */
export function versionText(oddity: Oddity, target: string): fc.Arbitrary<string> {
	const below = fc.constantFrom(...(BELOW[target] ?? ["6.0"]));
	const usual = fc.oneof({ weight: 4, arbitrary: below }, { weight: 1, arbitrary: fc.constant(target) });
	if (oddity === "healthy") return usual;
	return fc.oneof(
		{ weight: 24, arbitrary: usual },
		{ weight: 1, arbitrary: fc.constantFrom(...ALL) },
		{ weight: 1, arbitrary: fc.constant("unknown") },
	);
}

const runtime = pick("14.38.33135", "14.0.23026", "missing", "unknown");

export function hostFacts(oddity: Oddity): fc.Arbitrary<Record<string, unknown> | undefined> {
	return fc.option(
		fc
			.record({
				os:
					oddity === "odd"
						? pick("2008", "2012", "2012R2", "2016", "2022", "other", "unknown")
						: pick("2012R2", "2016", "2019", "2022", "2025", "unknown"),
				vcRedistX86: runtime,
				vcRedistX64: runtime,
				rebootPending: pick("yes", "no", "unknown"),
				azureVm: fc.boolean(),
				domainJoined: pick("yes", "no", "unknown"),
			})
			.chain((facts) =>
				pick(undefined, 378_388, 378_389, 461_808).map((net) => (net === undefined ? facts : { ...facts, dotnetRelease: net })),
			),
		{ nil: undefined },
	);
}

export function pools(oddity: Oddity): fc.Arbitrary<{ name: string; kind: string; sticky: string; minInService: number }[]> {
	const least = oddity === "odd" ? pick(0, 1, 1, 2, 3) : pick(0, 1, 1, 1);
	return fc
		.array(
			fc.record({ kind: pick("mfa", "portal", "mobile-app", "adfs", "sdk"), sticky: pick("yes", "no", "unknown"), minInService: least }),
			{ maxLength: 4 },
		)
		.map((list) => list.map((pool, i) => ({ name: `pool ${i + 1}`, ...pool })));
}
