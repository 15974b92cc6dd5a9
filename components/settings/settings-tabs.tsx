"use client";
import type { Route } from "next";
import { usePathname } from "next/navigation";
import { LinkTabs } from "@/components/ui/link-tabs.tsx";

const tabs = [
	{ href: "/settings", label: "Your account", administers: false },
	{ href: "/settings/appearance", label: "Appearance", administers: false },
	{ href: "/settings/freezes", label: "Change freezes", administers: false },
	{ href: "/settings/people", label: "People and roles", administers: true },
	{ href: "/settings/tokens", label: "Tokens", administers: true },
	{ href: "/settings/data", label: "Data and privacy", administers: true },
] as const;

/** Parts of the settings; what only administrators may see is not offered to others. */
export function SettingsTabs({ administers }: { readonly administers: boolean }) {
	const path = usePathname();
	return (
		<LinkTabs
			label="Parts of the settings"
			tabs={tabs
				.filter((tab) => administers || !tab.administers)
				.map(({ href, label }) => ({ href: href as Route, label, current: path === href }))}
		/>
	);
}
