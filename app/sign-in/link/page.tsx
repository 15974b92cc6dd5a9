import type { Metadata } from "next";
import { EntryFrame } from "@/components/shell/entry-frame.tsx";
import { LinkSignIn } from "@/components/shell/link-sign-in.tsx";
import product from "@/package.json" with { type: "json" };

export const metadata: Metadata = { title: "Sign in with a link", referrer: "no-referrer" };

export default function LinkPage() {
	return (
		<EntryFrame title="Sign in with your link" lead="It works once, for the person it was made for." version={product.version}>
			<LinkSignIn />
		</EntryFrame>
	);
}
