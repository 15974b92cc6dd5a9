import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
	extend: {
		classGroups: {
			"font-size": [{ text: ["11", "12", "13", "14", "16", "18", "20", "24", "32", "88"] }],
			shadow: [{ shadow: ["1", "2", "3"] }],
			rounded: [{ rounded: ["chip", "control", "card", "dialog"] }],
		},
	},
});

/** Joins class names; a later utility of the same kind wins, so `className` can override a component's own. */
export const cx = (...classes: readonly ClassValue[]): string => merge(clsx(classes));
