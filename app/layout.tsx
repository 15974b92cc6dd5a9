import { CSPProvider } from "@base-ui/react/csp-provider";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { NowProvider } from "@/components/ui/use-now.tsx";
import "./globals.css";

export const metadata: Metadata = {
	title: { default: "Lockstep", template: "%s · Lockstep" },
	description: "Plan and run the upgrade of a Multi-Factor Authentication Server estate, in order and together.",
	robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** The reader's choice of theme; without one the system decides, in CSS alone. */
async function chosenTheme(): Promise<"light" | "dark" | undefined> {
	const value = (await cookies()).get("theme")?.value;
	return value === "light" || value === "dark" ? value : undefined;
}

/**
 * Frame of every page. Always drawn per request: each answer carries its own nonce, and a page drawn ahead of
 * time would have none.
 */
export default async function RootLayout({ children }: { readonly children: ReactNode }) {
	await connection();
	const nonce = (await headers()).get("x-nonce") ?? undefined;
	return (
		<html lang="en" data-theme={await chosenTheme()} className={`${GeistSans.variable} ${GeistMono.variable}`}>
			<body>
				<CSPProvider nonce={nonce}>
					<NowProvider at={Date.now()}>{children}</NowProvider>
				</CSPProvider>
			</body>
		</html>
	);
}
