import type { GlyphName } from "../ui/icon.tsx";

type Place = { readonly href: string; readonly label: string; readonly icon: GlyphName; readonly count?: "estates" | "plans" | "runs" };

/** The places of the product, in the order of the side bar. */
export const places: readonly Place[] = [
	{ href: "/", label: "Overview", icon: "overview" },
	{ href: "/estates", label: "Estates", icon: "estates", count: "estates" },
	{ href: "/plans", label: "Plans", icon: "plans", count: "plans" },
	{ href: "/runs", label: "Runs", icon: "runs", count: "runs" },
	{ href: "/history", label: "History", icon: "history" },
	{ href: "/settings", label: "Settings", icon: "settings" },
];
