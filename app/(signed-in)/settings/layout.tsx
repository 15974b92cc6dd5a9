import type { ReactNode } from "react";
import { SettingsTabs } from "@/components/settings/settings-tabs.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { requirePrincipal } from "@/lib/server/session.ts";

export default async function SettingsLayout({ children }: { readonly children: ReactNode }) {
	const { role } = await requirePrincipal();
	return (
		<>
			<PageHeader title="Settings" />
			<SettingsTabs administers={may(role, "administer")} />
			{children}
		</>
	);
}
