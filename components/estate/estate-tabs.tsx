"use client";
import type { Route } from "next";
import { usePathname } from "next/navigation";
import { LinkTabs } from "@/components/ui/link-tabs.tsx";

const tabs = [
	{ part: "", label: "Topology" },
	{ part: "components", label: "Components" },
	{ part: "findings", label: "Findings" },
	{ part: "availability", label: "Crew and freezes" },
	{ part: "history", label: "History" },
	{ part: "plans", label: "Plans" },
] as const;

/** The parts of an estate's page; each is its own address. */
export function EstateTabs({
	id,
	counts,
}: {
	readonly id: string;
	readonly counts: Readonly<Record<"components" | "findings" | "plans", number>>;
}) {
	const path = usePathname();
	const base = `/estates/${id}`;
	return (
		<LinkTabs
			label="Parts of the estate"
			tabs={tabs.map(({ part, label }) => {
				const href = part === "" ? base : `${base}/${part}`;
				return {
					href: href as Route,
					label,
					current: path === href,
					...(part === "" || part === "history" || part === "availability" ? {} : { count: counts[part] }),
				};
			})}
		/>
	);
}
