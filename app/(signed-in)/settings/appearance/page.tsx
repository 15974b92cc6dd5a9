import type { Metadata } from "next";
import { cookies } from "next/headers";
import { AttentionChoice } from "@/components/settings/attention-choice.tsx";
import { ThemeChoice } from "@/components/settings/theme-choice.tsx";
import { PageBody } from "@/components/shell/page-header.tsx";
import { Card } from "@/components/ui/card.tsx";
import { requirePrincipal } from "@/lib/server/session.ts";
import { chooseTheme } from "./choose-theme.ts";

export const metadata: Metadata = { title: "Appearance" };

export default async function AppearancePage() {
	await requirePrincipal();
	const chosen = (await cookies()).get("theme")?.value;
	return (
		<PageBody className="max-w-4xl">
			<Card title="Theme" padded>
				<ThemeChoice initial={chosen === "light" || chosen === "dark" ? chosen : "system"} choose={chooseTheme} />
			</Card>
			<Card title="Attention" padded>
				<AttentionChoice />
			</Card>
		</PageBody>
	);
}
