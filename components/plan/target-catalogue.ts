/**
 * Versions to choose as target, and how sure we are of each: only what a public document names counts as confirmed
 * (domain section 3). Any other version can be typed; the planner works with numbers, not with this list.
 */
export type CatalogueEntry = { readonly version: string; readonly confidence: "documented" | "not-documented"; readonly note: string };

export const targetCatalogue: readonly CatalogueEntry[] = [
	{
		version: "8.1",
		confidence: "documented",
		note: "Brings the Migration Utility. Exact builds are not published; any 8.1 build counts as at target.",
	},
	{ version: "8.0.2", confidence: "documented", note: "September 2019. First build in which estates that use tags upgrade safely." },
	{ version: "8.0.1.1", confidence: "documented", note: "July 2018. Servers and SDK must come before portal and adapter." },
	{ version: "8.0", confidence: "documented", note: "April 2018. From here on the mobile app web service is not needed." },
	{
		version: "7.3.0.3",
		confidence: "not-documented",
		note: "Known by name only. The mobile app web service stays and is upgraded without a documented procedure.",
	},
	{ version: "7.0.0.9", confidence: "documented", note: "March 2016. Needs newer runtimes on every host." },
];
