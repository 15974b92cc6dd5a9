import type { Metadata } from "next";
import { connection } from "next/server";
import { Brand } from "@/components/shell/brand.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";

export const metadata: Metadata = { title: "Not found" };

/** Drawn per request like every page, so that its scripts carry the nonce. */
export default async function NotFound() {
	await connection();
	return (
		<main className="grid min-h-dvh place-items-center bg-canvas px-5 py-10">
			<div className="flex max-w-[56ch] flex-col items-start gap-4">
				<Brand />
				<h1 className="text-24 font-semibold tracking-tight">Nothing is here</h1>
				<p className="text-ink-2">
					The address may be mistyped, or what it named is not yours to see. Plans and estates are never deleted.
				</p>
				<ButtonLink href="/" variant="primary" size="lg">
					Go to the overview
				</ButtonLink>
			</div>
		</main>
	);
}
