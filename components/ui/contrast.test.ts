import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Tokens of one theme as hex colours, read from the file that holds them. */
function tokensOf(theme: "light" | "dark"): Readonly<Record<string, string>> {
	const css = readFileSync(new URL("../../app/tokens.css", import.meta.url), "utf8");
	return Object.fromEntries(
		[...css.matchAll(/--([a-z0-9-]+):\s*(?:light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)|(#[0-9a-f]{6}));/g)].map(
			([, name, light, dark, both]) => [name, (theme === "light" ? light : dark) ?? both ?? ""],
		),
	);
}

function luminance(hex: string): number {
	const [r = 0, g = 0, b = 0] = [1, 3, 5]
		.map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
		.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
	const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
	return (light + 0.05) / (dark + 0.05);
}

const grounds = ["canvas", "surface", "well", "hover", "selected"];
const toned = ["accent", "green", "amber", "red"];

/** Every pair of words on ground that the parts in this folder draw. */
const words: readonly (readonly [string, string])[] = [
	...["ink", "ink-2", "ink-3", "accent-text"].flatMap((text) => grounds.map((ground) => [text, ground] as const)),
	...toned.flatMap((tone) => [
		[`${tone}-text`, `${tone}-bg`] as const,
		[`${tone}-text`, "surface"] as const,
		["ink", `${tone}-bg`] as const,
		["ink-2", `${tone}-bg`] as const,
	]),
	["on-solid", "accent"],
	["on-solid", "accent-hover"],
	["on-solid", "red-solid"],
	["surface", "ink"],
];

/** Marks that carry meaning by themselves: outlines of controls, state icons, bars, focus. */
const marks: readonly (readonly [string, string])[] = [
	...["control-line", "accent", "green", "amber", "red", "focus"].flatMap((mark) =>
		["canvas", "surface", "well"].map((ground) => [mark, ground] as const),
	),
	["red", "red-bg"],
	["amber", "amber-bg"],
	["green", "green-bg"],
];

describe.each(["light", "dark"] as const)("contrast in the %s theme", (theme) => {
	const tokens = tokensOf(theme);
	const of = ([a, b]: readonly [string, string]): number => contrast(tokens[a] ?? "", tokens[b] ?? "");

	it("gives words at least 4.5 to 1", () => {
		expect(words.filter((pair) => !(of(pair) >= 4.5)).map((pair) => `${pair.join(" on ")}: ${of(pair).toFixed(2)}`)).toEqual([]);
	});

	it("gives marks at least 3 to 1", () => {
		expect(marks.filter((pair) => !(of(pair) >= 3)).map((pair) => `${pair.join(" on ")}: ${of(pair).toFixed(2)}`)).toEqual([]);
	});
});
