"use client";
import type { Route } from "next";
import { usePathname } from "next/navigation";
import { LinkTabs } from "@/components/ui/link-tabs.tsx";

const tabs = [
	{ part: "", label: "Events" },
	{ part: "/replay", label: "Replay" },
	{ part: "/review", label: "Review" },
] as const;

/** The ways to read a plan's history; each is its own address. */
export function HistoryTabs({ planId }: { readonly planId: string }) {
	const path = usePathname();
	return (
		<LinkTabs
			label="Ways to read the history"
			tabs={tabs.map(({ part, label }) => {
				const href = `/plans/${planId}/history${part}`;
				return { href: href as Route, label, current: path === href };
			})}
		/>
	);
}
